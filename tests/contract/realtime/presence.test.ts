import type { RealtimeChannel } from '@supabase/supabase-js';
import { describe, expect, test } from 'vitest';
import { realtimeContract } from '@/tests/contract/realtime/contract';
import { PhoenixWire } from '@/tests/contract/realtime/phoenix-wire';
import { Recorder } from '@/tests/contract/realtime/recorder';
import type { Caller } from '@/tests/contract/realtime/supabase-clients';

const contract = realtimeContract();

type PresenceChange = { kind: 'join' | 'leave'; key: string; states: unknown[]; present: unknown[] };

/** Joins with presence and records what changes. */
async function joinPresence(caller: Caller, topic: string, key: string) {
  const changes = new Recorder<PresenceChange>();
  const synced = new Recorder<string[]>();
  const prepare = (channel: RealtimeChannel) => {
    channel.on('presence', { event: 'sync' }, () => synced.push(Object.keys(channel.presenceState())));
    channel.on('presence', { event: 'join' }, ({ key: joined, newPresences, currentPresences }) =>
      changes.push({
        kind: 'join',
        key: joined,
        states: newPresences.map(fieldsOf),
        present: currentPresences.map(fieldsOf),
      }),
    );
    channel.on('presence', { event: 'leave' }, ({ key: left, leftPresences, currentPresences }) =>
      changes.push({
        kind: 'leave',
        key: left,
        states: leftPresences.map(fieldsOf),
        present: currentPresences.map(fieldsOf),
      }),
    );
  };
  const line = await caller.join(topic, { presence: { key } }, prepare);
  await synced.atLeast(1);
  return { ...line, changes, synced };
}

function fieldsOf(presence: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(presence).filter(([name]) => name !== 'presence_ref'));
}

describe('presence', () => {
  test('shows who comes, changes and goes, to everybody on the topic', async () => {
    const { person, caller, topic } = await contract.member();
    const watcher = await joinPresence(caller, topic, 'watcher');
    expect(watcher.synced.items[0]).toEqual([]);
    const agent = await joinPresence(await contract.callerFor(person), topic, 'agent');

    await expect(agent.channel.track({ status: 'online' })).resolves.toBe('ok');
    await watcher.changes.first(({ kind, key }) => kind === 'join' && key === 'agent');
    await agent.channel.track({ status: 'away' });
    await watcher.changes.first(({ states }) => JSON.stringify(states) === '[{"status":"away"}]');
    await agent.channel.untrack();
    await watcher.changes.first(({ kind, present }) => kind === 'leave' && present.length === 0);

    expect(watcher.changes.items[0]).toMatchObject({ kind: 'join', states: [{ status: 'online' }] });
    expect(watcher.channel.presenceState()).toEqual({});
  });

  test('tells a newcomer who is there already', async () => {
    const { person, caller, topic } = await contract.member();
    const early = await joinPresence(caller, topic, 'early');
    await early.channel.track({ here: true });
    const late = await joinPresence(await contract.callerFor(person), topic, 'late');
    await late.synced.first((keys) => keys.includes('early'));
    expect(late.channel.presenceState()).toMatchObject({ early: [{ here: true }] });
  });

  test('counts two sockets under one key as two, until the last of them is gone', async () => {
    const { person, caller, topic } = await contract.member();
    const watcher = await joinPresence(caller, topic, 'watcher');
    const laptop = await contract.callerFor(person);
    const phone = await contract.callerFor(person);
    const onLaptop = await joinPresence(laptop, topic, 'agent');
    const onPhone = await joinPresence(phone, topic, 'agent');
    await onLaptop.channel.track({ device: 'laptop' });
    await onPhone.channel.track({ device: 'phone' });
    await watcher.changes.first(({ states }) => JSON.stringify(states).includes('phone'));
    const both = watcher.channel.presenceState().agent?.map(fieldsOf);
    expect(both).toHaveLength(2);
    expect(both).toEqual(expect.arrayContaining([{ device: 'laptop' }, { device: 'phone' }]));

    await laptop.hangUp();
    const left = await watcher.changes.first(({ kind }) => kind === 'leave');
    expect(left).toEqual({
      kind: 'leave',
      key: 'agent',
      states: [{ device: 'laptop' }],
      present: [{ device: 'phone' }],
    });
    expect(watcher.channel.presenceState().agent?.map(fieldsOf)).toEqual([{ device: 'phone' }]);
  });

  test('takes any key and any field name as plain data', async () => {
    const { person, caller, topic } = await contract.member();
    const watcher = await joinPresence(caller, topic, 'watcher');
    const odd = await joinPresence(await contract.callerFor(person), topic, 'toString');
    await odd.channel.track(JSON.parse('{"constructor":1,"nested":{"__proto__":{"admin":true}}}'));
    const change = await watcher.changes.first(({ kind }) => kind === 'join');
    expect(change.key).toBe('toString');
    expect(JSON.stringify(change.states)).toBe('[{"constructor":1,"nested":{"__proto__":{"admin":true}}}]');
  });

  test('refuses to track somebody who may only look', async () => {
    const { caller, topic } = await contract.member();
    const watcher = await joinPresence(caller, topic, 'watcher');
    const guest = contract.person();
    await contract.stage.allow(guest.id, topic, ['read']);
    const silent = await joinPresence(await contract.callerFor(guest), topic, 'guest');
    await expect(silent.channel.track({ fake: true })).resolves.toBe('error');
    await watcher.channel.track({ control: true });
    await watcher.changes.first(({ kind }) => kind === 'join');
    expect(watcher.changes.items.map(({ key }) => key)).toEqual(['watcher']);
  });

  test('is withheld from somebody who may hear only the broadcasts', async () => {
    const { person, caller, topic } = await contract.member();
    const listener = contract.person();
    await contract.stage.allow(listener.id, topic, ['read'], ['broadcast']);
    // On the bare wire: the client would hide differences that come without a state.
    const wire = await PhoenixWire.open(contract.target);
    wire.join(topic, '1', await listener.token(), { enabled: true });
    await wire.reply('1');
    const member = await joinPresence(caller, topic, person.id);
    await member.channel.track({ here: true });
    await member.changes.first(({ kind }) => kind === 'join');
    wire.send([null, '2', 'phoenix', 'heartbeat', {}]);
    await wire.reply('2');
    await wire.close();
    expect(wire.frames.items.map(({ event }) => event)).toEqual(['phx_reply', 'phx_reply']);
  });

  test('reaches somebody who may see only it, without the broadcasts', async () => {
    const { person, caller, topic } = await contract.member();
    const onlooker = contract.person();
    await contract.stage.allow(onlooker.id, topic, ['read'], ['presence']);
    const watcher = await joinPresence(await contract.callerFor(onlooker), topic, 'watcher');
    const member = await joinPresence(caller, topic, person.id);
    await contract.stage.send(topic, 'secret', {});
    await member.messages.first(({ event }) => event === 'secret');
    await member.channel.track({ control: true });
    await watcher.changes.first(({ kind }) => kind === 'join');
    expect(watcher.messages.items).toEqual([]);
  });

  test('closes the channel of a client that calls more than five times in half a minute', async () => {
    const { caller, topic } = await contract.member();
    const line = await joinPresence(caller, topic, 'restless');
    for (let n = 1; n <= 5; n++) await expect(line.channel.track({ n })).resolves.toBe('ok');
    void line.channel.track({ n: 6 });
    await line.statuses.first(({ status }) => status === 'CLOSED');
    expect(line.notices.items.map(({ message }) => message)).toEqual(['Client presence rate limit exceeded']);
  });
});
