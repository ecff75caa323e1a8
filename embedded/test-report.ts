import { readFile } from 'node:fs/promises';
import { z } from 'zod';

export type Totals = { passed: number; failed: number };

/** A runner that left no readable report did not run: one failure, so that silence never looks like success. */
const NO_REPORT: Totals = { passed: 0, failed: 1 };

const vitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

export async function readVitestReport(file: string): Promise<Totals> {
  const report = vitestReport.safeParse(await readJson(file));
  if (!report.success) return NO_REPORT;
  const { success, numPassedTests, numFailedTests, testResults } = report.data;
  // A file that does not even load has no tests to count.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = numFailedTests + broken.length;
  return { passed: numPassedTests, failed: success || failed > 0 ? failed : 1 };
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

export async function readPlaywrightReport(file: string): Promise<Totals> {
  const report = playwrightReport.safeParse(await readJson(file));
  if (!report.success) return NO_REPORT;
  const { stats, errors } = report.data;
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
