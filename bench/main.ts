import type { Finding } from '@/bench/figures';
import { measureAssignment } from '@/bench/parts/assignment';
import { measureInboxQueries } from '@/bench/parts/inbox-queries';
import { measureJoinTime } from '@/bench/parts/join-time';
import { measureLatency } from '@/bench/parts/latency';
import { measureMemory } from '@/bench/parts/memory';
import { measureThroughput } from '@/bench/parts/throughput';
import { jsonLineOf, tableOf } from '@/bench/report';
import { type Stage, setStage } from '@/bench/stage';
import { createSteps } from '@/embedded/steps';

/** In this order: what must be measured on a quiet, empty backend comes first, what fills it last. */
const PARTS: Record<string, (stage: Stage) => Promise<Finding>> = {
  memory: measureMemory,
  latency: measureLatency,
  throughput: measureThroughput,
  join: measureJoinTime,
  assignment: measureAssignment,
  queries: measureInboxQueries,
};

async function bench(wanted: string[]): Promise<void> {
  const unknown = wanted.filter((name) => !PARTS[name]);
  if (unknown.length > 0) {
    throw new Error(`No part is called ${unknown.join(', ')}. There are: ${Object.keys(PARTS).join(', ')}.`);
  }
  const startedAt = performance.now();
  const steps = createSteps();
  const stage = await steps.run('Backend', () => setStage(() => undefined));
  const findings: Finding[] = [];
  try {
    for (const [name, measure] of Object.entries(PARTS)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const finding = await steps
        .run(name, () => measure(stage))
        .catch((error: unknown) => ({
          figures: [],
          broken: [`${name} could not be measured: ${messageOf(error)}`],
        }));
      findings.push(finding);
    }
  } finally {
    await stage.stop();
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

await bench(process.argv.slice(2)).catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
