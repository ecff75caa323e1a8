import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type PortHolder = { listens: boolean; description: string };

type Socket = { pid: number; listens: boolean };

/** Who sits on a port, as far as this account may see; a listener before a mere connection. */
export async function findPortHolder(port: number): Promise<PortHolder | undefined> {
  const socket = (await socketFromProc(port)) ?? (await listenerFromLsof(port));
  if (!socket) return undefined;
  const command = await run('ps', ['-o', 'args=', '-p', String(socket.pid)])
    .then((result) => result.stdout.trim())
    .catch(() =>
      readFile(`/proc/${socket.pid}/cmdline`, 'utf8').then((text) => text.replaceAll('\0', ' ').trim()),
    )
    .catch(() => '');
  const name = command ? `process ${socket.pid} (${command.slice(0, 100)})` : `process ${socket.pid}`;
  return { listens: socket.listens, description: socket.listens ? name : `a connection of ${name}` };
}

const LISTEN = '0A';

/** Linux: the inode of a socket on the port, then the process that has it open. */
async function socketFromProc(port: number): Promise<Socket | undefined> {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const rows = tables
    .join('\n')
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(`:${hexPort}`) && columns[9] !== '0');
  const row = rows.find((columns) => columns[3] === LISTEN) ?? rows[0];
  if (!row) return undefined;
  const entries = await readdir('/proc').catch(() => []);
  for (const entry of entries.filter((name) => /^\d+$/.test(name))) {
    const files = await readdir(`/proc/${entry}/fd`).catch(() => []);
    for (const file of files) {
      const target = await readlink(`/proc/${entry}/fd/${file}`).catch(() => '');
      if (target === `socket:[${row[9]}]`) return { pid: Number(entry), listens: row[3] === LISTEN };
    }
  }
  return undefined;
}

async function listenerFromLsof(port: number): Promise<Socket | undefined> {
  const output = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'])
    .then((result) => result.stdout)
    .catch(() => '');
  const pid = Number.parseInt(output, 10);
  return Number.isNaN(pid) ? undefined : { pid, listens: true };
}
