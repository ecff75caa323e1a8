import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, loadConfigFromFile, mergeConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const publicFolder = fileURLToPath(new URL('../public/widget/', import.meta.url));

/** Those of the last two and a half years; see the README. */
const browsers = ['chrome123', 'edge123', 'firefox121', 'safari17.5', 'ios17.5'];

/**
 * Builds the loader and what goes with it on some customers' pages, whose names never change, and the frame, modules
 * whose names carry a hash and are listed in manifest.json for the page that loads them.
 * @param {{ outDir?: string, watch?: boolean, logLevel?: 'info' | 'warn' }} [options]
 */
export async function buildWidget({ outDir = publicFolder, watch = false, logLevel = 'warn' } = {}) {
  const loaded = await loadConfigFromFile({ command: 'build', mode: 'production' }, `${root}vite.config.ts`);
  if (!loaded) throw new Error('widget/vite.config.ts is missing.');
  /** @param {import('vite').InlineConfig} part */
  const run = (part) =>
    build(
      mergeConfig(
        mergeConfig(loaded.config, {
          logLevel,
          // Read above; found again it would be added to itself.
          configFile: false,
          build: { outDir, emptyOutDir: false, watch: watch ? {} : null },
        }),
        part,
      ),
    );

  // Once, and not by each part: they write into the same folder.
  await rm(outDir, { recursive: true, force: true });
  await run({
    base: '/widget/',
    build: {
      target: browsers,
      cssTarget: browsers,
      manifest: 'manifest.json',
      rolldownOptions: {
        input: { frame: `${root}frame/main.tsx` },
        output: { entryFileNames: 'assets/[name]-[hash].js', chunkFileNames: 'assets/[name]-[hash].js' },
      },
    },
  });
  await run({
    build: {
      target: browsers,
      cssTarget: browsers,
      rolldownOptions: {
        input: { loader: `${root}loader/loader.ts` },
        output: { format: 'iife', entryFileNames: '[name].js' },
      },
    },
  });
  await run({
    build: {
      target: browsers,
      cssTarget: browsers,
      rolldownOptions: {
        input: { early: `${root}early/early.ts` },
        // A module the loader imports, by way of the site's own.
        preserveEntrySignatures: 'strict',
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildWidget({ watch: process.argv.includes('--watch'), logLevel: 'info' });
}
