import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A process is named by its pid and its start time, because the system gives old pids to new programs. */
type Entry = { name: string; pid: number; startedAt: string };

const SUPERVISOR = 'foyer';
const ledgerFile = (dataDir: string) => join(dataDir, 'run', 'processes.json');

let writing: Promise<unknown> = Promise.resolve();

function change(dataDir: string, edit: (entries: Entry[]) => Entry[]): Promise<void> {
  const next = writing.then(async () => {
    const entries = edit(await readLedger(dataDir));
    await mkdir(join(dataDir, 'run'), { recursive: true, mode: 0o700 });
    const file = ledgerFile(dataDir);
    await writeFile(`${file}.new`, JSON.stringify(entries, null, 2));
    await rename(`${file}.new`, file);
  });
  writing = next.catch(() => undefined);
  return next;
}

async function readLedger(dataDir: string): Promise<Entry[]> {
  const text = await readFile(ledgerFile(dataDir), 'utf8').catch(() => '[]');
  try {
    return JSON.parse(text) as Entry[];
  } catch {
    return [];
  }
}

async function startTime(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
    // The program name (field 2) may contain spaces; everything after its closing bracket is regular.
    const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended and only waits for its parent to notice, which in a container may be never.
    return fields?.[0] === 'Z' ? undefined : fields?.[19];
  }
  return run('ps', ['-o', 'lstart=', '-p', String(pid)]).then(
    (result) => result.stdout.trim() || undefined,
    () => undefined,
  );
}

export async function recordChild(dataDir: string, name: string, pid: number): Promise<void> {
  const startedAt = await startTime(pid);
  if (!startedAt) return;
  await change(dataDir, (entries) => [...entries, { name, pid, startedAt }]);
}

export function forgetChild(dataDir: string, pid: number): Promise<void> {
  return change(dataDir, (entries) => entries.filter((entry) => entry.pid !== pid));
}

/**
 * Claims the data directory for this process. Parts that a killed Foyer left behind are stopped;
 * a Foyer that is still alive is left alone and named.
 */
export async function claimDataDir(dataDir: string): Promise<void> {
  const alive: Entry[] = [];
  for (const entry of await readLedger(dataDir)) {
    if ((await startTime(entry.pid)) === entry.startedAt) alive.push(entry);
  }
  const supervisor = alive.find((entry) => entry.name === SUPERVISOR && entry.pid !== process.pid);
  if (supervisor) {
    throw new Error(
      `Foyer is already running on ${dataDir} (process ${supervisor.pid}). Stop it first, or set FOYER_DATA_DIR to another folder.`,
    );
  }
  for (const entry of alive) await stopStale(entry);
  await change(dataDir, () => []);
  await recordChild(dataDir, SUPERVISOR, process.pid);
}

export function releaseDataDir(dataDir: string): Promise<void> {
  return change(dataDir, () => []);
}

async function stopStale(entry: Entry): Promise<void> {
  const deadline = Date.now() + 15_000;
  sendSignal(entry.pid, entry.name === 'postgres' ? 'SIGINT' : 'SIGTERM');
  while ((await startTime(entry.pid)) === entry.startedAt) {
    if (Date.now() > deadline) sendSignal(entry.pid, 'SIGKILL');
    await delay(50);
  }
}

/** Sends a signal; a process that is already gone is not an error. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
