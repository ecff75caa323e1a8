/** Spreadsheets take a text that begins so for a formula, and run it. Apostrophes in front are counted, so that one more can be taken away again. */
const FORMULA_START = /^'*[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;

/** UTF-8 is only recognised by spreadsheets when the file begins with it. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** One cell: a text that would be run as a formula gets an apostrophe in front, as spreadsheets themselves write it. */
export function csvCell(value: string): string {
  const safe = FORMULA_START.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What csvCell put in front of a formula, taken away again: so that a file of ours can be brought back in. */
export const withoutApostrophe = (cell: string): string =>
  cell.startsWith("'") && FORMULA_START.test(cell.slice(1)) ? cell.slice(1) : cell;

export const csvLine = (cells: readonly string[], delimiter = ','): string =>
  `${cells.map(csvCell).join(delimiter)}\r\n`;
