/** Tags stand in braces in prepared texts and are filled in when the text is sent; the database does the same as here. */
export const NICKNAME_TAG = '{OP_pseudo}';

/** A tag that is misspelt would reach visitors as it was typed. */
export const hasUnknownTag = (text: string): boolean => /\{[^{}]*\}/.test(text.replaceAll(NICKNAME_TAG, ''));

/** The text as the agent of this nickname says it. */
export const fillTags = (text: string, { nickname }: { nickname: string }): string =>
  text.replaceAll(NICKNAME_TAG, () => nickname);
