import type { IncomingMessage } from 'node:http';

const KIB = 1024;
const LIMITS: [prefix: string, bytes: number][] = [
  ['/storage/v1/', 52 * KIB * KIB],
  ['/realtime/v1/', 4 * KIB * KIB],
  ['/auth/v1/', 256 * KIB],
  ['/rest/v1/', 4 * KIB * KIB],
];

export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge';
}

/** Whether the body is announced as too large; one that only turns out to be is cut off while it streams. */
export function exceedsBodyLimit(req: IncomingMessage, path: string): boolean {
  const limit = LIMITS.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 64 * KIB;
  const announced = req.headers['content-length'];
  if (announced !== undefined) return Number(announced) > limit;
  if (req.headers['transfer-encoding'] === undefined) return false;
  let received = 0;
  req.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > limit) req.destroy(new BodyTooLarge(`Body larger than ${limit} bytes`));
  });
  // Listening starts the flow; whoever reads the body next resumes it.
  req.pause();
  return false;
}
