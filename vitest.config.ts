import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: root },
      // Marks files for Next's bundler; outside of it there is no browser to keep them from.
      {
        find: /^server-only$/,
        replacement: fileURLToPath(new URL('node_modules/server-only/empty.js', import.meta.url)),
      },
    ],
  },
  test: { include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'] },
});
