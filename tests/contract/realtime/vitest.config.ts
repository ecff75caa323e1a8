import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Runs the Realtime contract by itself, against Postgres and Realtime only or CONTRACT_URL. */
export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    environment: 'node',
    include: ['tests/contract/realtime/**/*.test.ts'],
    globalSetup: ['tests/support/realtime-target.ts'],
    // One of the files takes the whole target down, which the others would feel.
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
