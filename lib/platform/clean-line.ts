/**
 * One line of text as it can be stored: without control characters (Postgres refuses NUL) and without halves of
 * characters (JSON cannot carry them).
 */
export const cleanLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ').trim();

/** The same for text of several lines. */
export const cleanLines = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?!\n)[\p{Cc}\p{Cs}]/gu, ' ')
    .trim();
