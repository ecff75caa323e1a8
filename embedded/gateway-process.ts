import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Child, lastLines, startChild } from '@/embedded/child-process';
import type { GatewayOptions } from '@/embedded/gateway/options';
import { type Supervised, supervise } from '@/embedded/supervise';

export async function startGatewayProcess(setup: {
  dataDir: string;
  options: GatewayOptions;
  log: (line: string) => void;
}): Promise<Supervised> {
  const { dataDir, options, log } = setup;
  const optionsFile = join(dataDir, 'run', 'gateway.json');
  const logFile = join(dataDir, 'logs', 'gateway.log');
  await mkdir(join(dataDir, 'run'), { recursive: true, mode: 0o700 });
  await writeFile(optionsFile, JSON.stringify(options), { mode: 0o600 });
  const health = `http://${options.host}:${options.ports.gateway}/health`;

  const launch = async (): Promise<Child> => {
    const child = await startChild({
      name: 'gateway',
      command: process.execPath,
      args: ['--import', 'tsx', join(import.meta.dirname, 'gateway', 'main.ts'), optionsFile],
      cwd: join(import.meta.dirname, '..'),
      env: { ...process.env, NODE_ENV: 'production' },
      output: { file: logFile },
      stopSignal: 'SIGTERM',
      dataDir,
    });
    const deadline = Date.now() + 30_000;
    while (!(await isListening(health))) {
      if (!child.running() || Date.now() > deadline) {
        await child.stop(0);
        throw new Error(`The gateway did not start. The end of ${logFile}:\n${await lastLines(logFile)}`);
      }
      await delay(25);
    }
    return child;
  };
  return supervise({ name: 'The gateway', launch, log });
}

/** It counts as started as soon as it answers: a part that is down at the moment shows in its health. */
async function isListening(url: string): Promise<boolean> {
  return fetch(url).then(
    async (response) => {
      await response.arrayBuffer();
      return true;
    },
    () => false,
  );
}
