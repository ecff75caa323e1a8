import type { Encoding } from '@/lib/people/import/schema';

const SAMPLE_BYTES = 64 * 1024;

/** By its mark, by its zeros, or by whether it can be UTF-8; what cannot is what Windows in Western Europe writes. */
export function detectEncoding(bytes: Uint8Array): Encoding {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  // Every other byte of Western text in UTF-16 is zero; nothing else that is text has zeros at all.
  if (odd > sample.length / 8 && odd > even) return 'utf-16le';
  if (even > sample.length / 8) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** How the files of spreadsheet programs begin: a ZIP archive (.xlsx, .ods), and what came before it (.xls). */
const WORKBOOKS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** A workbook where text is expected: it has to be saved as CSV first. */
export const isWorkbook = (bytes: Uint8Array): boolean =>
  WORKBOOKS.some((beginning) => beginning.every((byte, index) => bytes[index] === byte));

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The text, without the mark it may begin with. */
export const decode = (bytes: Uint8Array, encoding: Encoding): string =>
  new TextDecoder(encoding).decode(bytes);
