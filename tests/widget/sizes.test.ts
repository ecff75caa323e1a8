import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { buildWidget } from '@/widget/build.js';

const loaderBytesMax = 3 * 1024;
const openedBytesMax = 30 * 1024;
const formBytesMax = 6 * 1024;
const partBytesMax = 1024;

const entry = 'frame/main.tsx';
const form = 'forms/visitor-form.tsx';
const languages = ['locales/en.ts', 'locales/fr.ts'];
/** Loaded where they are shown, which is not where somebody opens a chat, writes and waits. All else counts as opened. */
const laterParts = [
  'frame/chime.ts',
  'frame/earlier.tsx',
  'frame/end-dialog.tsx',
  'frame/kept-store.ts',
  'frame/unavailable.tsx',
  'outreach/start-outreach.ts',
];

const manifestShape = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).default([]),
    dynamicImports: z.array(z.string()).default([]),
  }),
);

let folder: string;
let manifest: z.infer<typeof manifestShape>;
const scripts = new Map<string, number>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-widget-'));
  await buildWidget({ outDir: folder });
  for (const file of await readdir(folder, { recursive: true })) {
    if (file.endsWith('.js'))
      scripts.set(file, gzipSync(await readFile(join(folder, file)), { level: 9 }).length);
  }
  manifest = manifestShape.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const bytesOf = (file = '') => scripts.get(file) ?? Number.NaN;
const chunkBytes = (module: string) => bytesOf(manifest[module]?.file);
const importedLater = () => manifest[entry]?.dynamicImports ?? [];

/** With what they import, each once. */
const withImports = (modules: string[], found = new Set<string>()): Set<string> => {
  for (const module of modules) {
    if (found.has(module)) continue;
    found.add(module);
    withImports(manifest[module]?.imports ?? [], found);
  }
  return found;
};

test('the loader costs a customer’s page one script of at most 3 KB', () => {
  expect(bytesOf('loader.js')).toBeLessThanOrEqual(loaderBytesMax);
});

test('all that is run where somebody opens the chat, writes and waits is at most 30 KB, in each language', () => {
  const opened = importedLater().filter((part) => ![form, ...languages, ...laterParts].includes(part));
  expect(opened).toContain('transport/realtime-topic.ts');
  for (const language of languages) {
    const chunks = [...withImports([entry, language, ...opened])].map(chunkBytes);
    expect(bytesOf('loader.js') + chunks.reduce((sum, bytes) => sum + bytes)).toBeLessThanOrEqual(
      openedBytesMax,
    );
  }
});

test('what few visitors ever see is loaded where it is shown and nowhere else', () => {
  expect(importedLater()).toEqual(expect.arrayContaining([form, ...languages, ...laterParts]));
  for (const part of laterParts) expect(chunkBytes(part), part).toBeLessThanOrEqual(partBytesMax);
  expect(chunkBytes(form)).toBeLessThanOrEqual(formBytesMax);
  // Every script is one of those counted here: the loaders beside the frame, the frame, and what it names.
  const named = [...withImports([entry, ...importedLater()])].map((module) => manifest[module]?.file);
  expect(new Set(scripts.keys())).toEqual(new Set(['loader.js', 'early.js', ...named]));
});

test('what a site that speaks first adds to the customer’s page is at most 1.5 KB', () => {
  expect(bytesOf('early.js')).toBeLessThanOrEqual(1536);
});

test('the socket is not part of what is loaded before a chat', () => {
  expect(manifest[entry]?.imports).toEqual([]);
  expect(importedLater()).toContain('transport/realtime-topic.ts');
});
