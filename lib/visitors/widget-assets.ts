import 'server-only';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameAssets } from '@/lib/visitors/frame-page';

type Chunk = { file: string; css?: string[]; imports?: string[] };
type Manifest = Record<string, Chunk>;

const FILE = join(process.cwd(), 'public', 'widget', 'manifest.json');
const ENTRY = 'frame/main.tsx';

let read: { modifiedAtMs: number; manifest: Manifest } | undefined;

/** What the widget's build wrote; read again when it was built anew. */
async function manifest(): Promise<Manifest> {
  const { mtimeMs } = await stat(FILE).catch((cause: unknown) => {
    throw new Error('The widget is not built: run `npm run build:widget`.', { cause });
  });
  if (read?.modifiedAtMs !== mtimeMs) {
    read = { modifiedAtMs: mtimeMs, manifest: JSON.parse(await readFile(FILE, 'utf8')) as Manifest };
  }
  return read.manifest;
}

/** The frame's files under their hashed names, with the texts of one language fetched at the same time. */
export async function frameAssets(locale: string): Promise<FrameAssets> {
  const chunks = await manifest();
  const entry = chunks[ENTRY];
  if (!entry) throw new Error(`The widget's manifest has no ${ENTRY}.`);
  const address = (file: string) => `/widget/${file}`;
  const files = (keys: (string | undefined)[]) =>
    keys.flatMap((key) => (key === undefined ? [] : (chunks[key]?.file ?? []))).map(address);
  return {
    script: address(entry.file),
    styles: (entry.css ?? []).map(address),
    preload: files([...(entry.imports ?? []), `locales/${locale}.ts`]),
  };
}
