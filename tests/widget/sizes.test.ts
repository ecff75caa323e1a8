import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWidget } from '@/widget/build.js';

const loaderBytesMax = 3 * 1024;
const openedBytesMax = 30 * 1024;
const formBytesMax = 6 * 1024;

let folder: string;
const scripts = new Map<string, number>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-widget-'));
  await buildWidget({ outDir: folder });
  for (const file of await readdir(folder, { recursive: true })) {
    if (file.endsWith('.js'))
      scripts.set(file, gzipSync(await readFile(join(folder, file)), { level: 9 }).length);
  }
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const bytesOf = (pattern: RegExp) =>
  [...scripts].filter(([file]) => pattern.test(file)).map(([, bytes]) => bytes);

test('the loader costs a customer’s page one script of at most 3 KB', () => {
  const [bytes = Number.POSITIVE_INFINITY] = bytesOf(/^loader\.js$/);
  expect(bytes).toBeLessThanOrEqual(loaderBytesMax);
});

test('everything an opened widget runs, loader and socket included, is at most 30 KB', () => {
  const [loader = Number.NaN] = bytesOf(/^loader\.js$/);
  const [frame = Number.NaN] = bytesOf(/frame-/);
  const [socket = Number.NaN] = bytesOf(/realtime-topic-/);
  const languages = bytesOf(/(en|fr)-/);
  expect(languages).toHaveLength(2);
  expect(loader + frame + socket + Math.max(...languages)).toBeLessThanOrEqual(openedBytesMax);
});

test('what few visitors ever see is loaded where it is shown and nowhere else', () => {
  expect(bytesOf(/visitor-form-/)).toHaveLength(1);
  const parts = /(unavailable|end-dialog|earlier|waiting|chime|kept-store|start-outreach)-/;
  expect(bytesOf(parts)).toHaveLength(7);
  expect(Math.max(...bytesOf(parts))).toBeLessThanOrEqual(1024);
  // Loader, frame, socket and two languages beside these, the form and what few pages load early: nothing is left out of the count above.
  expect(scripts.size).toBe(14);
  const [form = Number.NaN] = bytesOf(/visitor-form-/);
  expect(form).toBeLessThanOrEqual(formBytesMax);
});

test('what a site that speaks first adds to the customer’s page is at most 1.5 KB', () => {
  const [bytes = Number.POSITIVE_INFINITY] = bytesOf(/^early\.js$/);
  expect(bytes).toBeLessThanOrEqual(1536);
});

test('the socket is not part of what is loaded before a chat', async () => {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Record<
    string,
    { imports?: string[]; dynamicImports?: string[] }
  >;
  const entry = manifest['frame/main.tsx'];
  expect(entry?.imports ?? []).toEqual([]);
  expect(entry?.dynamicImports).toContain('transport/realtime-topic.ts');
});
