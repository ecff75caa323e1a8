/** One text and its translation. The first one, with an empty text, describes the file. */
export type Translation = { text: string; translation: string };

/** JSON writes texts as gettext does, as far as the two quote, break lines and escape. */
const unquote = (line: string): string => JSON.parse(line) as string;

/** The texts of a .po file that uses no plurals and no contexts. */
export function readTranslations(po: string): Translation[] {
  const entries: Translation[] = [];
  let at: keyof Translation = 'text';
  for (const line of po.split('\n').map((text) => text.trim())) {
    const [, keyword, quoted] = /^(?:(msgid|msgstr) )?(".*")$/.exec(line) ?? [];
    if (quoted === undefined) {
      if (line !== '' && !line.startsWith('#')) throw new Error(`Not a line of a .po file: ${line}`);
      continue;
    }
    if (keyword === 'msgid') entries.push({ text: '', translation: '' });
    if (keyword !== undefined) at = keyword === 'msgid' ? 'text' : 'translation';
    const entry = entries.at(-1);
    if (!entry) throw new Error('A .po file begins with msgid.');
    entry[at] += unquote(quoted);
  }
  return entries;
}

const HEADER_BYTES = 28;
const MAGIC = 0x950412de;

/** The same as a .mo file, which is what WordPress reads. Texts stand in the order of their bytes, each before a zero. */
export function writeTranslations(entries: readonly Translation[]): Uint8Array {
  const sorted = [...entries].sort((a, b) => Buffer.compare(Buffer.from(a.text), Buffer.from(b.text)));
  const tableBytes = sorted.length * 8;
  const head = Buffer.alloc(HEADER_BYTES + 2 * tableBytes);
  const texts: Buffer[] = [];
  let offset = head.length;
  const put = (text: string, place: number) => {
    const bytes = Buffer.from(`${text}\0`);
    head.writeUInt32LE(bytes.length - 1, place);
    head.writeUInt32LE(offset, place + 4);
    texts.push(bytes);
    offset += bytes.length;
  };
  head.writeUInt32LE(MAGIC, 0);
  head.writeUInt32LE(sorted.length, 8);
  head.writeUInt32LE(HEADER_BYTES, 12);
  head.writeUInt32LE(HEADER_BYTES + tableBytes, 16);
  head.writeUInt32LE(head.length, 24);
  for (const [index, { text }] of sorted.entries()) put(text, HEADER_BYTES + index * 8);
  for (const [index, { translation }] of sorted.entries())
    put(translation, HEADER_BYTES + tableBytes + index * 8);
  return Buffer.concat([head, ...texts]);
}

/** For translators: what there is to translate, translated into nothing. */
export const toTemplate = (po: string): string =>
  po
    .replace(/^"Language: .*\n/m, '"Language: \\n"\n')
    .replace(/^(msgid ".+"\nmsgstr ) ?".*"$/gm, (_, start: string) => `${start}""`);
