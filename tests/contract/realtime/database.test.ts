import { describe, expect, test } from 'vitest';
import { realtimeContract } from '@/tests/contract/realtime/contract';
import { heard, withoutId } from '@/tests/contract/realtime/supabase-clients';

const contract = realtimeContract();

describe('a broadcast from the database', () => {
  test('an insert through a security definer trigger arrives once, with the id of its row', async () => {
    const { person, caller, topic } = await contract.member();
    const line = await caller.join(topic);
    await contract.stage.insertAs(person.id, 'entries', { topic, event: 'entry', body: { text: 'hi' } });
    await contract.stage.send(topic, 'control', {});
    await line.messages.first(({ event }) => event === 'control');
    expect(heard(line)).toEqual([
      { event: 'entry', payload: { text: 'hi' } },
      { event: 'control', payload: {} },
    ]);
    const [entry] = line.messages.items;
    expect(entry?.payload).toMatchObject({ id: entry?.meta?.id });
    expect(entry?.meta?.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('a row that is rolled back never arrives', async () => {
    const { caller, topic } = await contract.member();
    const line = await caller.join(topic);
    await contract.stage.sendThenRollBack(topic, 'undone', {});
    await contract.stage.send(topic, 'control', {});
    await line.messages.first(({ event }) => event === 'control');
    expect(heard(line).map(({ event }) => event)).toEqual(['control']);
  });

  test('a stranger who sends with their own rights is not heard, and the insert still succeeds', async () => {
    const { person, caller, topic } = await contract.member();
    const line = await caller.join(topic);
    const stranger = contract.person();
    await contract.stage.insertAs(stranger.id, 'whispers', { topic, event: 'forged', body: {} });
    await contract.stage.insertAs(person.id, 'whispers', { topic, event: 'control', body: {} });
    await line.messages.first(({ event }) => event === 'control');
    expect(heard(line).map(({ event }) => event)).toEqual(['control']);
  });

  test('every receiver hears messages in commit order, large ones included', async () => {
    const { person, caller, topic } = await contract.member();
    const twin = await contract.callerFor(person);
    const lines = await Promise.all([caller.join(topic), twin.join(topic)]);
    const sizes = [10, 60_000, 20, 9_000, 7_700, 30, 250_000, 5];
    const bodies = sizes.map((size, n) => ({ n, text: 'ü'.repeat(size / 2) }));
    await contract.stage.sendAtOnce(topic, 'sized', bodies);
    for (const line of lines) {
      const messages = await line.messages.atLeast(sizes.length);
      expect(messages.map(({ payload }) => withoutId(payload))).toEqual(bodies);
    }
  });

  test('bytes arrive as bytes, small and large', async () => {
    const { caller, topic } = await contract.member();
    const line = await caller.join(topic);
    const small = Uint8Array.from([0, 1, 2, 253, 254, 255]);
    const large = new Uint8Array(50_000).map((_, index) => index % 251);
    await contract.stage.sendBinary(topic, 'small', small);
    await contract.stage.sendBinary(topic, 'large', large);
    const messages = await line.messages.atLeast(2);
    expect(messages.map(({ event }) => event)).toEqual(['small', 'large']);
    expect(messages.map(({ payload }) => bytesOf(payload))).toEqual([small, large]);
  });

  test('text of every script, quotes and line breaks survive', async () => {
    const { caller, topic } = await contract.member();
    const line = await caller.join(topic);
    const text = 'line\nbreak "quoted" \\ 你好 مرحبا 👩‍👩‍👧 \u2028 </script>';
    await contract.stage.send(topic, 'événement', { text });
    await line.messages.atLeast(1);
    expect(heard(line)).toEqual([{ event: 'événement', payload: { text } }]);
  });
});

function bytesOf(payload: unknown): Uint8Array {
  if (!(payload instanceof ArrayBuffer)) throw new Error('The payload is not binary.');
  return new Uint8Array(payload);
}
