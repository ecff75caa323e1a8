import { describe, expect, test } from 'vitest';
import { realtimeContract } from '@/tests/contract/realtime/contract';
import { heard } from '@/tests/contract/realtime/supabase-clients';
import type { ControlAction } from '@/tests/support/contract-target';

const contract = realtimeContract();

async function ask(action: ControlAction): Promise<void> {
  const response = await fetch(`${contract.target.controlUrl}/${action}`, { method: 'POST' });
  if (!response.ok) throw new Error(`${action}: ${await response.text()}`);
}

/** Nobody can take a hosted project down for a test. */
describe.skipIf(contract.target.controlUrl === null)('when the backend goes away', () => {
  test('a client whose server restarts is told, comes back by itself and hears the topic again', async () => {
    const { caller, topic } = await contract.member({ reconnectAfterMs: () => 50 });
    const line = await caller.join(topic);
    await ask('restart-realtime');
    await line.statuses.first(({ status }) => status === 'CHANNEL_ERROR');
    await line.statuses.atLeast(3);
    expect(line.statuses.items.map(({ status }) => status)).toEqual([
      'SUBSCRIBED',
      'CHANNEL_ERROR',
      'SUBSCRIBED',
    ]);
    expect(line.notices.items).toMatchObject([
      { extension: 'system', status: 'ok', message: 'Server requested disconnect' },
    ]);
    await contract.stage.send(topic, 'after', {});
    await line.messages.first(({ event }) => event === 'after');
    expect(heard(line).map(({ event }) => event)).toEqual(['after']);
  });

  test('joined channels survive a database restart and miss nothing, and joins meanwhile say what is wrong', async () => {
    const { person, caller, topic } = await contract.member();
    const line = await caller.join(topic, { broadcast: { self: true } });
    await line.channel.send({ type: 'broadcast', event: 'first', payload: {} });
    await line.messages.first(({ event }) => event === 'first');

    await ask('stop-database');
    const meanwhile = await contract.callerFor(person);
    try {
      await expect(meanwhile.refusal(topic)).resolves.toBe(
        'UnableToConnectToProject: Realtime was unable to connect to the project database',
      );
      // What was authorized before needs no database.
      await line.channel.send({ type: 'broadcast', event: 'meanwhile', payload: {} });
      await line.messages.first(({ event }) => event === 'meanwhile');
    } finally {
      await ask('start-database');
    }

    // Committed before the server can have found its way back to the database.
    await contract.stage.send(topic, 'at once', {});
    const back = await meanwhile.join(topic, { broadcast: { replication_ready: true } });
    await back.notices.first(({ message }) => message === 'Replication connection established');
    await contract.stage.send(topic, 'after', {});
    await line.messages.first(({ event }) => event === 'after');
    await back.messages.first(({ event }) => event === 'after');
    expect(heard(line).map(({ event }) => event)).toEqual(['first', 'meanwhile', 'at once', 'after']);
    expect(line.statuses.items.map(({ status }) => status)).toEqual(['SUBSCRIBED']);
  });
});
