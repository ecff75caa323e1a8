import Papa from 'papaparse';
import { DELIMITERS, type Delimiter, type Table } from '@/lib/people/import/schema';

const SAMPLE_CHARACTERS = 64 * 1024;
const SAMPLE_LINES = 20;
/** Excel writes and reads this first line; it names the delimiter. */
const NAMED_DELIMITER = /^sep=([,;\t])\r?\n/i;

/** The one that cuts the first lines into the most columns, and into as many each. */
export function detectDelimiter(text: string): Delimiter {
  const named = NAMED_DELIMITER.exec(text)?.[1];
  const found = DELIMITERS.find((delimiter) => delimiter === named);
  if (found) return found;
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const scores = DELIMITERS.map((delimiter) => {
    const { data } = Papa.parse<string[]>(sample, {
      delimiter,
      preview: SAMPLE_LINES,
      skipEmptyLines: 'greedy',
    });
    const widths = data.map((cells) => cells.length);
    const width = widths[0] ?? 1;
    const like = widths.filter((other) => other === width).length;
    return { delimiter, score: width === 1 ? 0 : width * (like / widths.length) ** 2 };
  });
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

/** The first line that is not empty names the columns. Lines are counted as a spreadsheet shows them. */
export function readTable(text: string, delimiter: Delimiter): Table {
  const [sepLine] = NAMED_DELIMITER.exec(text) ?? [''];
  const { data } = Papa.parse<string[]>(text.slice(sepLine.length), { delimiter });
  const lines = data
    .map((cells, index) => ({ line: index + 1 + (sepLine ? 1 : 0), cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const [head, ...rows] = lines;
  return { headers: head?.cells.map((cell) => cell.trim()) ?? [], rows };
}
