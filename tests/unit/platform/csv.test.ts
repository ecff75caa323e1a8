import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { csvCell, csvLine, withoutApostrophe } from '@/lib/platform/csv';

const text = fc.string({ unit: fc.constantFrom(...'=+-@＝＋－＠\t\r\n\'",; aé漢'), maxLength: 12 });

describe('a cell of a file for spreadsheets', () => {
  test('is never run as a formula, whatever it holds', () => {
    fc.assert(
      fc.property(text, (value) => {
        const [[read = ''] = []] = Papa.parse<string[]>(csvCell(value), { delimiter: ',' }).data;
        expect(read).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/);
      }),
    );
  });

  test('comes back as it was, also beside others', () => {
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(',', ';'),
        (cells, delimiter) => {
          fc.pre(cells.some((cell) => cell !== ''));
          const parsed = Papa.parse<string[]>(csvLine(cells, delimiter), { delimiter, newline: '\r\n' });
          expect(parsed.data[0]?.map(withoutApostrophe)).toEqual(cells);
        },
      ),
    );
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+33 1 23', "'+33 1 23"],
    ['-3', "'-3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['\n=1', '"\'\n=1"'],
    ["'=1", "''=1"],
    ['plain', 'plain'],
    ['a "b", c', '"a ""b"", c"'],
  ])('%s is written %s', (value, written) => {
    expect(csvCell(value)).toBe(written);
  });
});
