import { afterEach, describe, expect, test } from 'vitest';
import { realtimeContract } from '@/tests/contract/realtime/contract';
import { PhoenixWire, refusedUpgrade } from '@/tests/contract/realtime/phoenix-wire';

const contract = realtimeContract();
const wires: PhoenixWire[] = [];

async function openWire(): Promise<PhoenixWire> {
  const wire = await PhoenixWire.open(contract.target);
  wires.push(wire);
  return wire;
}

afterEach(async () => {
  await Promise.all(wires.splice(0).map((wire) => wire.close()));
});

describe('the bare protocol', () => {
  test('a second join of a topic on one socket closes the first and takes its place', async () => {
    const { person, topic } = await contract.member();
    const wire = await openWire();
    wire.join(topic, '1', await person.token());
    await wire.reply('1');
    wire.join(topic, '2', await person.token());
    const closed = await wire.frames.first(({ event }) => event === 'phx_close');
    expect(closed).toMatchObject({ joinRef: '1', topic: `realtime:${topic}` });
    await expect(wire.reply('2')).resolves.toMatchObject({ payload: { status: 'ok' } });
    wire.send(['2', '3', `realtime:${topic}`, 'broadcast', { type: 'broadcast', event: 'x', payload: {} }]);
    await expect(wire.reply('3')).resolves.toMatchObject({ joinRef: '2', payload: { status: 'ok' } });
  });

  test('a late leave of the first join does not end the second', async () => {
    const { person, topic } = await contract.member();
    const wire = await openWire();
    wire.join(topic, '1', await person.token());
    await wire.reply('1');
    wire.join(topic, '2', await person.token());
    await wire.reply('2');
    wire.send(['1', '3', `realtime:${topic}`, 'phx_leave', {}]);
    wire.send(['2', '4', `realtime:${topic}`, 'broadcast', { type: 'broadcast', event: 'x', payload: {} }]);
    await expect(wire.reply('4')).resolves.toMatchObject({ payload: { status: 'ok' } });
  });

  test('malformed frames are dropped, and the socket lives on', async () => {
    const { person, topic } = await contract.member();
    const wire = await openWire();
    wire.join(topic, '1', await person.token());
    await wire.reply('1');
    const texts = ['', '{', 'null', '[]', '[1,2,3,4,5]', '{"topic":"phoenix"}', '[null,null,{},"x",{}]'];
    for (const text of texts) wire.sendRaw(text);
    const binaries = [[], [3], [3, 255, 255, 255, 255, 255, 1], [9, 1, 1], [3, 0, 0, 2, 0, 0, 1, 0xff, 0xfe]];
    for (const bytes of binaries) wire.sendRaw(Uint8Array.from(bytes));
    wire.send(['1', '2', `realtime:${topic}`, 'no such event', { deep: [[[]]] }]);
    wire.send([null, '3', 'phoenix', 'heartbeat', {}]);
    await expect(wire.reply('3')).resolves.toMatchObject({ payload: { status: 'ok', response: {} } });
    wire.send(['1', '4', `realtime:${topic}`, 'broadcast', { type: 'broadcast', event: 'x', payload: {} }]);
    await expect(wire.reply('4')).resolves.toMatchObject({ payload: { status: 'ok' } });
  });

  test('a push to a topic that was not joined is answered, and so is leaving it', async () => {
    const wire = await openWire();
    wire.send([null, '1', 'realtime:nowhere', 'broadcast', { type: 'broadcast', event: 'x', payload: {} }]);
    await expect(wire.reply('1')).resolves.toMatchObject({
      payload: { status: 'error', response: { reason: 'unmatched topic' } },
    });
    wire.send([null, '2', 'realtime:nowhere', 'phx_leave', {}]);
    await expect(wire.reply('2')).resolves.toMatchObject({ payload: { status: 'ok' } });
  });

  test('leaving is answered before the channel is closed', async () => {
    const { person, topic } = await contract.member();
    const wire = await openWire();
    wire.join(topic, '1', await person.token());
    await wire.reply('1');
    wire.send(['1', '2', `realtime:${topic}`, 'phx_leave', {}]);
    await wire.frames.first(({ event }) => event === 'phx_close');
    expect(wire.frames.items.slice(-2)).toMatchObject([
      { event: 'phx_reply', ref: '2', payload: { status: 'ok' } },
      { event: 'phx_close', joinRef: '1' },
    ]);
  });

  test('a join without a readable payload gets the defaults, which admit nobody', async () => {
    const wire = await openWire();
    wire.send(['1', '1', 'realtime:anything', 'phx_join', { config: 7, access_token: [] }]);
    const refusal = await wire.reply('1');
    expect(refusal.payload).toMatchObject({ status: 'error' });
    expect(refusal.payload.response?.reason).toMatch(/^PrivateOnly: /);
  });
});

describe('the upgrade', () => {
  test('without a key or with a wrong one is refused with 401', async () => {
    await expect(refusedUpgrade(contract.target, { vsn: '2.0.0' })).resolves.toBe(401);
    const wrong = { vsn: '2.0.0', apikey: 'sb_publishable_wrong' };
    await expect(refusedUpgrade(contract.target, wrong)).resolves.toBe(401);
  });
});
