import { describe, expect, test } from 'vitest';
import { realtimeContract } from '@/tests/contract/realtime/contract';
import { heard } from '@/tests/contract/realtime/supabase-clients';

const contract = realtimeContract();

async function topicWithMessages(count: number) {
  const { person, caller, topic } = await contract.member();
  await contract.stage.send(topic, 'before', {});
  const since = (await contract.stage.nowMs()) + 1;
  // Messages are asked for by the millisecond, and a fast database stores several in one.
  while ((await contract.stage.nowMs()) < since);
  for (let n = 0; n < count; n++) await contract.stage.send(topic, 'stored', { n });
  return { person, caller, topic, since };
}

describe('replay', () => {
  test('delivers the newest messages since a moment, oldest first, and marks them', async () => {
    const { caller, topic, since } = await topicWithMessages(5);
    const line = await caller.join(topic, { broadcast: { replay: { since, limit: 3 } } });
    await contract.stage.send(topic, 'live', {});
    await line.messages.first(({ event }) => event === 'live');
    expect(heard(line)).toEqual([
      { event: 'stored', payload: { n: 2 } },
      { event: 'stored', payload: { n: 3 } },
      { event: 'stored', payload: { n: 4 } },
      { event: 'live', payload: {} },
    ]);
    expect(line.messages.items.map(({ meta }) => meta?.replayed)).toEqual([true, true, true, undefined]);
  });

  test('leaves out what is older than the moment', async () => {
    const { caller, topic, since } = await topicWithMessages(2);
    const line = await caller.join(topic, { broadcast: { replay: { since } } });
    await line.messages.atLeast(2);
    expect(heard(line).map(({ event }) => event)).toEqual(['stored', 'stored']);
  });

  test('never delivers more than twenty-five', async () => {
    const { caller, topic, since } = await topicWithMessages(30);
    const line = await caller.join(topic, { broadcast: { replay: { since, limit: 100 } } });
    await contract.stage.send(topic, 'live', {});
    await line.messages.first(({ event }) => event === 'live');
    expect(line.messages.items).toHaveLength(26);
    expect(heard(line)[0]).toEqual({ event: 'stored', payload: { n: 5 } });
  });

  test('while messages keep coming, delivers none of them twice and keeps their order', async () => {
    const { caller, topic, since } = await topicWithMessages(3);
    const writing = (async () => {
      for (let n = 3; n < 20; n++) await contract.stage.send(topic, 'stored', { n });
    })();
    const line = await caller.join(topic, { broadcast: { replay: { since } } });
    await writing;
    await contract.stage.send(topic, 'live', {});
    await line.messages.first(({ event }) => event === 'live');
    const ids = line.messages.items.map(({ meta }) => meta?.id);
    expect(new Set(ids).size).toBe(ids.length);
    const numbers = line.messages.items.slice(0, -1).map(({ payload }) => numberOf(payload));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  // The hosted service reads before it subscribes, so a message may fall between there.
  test.skipIf(contract.target.controlUrl === null)(
    'loses none of the messages that come while channels join',
    async () => {
      const { person, topic, since } = await topicWithMessages(1);
      const callers = await Promise.all(Array.from({ length: 8 }, () => contract.callerFor(person)));
      const joining = callers.map((caller) => caller.join(topic, { broadcast: { replay: { since } } }));
      for (let n = 1; n < 24; n++) await contract.stage.send(topic, 'stored', { n });
      for (const line of await Promise.all(joining)) {
        const messages = await line.messages.atLeast(24);
        expect(messages.map(({ payload }) => numberOf(payload))).toEqual(
          Array.from({ length: 24 }, (_, n) => n),
        );
      }
    },
  );

  test('is refused to a stranger', async () => {
    const { topic, since } = await topicWithMessages(1);
    const stranger = await contract.callerFor(contract.person());
    await expect(stranger.refusal(topic, { broadcast: { replay: { since } } })).resolves.toMatch(
      /^Unauthorized: /,
    );
  });

  test('is refused to somebody who may see presence but not hear broadcasts', async () => {
    const { topic, since } = await topicWithMessages(1);
    const guest = contract.person();
    await contract.stage.allow(guest.id, topic, ['read'], ['presence']);
    const caller = await contract.callerFor(guest);
    const config = { presence: { enabled: true }, broadcast: { replay: { since } } };
    await expect(caller.refusal(topic, config)).resolves.toMatch(/^Unauthorized: /);
  });
});

function numberOf(payload: unknown): number {
  return typeof payload === 'object' && payload !== null && 'n' in payload ? Number(payload.n) : Number.NaN;
}
