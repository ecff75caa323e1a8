import { describe, expect, test } from 'vitest';
import { realtimeContract } from '@/tests/contract/realtime/contract';
import { heard } from '@/tests/contract/realtime/supabase-clients';

const contract = realtimeContract();

describe('a new token on a joined channel', () => {
  test('keeps the subscription', async () => {
    const { person, caller, topic } = await contract.member();
    const line = await caller.join(topic, { broadcast: { ack: true } });
    await caller.replaceToken(await person.token());
    // Answered after the token was taken in: frames of a channel are handled in order.
    await expect(line.channel.send({ type: 'broadcast', event: 'x', payload: {} })).resolves.toBe('ok');
    await contract.stage.send(topic, 'control', {});
    await line.messages.first(({ event }) => event === 'control');
    expect(line.statuses.items).toEqual([{ status: 'SUBSCRIBED', error: undefined }]);
    expect(heard(line).map(({ event }) => event)).toEqual(['control']);
  });

  test('of somebody whose membership was revoked closes the channel, and nothing more is heard', async () => {
    const { person, caller, topic } = await contract.member();
    const witness = contract.person();
    await contract.stage.allow(witness.id, topic, ['read']);
    const line = await caller.join(topic);
    const witnessLine = await (await contract.callerFor(witness)).join(topic);

    await contract.stage.revoke(person.id, topic);
    await caller.replaceToken(await person.token());
    await line.statuses.first(({ status }) => status === 'CLOSED');
    expect(line.notices.items).toMatchObject([
      {
        extension: 'system',
        status: 'error',
        message: `You do not have permissions to read from this Channel topic: ${topic}`,
        channel: topic,
      },
    ]);
    await contract.stage.send(topic, 'secret', {});
    await witnessLine.messages.first(({ event }) => event === 'secret');
    expect(heard(line)).toEqual([]);
    await expect(caller.refusal(topic)).resolves.toMatch(/^Unauthorized: /);
  });

  test('that loses the broadcasts but keeps presence closes the channel', async () => {
    const { person, caller, topic } = await contract.member();
    const line = await caller.join(topic, { presence: { enabled: true } });
    await contract.stage.revoke(person.id, topic);
    await contract.stage.allow(person.id, topic, ['read'], ['presence']);
    await caller.replaceToken(await person.token());
    await line.statuses.first(({ status }) => status === 'CLOSED');
    expect(line.notices.items.map(({ message }) => message)).toEqual([
      `You no longer have permission to read from this Channel topic: ${topic}`,
    ]);
  });

  test('that somebody else signed closes the channel', async () => {
    const { person, caller, topic } = await contract.member();
    const line = await caller.join(topic);
    await caller.replaceToken(await person.token(600, 'another-secret-of-a-sufficient-length-0123456789'));
    await line.statuses.first(({ status }) => status === 'CLOSED');
    expect(line.notices.items).toMatchObject([{ extension: 'system', status: 'error' }]);
  });
});

describe('the expiry of a token', () => {
  test('closes the channel with a notice, at the second', async () => {
    const { person, topic } = await contract.member();
    const caller = contract.callerWith(await person.token(3));
    const line = await caller.join(topic);
    await line.statuses.first(({ status }) => status === 'CLOSED');
    expect(line.notices.items).toMatchObject([{ extension: 'system', status: 'error' }]);
    expect(line.notices.items[0]?.message).toMatch(/^Token has expired \d+ seconds ago$/);
  });

  test('is put off by a new token', async () => {
    const { person, topic } = await contract.member();
    const brief = await person.token(3);
    const caller = contract.callerWith(brief);
    const line = await caller.join(topic);
    const other = contract.callerWith(brief);
    const otherLine = await other.join(topic);
    await caller.replaceToken(await person.token());
    // The second client shows that the first token's time is over.
    await otherLine.statuses.first(({ status }) => status === 'CLOSED');
    await contract.stage.send(topic, 'control', {});
    await line.messages.first(({ event }) => event === 'control');
    expect(line.statuses.items.map(({ status }) => status)).toEqual(['SUBSCRIBED']);
  });
});
