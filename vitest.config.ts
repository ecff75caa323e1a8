import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: at('.') },
      // Marks files for Next's bundler; outside of it there is no browser to keep them from.
      { find: /^server-only$/, replacement: at('node_modules/server-only/empty.js') },
    ],
  },
  test: {
    // A test proves what happens, never how fast: on a busy machine it may take its time.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One core less, which is what it would leave to itself, is half of a small machine.
    maxWorkers: '100%',
    // supabase-js says it in every process that loads it; Foyer supports Node 20.
    onConsoleLog: (line) => !line.includes('Node.js 20 and below are deprecated'),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          isolate: false,
          setupFiles: ['tests/support/leave-nothing-behind.ts'],
          include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/architecture/**/*.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'widget',
          isolate: false,
          setupFiles: ['tests/support/leave-nothing-behind.ts'],
          include: ['tests/widget/**/*.test.{ts,tsx}'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['tests/database/**/*.test.ts'],
          globalSetup: ['tests/support/backend.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          globalSetup: ['tests/support/backend.ts'],
          // Some files take a part of the backend down, which the others would feel.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          // The REST contract again, on the stand-in for platforms without a PostgREST binary.
          name: 'contract-lite',
          include: ['tests/contract/rest/**/*.test.ts'],
          globalSetup: ['tests/support/backend.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
