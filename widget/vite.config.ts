import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import slimPhoenix from '../lib/platform/realtime/slim-phoenix.js';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Leaves out what the widget never runs. Vite's helper loads style sheets of chunks, which have none. */
function leaveOut(): Plugin {
  return {
    name: 'foyer:leave-out',
    enforce: 'pre',
    load: (id) =>
      id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null,
    transform: (code, id) => (id.endsWith('/phoenix.mjs') ? slimPhoenix(code) : null),
  };
}

/** Serves the gallery while developing, and is what build.js starts from. */
export default defineConfig({
  root: here,
  publicDir: false,
  resolve: { alias: [{ find: /^@\//, replacement: fileURLToPath(new URL('../', import.meta.url)) }] },
  // Said, because otherwise the environment of whoever builds decides.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  build: { modulePreload: false },
  plugins: [leaveOut()],
});
