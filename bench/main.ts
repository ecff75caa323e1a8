import { type Browsers, buildLog, openBrowsers } from '@/bench/browsers';
import type { Finding } from '@/bench/figures';
import { measureAssignment } from '@/bench/parts/assignment';
import { measureConsole } from '@/bench/parts/console-speed';
import { measureInboxQueries } from '@/bench/parts/inbox-queries';
import { measureJoinTime } from '@/bench/parts/join-time';
import { measureLatency } from '@/bench/parts/latency';
import { measureMemberImport } from '@/bench/parts/member-import';
import { measureMemberList } from '@/bench/parts/member-list';
import { measureMemory } from '@/bench/parts/memory';
import { measurePerceived } from '@/bench/parts/perceived';
import { measureRouting } from '@/bench/parts/routing';
import { measureThroughput } from '@/bench/parts/throughput';
import { measureWidgetWeight } from '@/bench/parts/widget-weight';
import { jsonLineOf, tableOf } from '@/bench/report';
import { type Stage, setStage } from '@/bench/stage';
import { buildApp } from '@/embedded/app-build';
import { createSteps } from '@/embedded/steps';
import { runUntilStopped } from '@/embedded/stop-signals';

type Part = (stage: Stage, browsers: () => Promise<Browsers>) => Promise<Finding>;

const inBrowsers =
  (measure: (stage: Stage, browsers: Browsers) => Promise<Finding>): Part =>
  async (stage, browsers) =>
    measure(stage, await browsers());

/** In this order: what must be measured on a quiet, empty backend comes first, what fills it last. */
const PARTS: Record<string, Part> = {
  memory: measureMemory,
  latency: measureLatency,
  throughput: measureThroughput,
  join: measureJoinTime,
  assignment: measureAssignment,
  routing: measureRouting,
  widget: inBrowsers(measureWidgetWeight),
  console: inBrowsers(measureConsole),
  perceived: inBrowsers(measurePerceived),
  'member-import': measureMemberImport,
  'member-list': measureMemberList,
  queries: measureInboxQueries,
};
const NEEDS_THE_APP = new Set(['widget', 'console', 'perceived']);

async function bench(wanted: string[], onEnd: (stop: () => Promise<void>) => void): Promise<void> {
  const unknown = wanted.filter((name) => !PARTS[name]);
  if (unknown.length > 0) {
    throw new Error(`No part is called ${unknown.join(', ')}. There are: ${Object.keys(PARTS).join(', ')}.`);
  }
  const startedAt = performance.now();
  const steps = createSteps();
  const parts = Object.entries(PARTS).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  const stage = await steps.run('Backend', () => setStage(onEnd));
  let browsers: Promise<Browsers> | undefined;
  onEnd(async () => (await browsers?.catch(() => undefined))?.close());
  const findings: Finding[] = [];
  if (parts.some(([name]) => NEEDS_THE_APP.has(name))) {
    await steps.run('App build (when something changed)', () => buildApp(buildLog(stage)));
  }
  const opened = (): Promise<Browsers> => {
    browsers ??= openBrowsers(stage);
    return browsers;
  };
  for (const [name, measure] of parts) {
    const finding = await steps
      .run(name, () => measure(stage, opened))
      .catch((error: unknown) => ({
        figures: [],
        broken: [`${name} could not be measured: ${messageOf(error)}`],
      }));
    findings.push(finding);
  }
  console.log(`\n${tableOf(findings)}\n`);
  const broken = findings.flatMap((finding) => finding.broken);
  for (const promise of broken) console.log(`BROKEN: ${promise}`);
  console.log(jsonLineOf(findings, (performance.now() - startedAt) / 1000));
  // A budget missed is a fact to report; a message lost is a failure.
  if (broken.length > 0) process.exitCode = 1;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

await runUntilStopped(async (onEnd) => {
  const stops: (() => Promise<void>)[] = [];
  const stopAll = async (): Promise<void> => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  };
  onEnd(stopAll);
  await bench(process.argv.slice(2), (stop) => stops.push(stop));
  await stopAll();
  // Listening for the end of the command that started this would keep the process alive.
  process.exit();
});
