import { afterAll, vi } from 'vitest';

/** Test files of these projects share a process, which makes them three times as fast: what one changes in it is undone. */
const before = { ...process.env };

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});
