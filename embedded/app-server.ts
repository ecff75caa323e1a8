import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Child, lastLines, startChild } from '@/embedded/child-process';
import { LOOPBACK } from '@/embedded/config';
import { type Supervised, supervise } from '@/embedded/supervise';

const ROOT = join(import.meta.dirname, '..');

/** The built app, as `next start` serves it on any host. */
export async function startApp(options: {
  dataDir: string;
  port: number;
  env: Record<string, string>;
  log(line: string): void;
}): Promise<Supervised> {
  const logFile = join(options.dataDir, 'logs', 'app.log');
  const launch = async (): Promise<Child> => {
    const child = await startChild({
      name: 'app',
      command: process.execPath,
      args: [
        join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next'),
        'start',
        '--port',
        String(options.port),
        '--hostname',
        LOOPBACK,
      ],
      cwd: ROOT,
      env: { ...process.env, ...options.env, NODE_ENV: 'production' },
      output: { file: logFile },
      stopSignal: 'SIGTERM',
      dataDir: options.dataDir,
    });
    const deadline = Date.now() + 60_000;
    while (!(await answers(`http://${LOOPBACK}:${options.port}/api/health`))) {
      if (!child.running() || Date.now() > deadline) {
        await child.stop(0);
        throw new Error(`The app did not start. The end of ${logFile}:\n${await lastLines(logFile)}`);
      }
      await delay(50);
    }
    return child;
  };
  return supervise({ name: 'The app', launch, log: options.log });
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status < 500;
    },
    () => false,
  );
}
