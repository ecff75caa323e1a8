import {
  type AvailabilityStatus,
  HEARTBEAT_MS,
  isAvailabilityStatus,
  LEASE_MS,
} from '@/lib/people/availability';
import type { Cancel, Timers } from '@/lib/platform/timers';

export type HeartbeatEvent =
  | { type: 'beat'; status: AvailabilityStatus }
  /** No heartbeat has arrived for as long as the lease lasts: the agent counts as gone. */
  | { type: 'lost' }
  /** The session or the membership is over; there is nothing to go on for. */
  | { type: 'refused' };

export type HeartbeatOptions = {
  /** Resolves to the HTTP status and body of the function heartbeat; rejects when the server cannot be reached. */
  call: () => Promise<{ status: number; body: unknown }>;
  emit: (event: HeartbeatEvent) => void;
  timers: Timers;
};

export type Heartbeat = { beatNow: () => void; stop: () => void };

const RETRY_MS = 5_000;
const REFUSED_STATUSES = new Set([401, 403]);

/** Renews the agent's lease every 30 s, sooner after a failure, and says when the lease must have run out. */
export function startHeartbeat({ call, emit, timers }: HeartbeatOptions): Heartbeat {
  let cancelNext: Cancel = () => undefined;
  let isStopped = false;
  let isCalling = false;
  let lastBeatAt = timers.now();
  let isLost = false;

  function stop(): void {
    isStopped = true;
    cancelNext();
  }

  async function beat(): Promise<number> {
    const { status, body } = await call();
    if (isStopped) return 0;
    if (REFUSED_STATUSES.has(status)) {
      stop();
      emit({ type: 'refused' });
      return 0;
    }
    const answered = (body as { status?: unknown } | null)?.status;
    if (status >= 300 || !isAvailabilityStatus(answered))
      throw new Error(`The heartbeat was answered with ${status}.`);
    lastBeatAt = timers.now();
    isLost = false;
    emit({ type: 'beat', status: answered });
    return HEARTBEAT_MS;
  }

  function run(): void {
    if (isStopped || isCalling) return;
    cancelNext();
    isCalling = true;
    void beat()
      .catch(() => {
        if (!isLost && timers.now() - lastBeatAt >= LEASE_MS) {
          isLost = true;
          emit({ type: 'lost' });
        }
        return RETRY_MS;
      })
      .then((delayMs) => {
        isCalling = false;
        if (!isStopped) cancelNext = timers.after(delayMs, run);
      });
  }

  run();
  return { beatNow: run, stop };
}
