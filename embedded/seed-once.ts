import type { Backend } from '@/embedded/backend';
import { type DemoRecord, readDemoRecord } from '@/embedded/demo-record';
import { seed } from '@/embedded/seed/seed';
import type { Steps } from '@/embedded/steps';

/** Fills a new installation with the demo company; the record the seed leaves says that it is there. */
export async function seedOnce(
  dataDir: string,
  backend: Backend,
  steps: Steps,
): Promise<DemoRecord | undefined> {
  if (!(await readDemoRecord(dataDir))) await steps.run('Demo company', () => seed(backend, dataDir));
  return readDemoRecord(dataDir);
}
