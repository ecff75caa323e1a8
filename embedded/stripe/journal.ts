import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

export type Change = [table: string, id: string, value: unknown];

const COMPACT_BYTES = 2 * 1024 * 1024;

/**
 * The changes on disk: a snapshot and a log of what came after it, one line for each request. A line cut
 * short by a crash is dropped whole, so a request happened entirely or not at all. Replaying a log that a
 * snapshot already contains changes nothing, so a crash between the two writes of a compaction is harmless.
 */
export function openJournal(dir: string) {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const snapshotFile = join(dir, 'snapshot.json');
  const logFile = join(dir, 'log.jsonl');
  const before: Change[] = existsSync(snapshotFile)
    ? (JSON.parse(readFileSync(snapshotFile, 'utf8')) as Change[])
    : [];
  const text = existsSync(logFile) ? readFileSync(logFile) : Buffer.alloc(0);
  const whole = text.lastIndexOf(0x0a) + 1;
  for (const line of text.subarray(0, whole).toString('utf8').split('\n')) {
    if (line) before.push(...(JSON.parse(line) as Change[]));
  }
  const log = openSync(logFile, 'a', 0o600);
  ftruncateSync(log, whole);
  let bytes = whole;

  return {
    /** Everything kept so far, oldest first. */
    before,
    append(changes: Change[]): void {
      const line = Buffer.from(`${JSON.stringify(changes)}\n`);
      writeSync(log, line);
      bytes += line.length;
    },
    isLong: (): boolean => bytes > COMPACT_BYTES,
    compact(all: Change[]): void {
      const fresh = `${snapshotFile}.new`;
      writeFileSync(fresh, JSON.stringify(all), { mode: 0o600 });
      const file = openSync(fresh, 'r');
      fsyncSync(file);
      closeSync(file);
      renameSync(fresh, snapshotFile);
      ftruncateSync(log, 0);
      bytes = 0;
    },
    close(): void {
      closeSync(log);
    },
  };
}

export type Journal = ReturnType<typeof openJournal>;
