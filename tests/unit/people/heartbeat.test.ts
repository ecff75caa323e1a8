import { describe, expect, test } from 'vitest';
import { type HeartbeatEvent, startHeartbeat } from '@/lib/people/heartbeat';
import { manualTimers } from '@/tests/support/manual-timers';

type Answer = { status: number; body: unknown } | 'unreachable';

const online: Answer = { status: 200, body: { status: 'online', lease_expires_at: null } };

/** Answers the calls one after the other; the last answer is repeated. */
function stage(...answers: Answer[]) {
  const timers = manualTimers();
  const events: HeartbeatEvent[] = [];
  let calls = 0;
  const heartbeat = startHeartbeat({
    timers,
    emit: (event) => events.push(event),
    call: async () => {
      const answer = answers[Math.min(calls, answers.length - 1)] ?? 'unreachable';
      calls += 1;
      if (answer === 'unreachable') throw new TypeError('fetch failed');
      return answer;
    },
  });
  return { timers, events, heartbeat, calls: () => calls };
}

describe('the heartbeat', () => {
  test('beats at once and then every 30 seconds, well inside the lease of 100', async () => {
    const { timers, calls, events } = stage(online);
    await timers.advance(0);
    expect(calls()).toBe(1);
    await timers.advance(90_000);
    expect(calls()).toBe(4);
    expect(events).toEqual(Array(4).fill({ type: 'beat', status: 'online' }));
  });

  test('reports the status the server holds', async () => {
    const { timers, events } = stage({ status: 200, body: { status: 'away' } });
    await timers.advance(0);
    expect(events).toEqual([{ type: 'beat', status: 'away' }]);
  });

  test('tries again soon when the server cannot be reached, and says once that the lease must have run out', async () => {
    const { timers, events, calls } = stage(online, 'unreachable');
    await timers.advance(0);
    await timers.advance(30_000 + 65_000);
    expect(events).toEqual([{ type: 'beat', status: 'online' }]);
    expect(calls()).toBeGreaterThan(10);
    await timers.advance(60_000);
    expect(events.filter(({ type }) => type === 'lost')).toHaveLength(1);
  });

  test('recovers by itself', async () => {
    const { timers, events } = stage(online, ...Array<Answer>(30).fill('unreachable'), online);
    await timers.advance(200_000);
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['lost']));
    expect(events.at(-1)).toEqual({ type: 'beat', status: 'online' });
  });

  test('a server error is a failure like an unreachable server', async () => {
    const { timers, events } = stage({ status: 503, body: null }, online);
    await timers.advance(5_000);
    expect(events).toEqual([{ type: 'beat', status: 'online' }]);
  });

  test.each([401, 403])('ends with %i: the session or the membership is over', async (status) => {
    const { timers, events, calls } = stage(online, { status, body: null });
    await timers.advance(300_000);
    expect(events.at(-1)).toEqual({ type: 'refused' });
    expect(calls()).toBe(2);
  });

  test('beats when asked, and never twice at once', async () => {
    const { timers, heartbeat, calls } = stage(online);
    heartbeat.beatNow();
    heartbeat.beatNow();
    await timers.advance(0);
    expect(calls()).toBe(1);
    heartbeat.beatNow();
    await timers.advance(0);
    expect(calls()).toBe(2);
    await timers.advance(30_000);
    expect(calls()).toBe(3);
  });

  test('is silent after it was stopped', async () => {
    const { timers, heartbeat, calls, events } = stage(online);
    heartbeat.stop();
    await timers.advance(120_000);
    expect(calls()).toBe(1);
    expect(events).toEqual([]);
  });
});
