import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sendSignal } from '@/embedded/child-ledger';
import { type Child, startChild } from '@/embedded/child-process';
import type { GatewayOptions } from '@/embedded/gateway/options';

export type GatewayProcess = {
  pid(): number;
  /** Kills it the hard way and waits until a new one answers. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

export async function startGatewayProcess(setup: {
  dataDir: string;
  options: GatewayOptions;
  log: (line: string) => void;
}): Promise<GatewayProcess> {
  const { dataDir, options, log } = setup;
  const optionsFile = join(dataDir, 'run', 'gateway.json');
  const logFile = join(dataDir, 'logs', 'gateway.log');
  await mkdir(join(dataDir, 'run'), { recursive: true });
  await writeFile(optionsFile, JSON.stringify(options), { mode: 0o600 });
  const health = `http://${options.host}:${options.ports.gateway}/health`;

  const launch = (): Promise<Child> =>
    startChild({
      name: 'gateway',
      command: process.execPath,
      args: ['--import', 'tsx', join(import.meta.dirname, 'gateway', 'main.ts'), optionsFile],
      cwd: join(import.meta.dirname, '..'),
      env: { ...process.env, NODE_ENV: 'production' },
      output: { file: logFile },
      stopSignal: 'SIGTERM',
      dataDir,
    });

  const untilAnswering = async (child: Child): Promise<void> => {
    const deadline = Date.now() + 30_000;
    while (!(await answers(health))) {
      if (!child.running() || Date.now() > deadline) {
        const text = await readFile(logFile, 'utf8').catch(() => '');
        throw new Error(
          `The gateway did not start. The end of ${logFile}:\n${text.trim().split('\n').slice(-12).join('\n')}`,
        );
      }
      await delay(25);
    }
  };

  let stopping = false;
  let child = await launch();
  await untilAnswering(child);

  const supervise = async (): Promise<void> => {
    while (!stopping) {
      await child.exited;
      if (stopping) return;
      log('The gateway ended unexpectedly; starting it again.');
      child = await launch();
      await untilAnswering(child).catch((error: Error) => log(error.message));
      if (!child.running()) await delay(1_000);
    }
  };
  const supervision = supervise();

  return {
    pid: () => child.pid,
    async restart() {
      const before = child;
      sendSignal(before.pid, 'SIGKILL');
      await before.exited;
      while (child === before) await delay(10);
      await untilAnswering(child);
    },
    async stop() {
      stopping = true;
      await child.stop();
      await supervision;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok;
    },
    () => false,
  );
}
