import type { Backend } from '@/embedded/backend';
import { type DemoRecord, readDemoRecord } from '@/embedded/demo-record';
import { seed } from '@/embedded/seed/seed';
import { allowShopAddress } from '@/embedded/seed/shop-address';
import type { Steps } from '@/embedded/steps';

/** Fills a new installation with the demo companies; the record the seed leaves says that they are there. */
export async function seedOnce(
  dataDir: string,
  shopPort: number,
  backend: Backend,
  steps: Steps,
): Promise<DemoRecord | undefined> {
  const known = await readDemoRecord(dataDir);
  if (known) {
    await allowShopAddress(backend, known.siteKey, shopPort);
    return known;
  }
  await steps.run('Demo companies', () => seed(backend, dataDir));
  return readDemoRecord(dataDir);
}
