import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { LOOPBACK, PORT_VARIABLES } from '@/embedded/config';

const run = promisify(execFile);

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen({ port, host: LOOPBACK, exclusive: true }, () => probe.close(() => done(true)));
  });
}

/**
 * An outgoing connection of any program may sit on a port for a moment, because systems hand out the same
 * numbers for those. Only a port that stays taken is taken.
 */
async function staysTaken(port: number): Promise<boolean> {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    if (await isFree(port)) return false;
    if (await portHolder(port)) return true;
    await delay(500);
  }
  return true;
}

/** Below the range that systems use for outgoing connections, so that a port found free is not gone a second later. */
const FREE_FROM = 20_000;
const FREE_TO = 32_000;

/** Distinct loopback ports that are free now. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = randomInt(FREE_FROM, FREE_TO);
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  return [...found];
}

export type NamedPorts = Partial<Record<keyof typeof PORT_VARIABLES, number>>;

/** Fails with one sentence for each taken port: which, by whom, and which variable moves it. */
export async function assertPortsFree(ports: NamedPorts): Promise<void> {
  const seen = new Map<number, string>();
  const problems: string[] = [];
  for (const [name, port] of Object.entries(ports)) {
    const variable = PORT_VARIABLES[name as keyof typeof PORT_VARIABLES];
    const twin = seen.get(port);
    if (twin) {
      problems.push(`${twin} and ${variable} are both ${port}; give one of them another number.`);
      continue;
    }
    seen.set(port, variable);
    if (!(await staysTaken(port))) continue;
    const holder = await portHolder(port);
    problems.push(
      `Port ${port} is taken${holder ? ` by ${holder}` : ''}. Stop that program, or set ${variable} to a free port.`,
    );
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

async function portHolder(port: number): Promise<string | undefined> {
  const pid = (await listenerFromProc(port)) ?? (await listenerFromLsof(port));
  if (!pid) return undefined;
  const command = await run('ps', ['-o', 'args=', '-p', String(pid)])
    .then((result) => result.stdout.trim())
    .catch(() => readFile(`/proc/${pid}/cmdline`, 'utf8').then((text) => text.replaceAll('\0', ' ').trim()))
    .catch(() => '');
  return command ? `process ${pid} (${command.slice(0, 100)})` : `process ${pid}`;
}

/** Linux: the listening socket's inode, then the process that has it open. */
async function listenerFromProc(port: number): Promise<number | undefined> {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const line = tables
    .join('\n')
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    .find((columns) => columns[1]?.endsWith(`:${hexPort}`) && columns[3] === '0A');
  const inode = line?.[9];
  if (!inode) return undefined;
  const entries = await readdir('/proc').catch(() => []);
  for (const entry of entries.filter((name) => /^\d+$/.test(name))) {
    const files = await readdir(`/proc/${entry}/fd`).catch(() => []);
    for (const file of files) {
      const target = await readlink(`/proc/${entry}/fd/${file}`).catch(() => '');
      if (target === `socket:[${inode}]`) return Number(entry);
    }
  }
  return undefined;
}

async function listenerFromLsof(port: number): Promise<number | undefined> {
  const output = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'])
    .then((result) => result.stdout)
    .catch(() => '');
  const pid = Number.parseInt(output, 10);
  return Number.isNaN(pid) ? undefined : pid;
}
