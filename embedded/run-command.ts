import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lastLines } from '@/embedded/child-process';

const ROOT = join(import.meta.dirname, '..');

/** Runs a program to its end with its output in a file; on failure the end of that file is the message. */
export async function runCommand(
  command: string,
  args: string[],
  options: { name: string; logFile: string; env?: Record<string, string> },
): Promise<void> {
  await mkdir(dirname(options.logFile), { recursive: true, mode: 0o700 });
  const log = openSync(options.logFile, 'a');
  const code = await new Promise<number | null>((done, fail) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...options.env },
      stdio: ['ignore', log, log],
    });
    const end = (): void => void child.kill();
    process.once('exit', end);
    child.once('error', fail);
    child.once('exit', (status) => {
      process.off('exit', end);
      done(status);
    });
  });
  if (code !== 0) {
    throw new Error(
      `${options.name} failed. The end of ${options.logFile}:\n${await lastLines(options.logFile, 30)}`,
    );
  }
}
