import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Backend } from '@/embedded/backend';
import { type DemoRecord, readDemoRecord } from '@/embedded/demo-record';
import type { Steps } from '@/embedded/steps';

/** Fills a new installation with the demo company; the record the seed leaves says that it is there. */
export async function seedOnce(
  dataDir: string,
  backend: Backend,
  steps: Steps,
): Promise<DemoRecord | undefined> {
  const file = join(import.meta.dirname, 'seed', 'seed.ts');
  if (!(await readDemoRecord(dataDir)) && existsSync(file)) {
    const { seed } = (await import(pathToFileURL(file).href)) as {
      seed(backend: Backend, dataDir: string): Promise<void>;
    };
    await steps.run('Demo company', () => seed(backend, dataDir));
  }
  return readDemoRecord(dataDir);
}
