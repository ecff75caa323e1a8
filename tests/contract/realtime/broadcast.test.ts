import { describe, expect, test } from 'vitest';
import { realtimeContract } from '@/tests/contract/realtime/contract';
import { heard } from '@/tests/contract/realtime/supabase-clients';

const contract = realtimeContract();
/** Long enough for an answer that is coming; the answer under test is the one that never does. */
const deniedAfterMs = 1_500;

/** Two clients of two people on one topic; the second may only listen. */
async function speakerAndListener(config: { self?: boolean; ack?: boolean } = {}) {
  const { person, caller, topic } = await contract.member();
  const guest = contract.person();
  await contract.stage.allow(guest.id, topic, ['read']);
  const guestCaller = await contract.callerFor(guest);
  const speaker = await caller.join(topic, { broadcast: config });
  const listener = await guestCaller.join(topic, { broadcast: config });
  return { person, topic, speaker, listener };
}

describe('a broadcast from a client', () => {
  test('reaches the others and is acknowledged', async () => {
    const { speaker, listener } = await speakerAndListener({ ack: true });
    const result = await speaker.channel.send({ type: 'broadcast', event: 'typing', payload: { on: true } });
    expect(result).toBe('ok');
    await listener.messages.atLeast(1);
    expect(heard(listener)).toEqual([{ event: 'typing', payload: { on: true } }]);
  });

  test('from somebody who may not write is neither acknowledged nor heard', async () => {
    const { topic, speaker, listener } = await speakerAndListener({ ack: true });
    const denied = await listener.channel.send(
      { type: 'broadcast', event: 'forged', payload: {} },
      { timeout: deniedAfterMs },
    );
    expect(denied).toBe('timed out');
    await contract.stage.send(topic, 'control', {});
    await speaker.messages.first(({ event }) => event === 'control');
    expect(heard(speaker).map(({ event }) => event)).toEqual(['control']);
  });

  test('comes back to its sender only if it asked for that', async () => {
    const { speaker, listener, topic } = await speakerAndListener({ self: false, ack: true });
    await speaker.channel.send({ type: 'broadcast', event: 'quiet', payload: {} });
    await contract.stage.send(topic, 'control', {});
    await speaker.messages.first(({ event }) => event === 'control');
    await listener.messages.first(({ event }) => event === 'control');
    expect(heard(speaker).map(({ event }) => event)).toEqual(['control']);
    expect(heard(listener).map(({ event }) => event)).toEqual(['quiet', 'control']);

    const echo = await speakerAndListener({ self: true });
    await echo.speaker.channel.send({ type: 'broadcast', event: 'loud', payload: {} });
    await echo.speaker.messages.atLeast(1);
    expect(heard(echo.speaker).map(({ event }) => event)).toEqual(['loud']);
  });

  test('reaches the same person in another tab, though not the tab that sent it', async () => {
    const { person, caller, topic } = await contract.member();
    const here = await caller.join(topic);
    const there = await (await contract.callerFor(person)).join(topic);
    await here.channel.send({ type: 'broadcast', event: 'moved', payload: {} });
    await there.messages.atLeast(1);
    expect(heard(there).map(({ event }) => event)).toEqual(['moved']);
  });

  test('keeps bytes as bytes', async () => {
    const { speaker, listener } = await speakerAndListener();
    const bytes = Uint8Array.from([0, 255, 10, 13, 34]);
    await speaker.channel.send({ type: 'broadcast', event: 'bytes', payload: bytes.buffer });
    const [message] = await listener.messages.atLeast(1);
    expect(message?.payload).toBeInstanceOf(ArrayBuffer);
    expect(message?.payload).toEqual(bytes.buffer);
  });

  test('keeps text of every script, in the payload and in the event name', async () => {
    const { speaker, listener } = await speakerAndListener();
    const payload = { text: 'Grüße 你好 👋🏽', nested: { __proto__key: ['\u0000', '"'] } };
    await speaker.channel.send({ type: 'broadcast', event: 'gruß-👋', payload });
    await listener.messages.atLeast(1);
    expect(heard(listener)).toEqual([{ event: 'gruß-👋', payload }]);
  });

  test('several sent at once, before the policies were asked, arrive in order', async () => {
    const { speaker, listener } = await speakerAndListener({ ack: true });
    const numbers = Array.from({ length: 20 }, (_, n) => n);
    const results = await Promise.all(
      numbers.map((n) => speaker.channel.send({ type: 'broadcast', event: 'n', payload: { n } })),
    );
    expect(new Set(results)).toEqual(new Set(['ok']));
    await listener.messages.atLeast(numbers.length);
    expect(heard(listener).map(({ payload }) => payload)).toEqual(numbers.map((n) => ({ n })));
  });

  test('that is too large is refused with an error, and the channel goes on', async () => {
    const { speaker, listener } = await speakerAndListener({ ack: true });
    const text = 'x'.repeat(3_200_000);
    const refused = await speaker.channel.send({ type: 'broadcast', event: 'huge', payload: { text } });
    expect(refused).toBe('error');
    const accepted = await speaker.channel.send({ type: 'broadcast', event: 'control', payload: {} });
    expect(accepted).toBe('ok');
    await listener.messages.first(({ event }) => event === 'control');
    expect(heard(listener).map(({ event }) => event)).toEqual(['control']);
  });
});
