import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The parts of Phoenix's client that stand in for themselves here; each by its import inside of it. */
const phoenixParts = new Map([
  // Off unless asked for, and Realtime does not offer it.
  ['./longpoll', 'export default class LongPoll {}'],
  // The socket is given an encoder and a decoder of our own: see lib/platform/realtime/frame.ts.
  ['./serializer', 'export default { encode() {}, decode() {} };'],
  // Of which all but the long poll uses this much, for the address of the socket.
  [
    './ajax',
    'export default { appendParams: (url, params) => url + (url.includes("?") ? "&" : "?") + new URLSearchParams(params) };',
  ],
]);

/** Leaves out what the widget never runs, nearly four kilobytes of it. Vite's helper loads style sheets of chunks, which have none. */
function leaveOut(): Plugin {
  const prefix = '\0foyer:';
  const sources = new URL('../node_modules/@supabase/phoenix/assets/js/phoenix/', import.meta.url);
  return {
    name: 'foyer:leave-out',
    enforce: 'pre',
    resolveId(id, importer) {
      if (id === '@supabase/phoenix') return fileURLToPath(new URL('index.js', sources));
      return importer?.includes('@supabase/phoenix') && phoenixParts.has(id) ? prefix + id : null;
    },
    load(id) {
      if (id === '\0vite/preload-helper.js') return 'export const __vitePreload = (load) => load();';
      return id.startsWith(prefix) ? phoenixParts.get(id.slice(prefix.length)) : null;
    },
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
