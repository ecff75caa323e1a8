import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildApp } from '@/embedded/app-build';
import { createSteps, paint } from '@/embedded/steps';
import { ensureBrowser } from '@/embedded/test-browser';
import { readPlaywrightReport, readVitestReport, type Totals } from '@/embedded/test-report';

const ROOT = join(import.meta.dirname, '..');
const RESULTS = join(ROOT, 'test-results');
const CHECKS = ['check:lint', 'check:types', 'check:imports'];
const PROJECTS = ['unit', 'widget', 'database', 'contract'];
const PARTS = ['check', ...PROJECTS, 'e2e'];

const steps = createSteps();
const packageFile = (name: string, file: string): string =>
  join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file);

/** Runs a program in the foreground; its report file says what came of it. */
function show(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', fail);
    child.once('exit', (code) => done(code ?? 1));
  });
}

async function step(name: string, work: () => Promise<void>): Promise<Totals> {
  return steps.run(name, work).then(
    () => ({ passed: 1, failed: 0 }),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      return { passed: 0, failed: 1 };
    },
  );
}

function check(script: string): Promise<Totals> {
  return step(script, async () => {
    const output: Buffer[] = [];
    const code = await new Promise<number | null>((done, fail) => {
      const child = spawn('npm', ['run', '--silent', script], {
        cwd: ROOT,
        shell: process.platform === 'win32',
      });
      child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
      child.once('error', fail);
      child.once('exit', done);
    });
    if (code !== 0) throw new Error(Buffer.concat(output).toString('utf8').trim());
  });
}

async function vitest(projects: string[], filters: string[]): Promise<Totals> {
  const report = join(RESULTS, 'vitest.json');
  await rm(report, { force: true });
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  for (const project of projects) args.push(`--project=${project}`);
  await show(process.execPath, [packageFile('vitest', 'vitest.mjs'), ...args, ...filters]);
  return readVitestReport(report);
}

async function playwright(filters: string[]): Promise<Totals> {
  const report = join(RESULTS, 'playwright.json');
  await rm(report, { force: true });
  await show(
    process.execPath,
    [packageFile('@playwright/test', 'cli.js'), 'test', '--reporter=list,json', ...filters],
    {
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    },
  );
  return readPlaywrightReport(report);
}

/** `npm test` runs everything; `npm test -- unit database` runs those; what is no part's name is a filter. */
async function test(words: string[]): Promise<Totals> {
  const named = words.filter((word) => PARTS.includes(word));
  const filters = words.filter((word) => !PARTS.includes(word));
  const wanted = (part: string): boolean => named.length === 0 || named.includes(part);
  const totals: Totals[] = [];

  if (wanted('check')) totals.push(...(await Promise.all(CHECKS.map(check))));
  const projects = PROJECTS.filter(wanted);
  // Its own project, because it needs a backend of its own.
  if (projects.includes('contract')) projects.push('contract-lite');
  if (projects.length > 0) totals.push(await vitest(projects, filters));
  if (wanted('e2e')) {
    const browser = await step('Browser', ensureBrowser);
    const build = await step(
      'App build',
      async () => void (await buildApp(join(RESULTS, 'logs', 'build.log'))),
    );
    totals.push(browser, build);
    if (browser.failed + build.failed === 0) totals.push(await playwright(filters));
  }
  return totals.reduce((sum, part) => ({
    passed: sum.passed + part.passed,
    failed: sum.failed + part.failed,
  }));
}

const startedAt = performance.now();
const { passed, failed } = await test(process.argv.slice(2));
console.log(paint('dim', `\n${((performance.now() - startedAt) / 1000).toFixed(0)} s`));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
