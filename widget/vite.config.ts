import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Leaves out what the widget never runs, three kilobytes of it: Vite's preloading of the style sheets of
 * chunks, which have none, and Phoenix's fallback to long polling, which is off unless asked for.
 */
function leaveOut(): Plugin {
  const replaced = new Map([
    ['\0vite/preload-helper.js', 'export const __vitePreload = (load) => load();'],
    ['\0no-long-polling', 'export default class LongPoll {}'],
  ]);
  return {
    name: 'foyer:leave-out',
    enforce: 'pre',
    resolveId(id, importer) {
      if (id === '@supabase/phoenix') {
        return fileURLToPath(
          new URL('../node_modules/@supabase/phoenix/assets/js/phoenix/index.js', import.meta.url),
        );
      }
      return id === './longpoll' && importer?.includes('@supabase/phoenix') ? '\0no-long-polling' : null;
    },
    load: (id) => replaced.get(id) ?? null,
  };
}

/** Serves the gallery while developing, and is what build.js starts from. */
export default defineConfig({
  root: here,
  publicDir: false,
  resolve: { alias: [{ find: /^@\//, replacement: fileURLToPath(new URL('../', import.meta.url)) }] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { modulePreload: false },
  plugins: [leaveOut()],
});
