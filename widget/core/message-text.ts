export const MESSAGE_LENGTH_MAX = 5000;

/**
 * What Postgres can store: no NUL, and no half of a surrogate pair, which pasting a cut text can produce.
 * Everything else is the visitor's own and stays.
 */
export function cleanText(text: string): string {
  // In a "u" pattern the two halves of a good pair are one character and do not match.
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Characters as the database counts them: an emoji outside the basic plane is one, not two. */
export function textLength(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

export type SendRefusal = 'message_is_empty' | 'message_is_too_long';

export function refusalOf(body: string): SendRefusal | null {
  if (body === '') return 'message_is_empty';
  return textLength(body) > MESSAGE_LENGTH_MAX ? 'message_is_too_long' : null;
}
