import { describe, expect, test } from 'vitest';
import { realtimeContract } from '@/tests/contract/realtime/contract';
import type { Person } from '@/tests/contract/realtime/people';
import { heard } from '@/tests/contract/realtime/supabase-clients';

const contract = realtimeContract();

async function postBatch(person: Person | null, body: unknown, headers: Record<string, string> = {}) {
  const authorization: Record<string, string> = person
    ? { authorization: `Bearer ${await person.token()}` }
    : {};
  return fetch(`${contract.target.url}/realtime/v1/api/broadcast`, {
    method: 'POST',
    headers: {
      apikey: contract.target.publishableKey,
      'content-type': 'application/json',
      ...authorization,
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const message = (topic: string, event: string, payload: unknown = {}) => ({
  messages: [{ topic, event, payload, private: true }],
});

describe('the batch endpoint', () => {
  test('delivers what the caller may write', async () => {
    const { person, caller, topic } = await contract.member();
    const line = await caller.join(topic);
    const response = await postBatch(person, message(topic, 'posted', { n: 1 }));
    expect(response.status).toBe(202);
    expect(await response.text()).toBe('');
    await line.messages.atLeast(1);
    expect(heard(line)).toEqual([{ event: 'posted', payload: { n: 1 } }]);
  });

  test('answers 202 and delivers nothing where the caller may not write', async () => {
    const { caller, topic } = await contract.member();
    const line = await caller.join(topic);
    const response = await postBatch(contract.person(), message(topic, 'forged'));
    expect(response.status).toBe(202);
    await contract.stage.send(topic, 'control', {});
    await line.messages.first(({ event }) => event === 'control');
    expect(heard(line).map(({ event }) => event)).toEqual(['control']);
  });

  test('delivers to the topics that are allowed in a batch that has others', async () => {
    const { person, caller, topic } = await contract.member();
    const other = await contract.member();
    const line = await caller.join(topic);
    const otherLine = await other.caller.join(other.topic);
    const response = await postBatch(person, {
      messages: [
        { topic: other.topic, event: 'forged', payload: {}, private: true },
        { topic, event: 'allowed', payload: {}, private: true },
        { topic, event: 'public', payload: {} },
      ],
    });
    expect(response.status).toBe(202);
    await contract.stage.send(topic, 'control', {});
    await contract.stage.send(other.topic, 'control', {});
    await line.messages.first(({ event }) => event === 'control');
    await otherLine.messages.first(({ event }) => event === 'control');
    expect(heard(line).map(({ event }) => event)).toEqual(['allowed', 'control']);
    expect(heard(otherLine).map(({ event }) => event)).toEqual(['control']);
  });

  test('lets the secret key write everywhere', async () => {
    const { caller, topic } = await contract.member();
    const line = await caller.join(topic);
    const response = await postBatch(null, message(topic, 'from-server'), {
      apikey: contract.target.secretKey,
    });
    expect(response.status).toBe(202);
    await line.messages.first(({ event }) => event === 'from-server');
  });

  test('refuses a forged token with 401 and a batch without shape with 422', async () => {
    const { person, topic } = await contract.member();
    const forged = await person.token(600, 'another-secret-of-a-sufficient-length-0123456789');
    const unauthorized = await postBatch(null, message(topic, 'x'), { authorization: `Bearer ${forged}` });
    expect(unauthorized.status).toBe(401);
    const shapeless = await postBatch(person, { messages: [{ topic, event: 'x' }] });
    expect(shapeless.status).toBe(422);
    const body: unknown = await shapeless.json();
    expect(body).toHaveProperty('errors');
  });
});

describe('the single endpoint', () => {
  test('delivers JSON and bytes', async () => {
    const { person, caller, topic } = await contract.member();
    const line = await caller.join(topic);
    const sender = (await contract.callerFor(person)).client.channel(topic, { config: { private: true } });
    await expect(sender.httpSend('json', { text: 'é' })).resolves.toEqual({ success: true });
    await expect(sender.httpSend('bytes', Uint8Array.from([0, 255]))).resolves.toEqual({ success: true });
    const [json, bytes] = await line.messages.atLeast(2);
    expect(json).toMatchObject({ event: 'json', payload: { text: 'é' } });
    expect(bytes?.payload).toEqual(Uint8Array.from([0, 255]).buffer);
  });

  test('answers 403 where the caller may not write', async () => {
    const { caller, topic } = await contract.member();
    const line = await caller.join(topic);
    const stranger = await contract.callerFor(contract.person());
    await stranger.client.realtime.setAuth();
    const sender = stranger.client.channel(topic, { config: { private: true } });
    await expect(sender.httpSend('forged', {})).rejects.toThrow('Unauthorized');
    await contract.stage.send(topic, 'control', {});
    await line.messages.first(({ event }) => event === 'control');
    expect(heard(line).map(({ event }) => event)).toEqual(['control']);
  });
});
