import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { budget, type Finding } from '@/bench/figures';
import type { Stage } from '@/bench/stage';

const SETTLE_MS = 6_000;
const MEGABYTE = 1024 * 1024;

type Sizes = { resident: number; proportional: number; processes: number };

/** Before any load. Linux only: elsewhere there is no share of shared pages to read. */
export async function measureMemory(stage: Stage): Promise<Finding> {
  await delay(SETTLE_MS);
  const figures: Finding['figures'] = [];
  const total: Sizes = { resident: 0, proportional: 0, processes: 0 };
  for (const [name, pid] of Object.entries(stage.backend.pids())) {
    const sizes = await treeSizes(pid, await parentsOfAll());
    if (sizes.processes === 0) return { figures: [], broken: [] };
    total.resident += sizes.resident;
    total.proportional += sizes.proportional;
    total.processes += sizes.processes;
    figures.push(figureOf(`memory_${name}_mb`, `Idle memory: ${name}`, sizes));
  }
  const megabytes = total.proportional / MEGABYTE;
  figures.push({
    ...figureOf('memory_mb', 'Idle memory: embedded backend', total),
    budget: budget(megabytes, { atMost: 400 }, '≤ 400 MB'),
  });
  return { figures, broken: [] };
}

/** Shared pages (Postgres has many) are counted once in the value, once per process in the resident sum. */
const figureOf = (id: string, what: string, sizes: Sizes): Finding['figures'][number] => ({
  id,
  what,
  unit: 'MB',
  value: sizes.proportional / MEGABYTE,
  detail: `${sizes.processes} processes, resident sum ${Math.round(sizes.resident / MEGABYTE)} MB`,
});

async function parentsOfAll(): Promise<Map<number, number>> {
  const parents = new Map<number, number>();
  for (const entry of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
    parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  return parents;
}

async function treeSizes(pid: number, parents: Map<number, number>): Promise<Sizes> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const kilobytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0);
  const sizes: Sizes = {
    resident: kilobytes('Rss') * 1024,
    proportional: kilobytes('Pss') * 1024,
    processes: rollup ? 1 : 0,
  };
  for (const [child, parent] of parents) {
    if (parent !== pid) continue;
    const below = await treeSizes(child, parents);
    sizes.resident += below.resident;
    sizes.proportional += below.proportional;
    sizes.processes += below.processes;
  }
  return sizes;
}
