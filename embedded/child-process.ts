import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { forgetChild, recordChild, sendSignal } from '@/embedded/child-ledger';

export type ChildOptions = {
  name: string;
  command: string;
  args: string[];
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** Where the child writes; 'inherit' for the ones a developer wants to read. */
  output: { file: string } | 'inherit';
  /** The signal that asks this program to stop cleanly. */
  stopSignal: 'SIGINT' | 'SIGTERM';
  identity?: { uid: number; gid: number };
  /** Where the pid is recorded, so that the next start can clean up after a crash. */
  dataDir: string;
};

export type Child = {
  pid: number;
  exited: Promise<number | null>;
  running(): boolean;
  stop(graceMs?: number): Promise<void>;
};

/**
 * A shell that holds a child on a leash: when the pipe from this process closes, for whatever reason
 * (a kill -9 included), it passes the stop signal on. Own session, so that Ctrl-C in the terminal
 * reaches only the parent, which stops the parts in the right order.
 */
const LEASH = `
signal=$1; shift
exec 4<&0
"$@" </dev/null 3>&- 4<&- &
child=$!
echo "$child" >&3
exec 3>&-
( read -r _ <&4; kill -s "$signal" "$child" 2>/dev/null ) &
watcher=$!
exec 4<&-
wait "$child"
status=$?
kill "$watcher" 2>/dev/null
exit "$status"
`;

const LOG_BYTES_MAX = 10 * 1024 * 1024;

async function openLog(file: string): Promise<WriteStream> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const size = await stat(file).then(
    (info) => info.size,
    () => 0,
  );
  if (size > LOG_BYTES_MAX) await rename(file, `${file}.1`);
  const stream = createWriteStream(file, { flags: 'a' });
  await new Promise((done, fail) => stream.once('open', done).once('error', fail));
  return stream;
}

export async function startChild(options: ChildOptions): Promise<Child> {
  const log = options.output === 'inherit' ? undefined : await openLog(options.output.file);
  const output = log ?? ('inherit' as const);
  const settings = {
    env: { NODE_ENV: process.env.NODE_ENV, ...(options.env ?? process.env) },
    ...(options.cwd ? { cwd: options.cwd } : {}),
    ...options.identity,
  };
  const leashed = process.platform !== 'win32';
  const shell: ChildProcess = leashed
    ? spawn('sh', ['-c', LEASH, 'leash', options.stopSignal.slice(3), options.command, ...options.args], {
        ...settings,
        detached: true,
        stdio: ['pipe', output, output, 'pipe'],
      })
    : spawn(options.command, options.args, { ...settings, stdio: ['ignore', output, output] });

  let ended = false;
  let childPid: number | undefined;
  const exited = new Promise<number | null>((done) => {
    shell.once('error', () => {
      ended = true;
      done(null);
    });
    shell.once('exit', (code, signal) => {
      ended = true;
      // Somebody killed the leash itself; without it the child must not run on.
      if (signal && childPid) sendSignal(childPid, 'SIGKILL');
      done(code);
    });
  });
  log?.end();

  const pid = leashed ? await readPid(shell.stdio[3] as Readable | null) : shell.pid;
  childPid = pid;
  if (!pid) throw new Error(`${options.name} could not be started (${options.command}).`);
  await recordChild(options.dataDir, options.name, pid);
  const forgotten = exited.then(() => forgetChild(options.dataDir, pid));

  return {
    pid,
    exited,
    running: () => !ended,
    async stop(graceMs = 10_000) {
      if (!ended) sendSignal(pid, options.stopSignal);
      const timer = setTimeout(() => sendSignal(pid, 'SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
      await forgotten;
    },
  };
}

async function readPid(pipe: Readable | null): Promise<number | undefined> {
  if (!pipe) return undefined;
  let text = '';
  for await (const chunk of pipe) text += String(chunk);
  const pid = Number.parseInt(text, 10);
  return Number.isNaN(pid) ? undefined : pid;
}

export async function lastLines(file: string, count = 12): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-count).join('\n');
}
