import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPlaywrightReport, readVitestReport } from '@/embedded/test-report';

async function report(content: unknown): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'foyer-report-')), 'report.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const ran = (status: string, count: number) => ({ status, assertionResults: Array.from({ length: count }) });

describe('a run that went wrong is never counted as a success', () => {
  test('a runner that left no report, or half of one, counts as one failure', async () => {
    expect(await readVitestReport('/no/such/file')).toEqual({ passed: 0, failed: 1 });
    expect(await readVitestReport(await report('{"success": tr'))).toEqual({ passed: 0, failed: 1 });
    expect(await readPlaywrightReport(await report({ stats: {} }))).toEqual({ passed: 0, failed: 1 });
  });

  test('a test file that does not load counts, though it has no tests', async () => {
    const file = await report({
      success: false,
      numPassedTests: 5,
      numFailedTests: 1,
      testResults: [ran('passed', 5), ran('failed', 1), ran('failed', 0)],
    });
    expect(await readVitestReport(file)).toEqual({ passed: 5, failed: 2 });
  });

  test('an error outside of every test counts, though all tests passed', async () => {
    const vitest = await report({
      success: false,
      numPassedTests: 5,
      numFailedTests: 0,
      testResults: [ran('passed', 5)],
    });
    expect(await readVitestReport(vitest)).toEqual({ passed: 5, failed: 1 });
    const stats = { expected: 3, unexpected: 1, flaky: 1 };
    expect(await readPlaywrightReport(await report({ stats, errors: [{}] }))).toEqual({
      passed: 4,
      failed: 2,
    });
  });
});

test('what passed is counted as it is', async () => {
  const file = await report({
    success: true,
    numPassedTests: 7,
    numFailedTests: 0,
    testResults: [ran('passed', 7)],
  });
  expect(await readVitestReport(file)).toEqual({ passed: 7, failed: 0 });
});
