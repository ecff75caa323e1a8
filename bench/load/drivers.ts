import { setTimeout as delay } from 'node:timers/promises';

/** Something that can send a message on one of several lines and be told when it came out at the other end. */
export type Line = {
  send(index: number): { id: string; stored: Promise<unknown> };
  onMessage(listener: (id: string, side: 'visitor' | 'agent') => void): void;
  /** The side whose arrival counts as delivered. */
  receiver(index: number): 'visitor' | 'agent';
};

const ARRIVAL_TIMEOUT_MS = 10_000;

/**
 * Messages at a steady rate with irregular gaps, whatever the answers do. Returns the time from each send to
 * its arrival at the other side, and throws when one does not arrive.
 */
export async function paced(
  line: Line,
  plan: { lines: number; perSecond: number; count: number },
): Promise<number[]> {
  const sentAt = new Map<string, { at: number; side: 'visitor' | 'agent' }>();
  const latencies: number[] = [];
  const allArrived = new Promise<void>((done) => {
    line.onMessage((id, side) => {
      const sent = sentAt.get(id);
      if (sent?.side !== side) return;
      sentAt.delete(id);
      latencies.push(performance.now() - sent.at);
      if (latencies.length === plan.count) done();
    });
  });
  const storing: Promise<unknown>[] = [];
  for (let index = 0; index < plan.count; index += 1) {
    const at = performance.now();
    const { id, stored } = line.send(index % plan.lines);
    sentAt.set(id, { at, side: line.receiver(index % plan.lines) });
    // Looked at when all are sent; until then a refusal must not end the process.
    stored.catch(() => undefined);
    storing.push(stored);
    await delay((1000 / plan.perSecond) * (0.5 + Math.random()));
  }
  await Promise.all(storing);
  await Promise.race([allArrived, expire(() => `${plan.count - latencies.length} messages did not arrive.`)]);
  line.onMessage(() => undefined);
  return latencies;
}

export type ClosedLoopResult = {
  /** Stored and arrived at the other side, per second. */
  perSecond: number;
  acknowledged: number;
  deliveredToReceiver: number;
  deliveredToSender: number;
  acceptMs: number[];
};

/** On each line one message at a time, the next as soon as the last is acknowledged; then everything must have arrived. */
export async function closedLoop(line: Line, plan: { lines: number; ms: number }): Promise<ClosedLoopResult> {
  const ids = new Set<string>();
  const receiverOf = new Map<string, 'visitor' | 'agent'>();
  const arrived = { receiver: new Set<string>(), sender: new Set<string>() };
  const acceptMs: number[] = [];
  line.onMessage((id, side) => {
    const receiver = receiverOf.get(id);
    if (receiver) arrived[side === receiver ? 'receiver' : 'sender'].add(id);
  });
  const startedAt = performance.now();
  const endAt = startedAt + plan.ms;
  await Promise.all(
    Array.from({ length: plan.lines }, async (_, index) => {
      while (performance.now() < endAt) {
        const at = performance.now();
        const { id, stored } = line.send(index);
        receiverOf.set(id, line.receiver(index));
        await stored;
        acceptMs.push(performance.now() - at);
        ids.add(id);
      }
    }),
  );
  // The clock runs until the last one is there: what is accepted but not delivered is not throughput.
  const deadline = performance.now() + ARRIVAL_TIMEOUT_MS;
  const missing = () => arrived.receiver.size < ids.size || arrived.sender.size < ids.size;
  while (missing() && performance.now() < deadline) await delay(2);
  const seconds = (performance.now() - startedAt) / 1000;
  line.onMessage(() => undefined);
  return {
    perSecond: ids.size / seconds,
    acknowledged: ids.size,
    deliveredToReceiver: arrived.receiver.size,
    deliveredToSender: arrived.sender.size,
    acceptMs,
  };
}

async function expire(message: () => string): Promise<never> {
  await delay(ARRIVAL_TIMEOUT_MS, undefined, { ref: false });
  throw new Error(message());
}
