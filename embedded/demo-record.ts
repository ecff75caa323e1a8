import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const demoRecord = z.object({
  /** The site whose chat the demo shop shows. */
  siteKey: z.string(),
  signIns: z.array(
    z.object({
      organization: z.string(),
      name: z.string(),
      role: z.string(),
      email: z.string(),
      password: z.string(),
    }),
  ),
});

/** What the seed made and a person needs to look around; printed at each start. */
export type DemoRecord = z.infer<typeof demoRecord>;

const fileIn = (dataDir: string): string => join(dataDir, 'demo.json');

export async function readDemoRecord(dataDir: string): Promise<DemoRecord | undefined> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : demoRecord.parse(JSON.parse(text));
}

export async function writeDemoRecord(dataDir: string, record: DemoRecord): Promise<void> {
  await writeFile(fileIn(dataDir), `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
}
