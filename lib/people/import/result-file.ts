import { BYTE_ORDER_MARK, csvLine } from '@/lib/platform/csv';

export type ResultRow = { line: number; email: string; result: string; password: string };

/** One line for each row of the file that was brought in or refused, in its order. */
export function resultFile(
  columns: { line: string; email: string; result: string; password: string },
  rows: readonly ResultRow[],
  delimiter: ',' | ';',
): string {
  const hasPasswords = rows.some(({ password }) => password !== '');
  const lineOf = ({ line, email, result, password }: Record<keyof ResultRow, string | number>) =>
    csvLine(
      [String(line), String(email), String(result), ...(hasPasswords ? [String(password)] : [])],
      delimiter,
    );
  return (
    BYTE_ORDER_MARK +
    lineOf(columns) +
    [...rows]
      .sort((a, b) => a.line - b.line)
      .map(lineOf)
      .join('')
  );
}

/** An empty table to fill in, with a line that shows how. French spreadsheets cut at semicolons. */
export const templateFile = (
  columns: readonly string[],
  example: readonly string[],
  delimiter: ',' | ';',
): string => BYTE_ORDER_MARK + csvLine(columns, delimiter) + csvLine(example, delimiter);

export const delimiterOf = (locale: string): ',' | ';' => (locale.startsWith('fr') ? ';' : ',');
