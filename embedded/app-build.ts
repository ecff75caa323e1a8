import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { runCommand } from '@/embedded/run-command';

const ROOT = join(import.meta.dirname, '..');
const RECORD = join(ROOT, '.next', 'foyer-build.json');

/** What cannot change the built app. Everything else can, so a new top-level folder counts by itself. */
const IGNORED = new Set([
  'node_modules',
  'embedded',
  'supabase',
  'tests',
  'bench',
  'docs',
  'test-results',
  'playwright-report',
  'coverage',
  'next-env.d.ts',
  'public/widget',
]);
const IGNORED_ENDINGS = ['.md', '.tsbuildinfo', '.log'];

/** Builds the widget and the app, unless they were built from exactly these sources already. */
export async function buildApp(logFile: string): Promise<'built' | 'unchanged'> {
  const hash = await sourceHash();
  if ((await recordedHash()) === hash) return 'unchanged';
  await runCommand(process.execPath, [join(ROOT, 'widget', 'build.js')], {
    name: 'The widget build',
    logFile,
  });
  const next = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next');
  await runCommand(process.execPath, [next, 'build'], { name: 'The app build', logFile });
  await writeFile(RECORD, JSON.stringify({ hash }));
  return 'built';
}

async function recordedHash(): Promise<string | undefined> {
  try {
    await readFile(join(ROOT, '.next', 'BUILD_ID'));
    await readdir(join(ROOT, 'public', 'widget'));
    return (JSON.parse(await readFile(RECORD, 'utf8')) as { hash?: string }).hash;
  } catch {
    return undefined;
  }
}

async function sourceHash(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const file of await sources(ROOT)) {
    hash.update(relative(ROOT, file)).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      const name = relative(ROOT, path).replaceAll('\\', '/');
      if (entry.name.startsWith('.') || IGNORED.has(name)) return [];
      if (entry.isDirectory()) return sources(path);
      return IGNORED_ENDINGS.some((ending) => name.endsWith(ending)) ? [] : [path];
    }),
  );
  return found.flat().sort();
}
