import { describe, expect, test } from 'vitest';
import { realtimeContract } from '@/tests/contract/realtime/contract';
import { heard } from '@/tests/contract/realtime/supabase-clients';

const contract = realtimeContract();

describe('joining a private channel', () => {
  test('a person with the read policy joins and hears the topic', async () => {
    const { caller, topic } = await contract.member();
    const line = await caller.join(topic);
    await contract.stage.send(topic, 'hello', { n: 1 });
    await line.messages.atLeast(1);
    expect(heard(line)).toEqual([{ event: 'hello', payload: { n: 1 } }]);
  });

  test('a stranger is refused, and the reason names the topic', async () => {
    const { topic } = await contract.member();
    const stranger = await contract.callerFor(contract.person());
    await expect(stranger.refusal(topic)).resolves.toBe(
      `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`,
    );
  });

  test('the right to write alone does not admit', async () => {
    const person = contract.person();
    const topic = contract.stage.topic();
    await contract.stage.allow(person.id, topic, ['write']);
    const caller = await contract.callerFor(person);
    await expect(caller.refusal(topic)).resolves.toMatch(/^Unauthorized: /);
  });

  test('the publishable key alone, without a token, is refused', async () => {
    const { topic } = await contract.member();
    await expect(contract.callerWith(null).refusal(topic)).resolves.toMatch(/^Unauthorized: /);
  });

  test('a visitor of one conversation is refused on the topics of agents', async () => {
    const visitor = contract.person({ app_role: 'visitor' });
    const agent = contract.person();
    const [conversation, inbox] = [contract.stage.topic(), contract.stage.topic()];
    await contract.stage.allow(visitor.id, conversation);
    await contract.stage.allow(agent.id, inbox);
    const caller = await contract.callerFor(visitor);
    await caller.join(conversation);
    await expect(caller.refusal(inbox)).resolves.toMatch(/^Unauthorized: /);
    await expect((await contract.callerFor(agent)).join(inbox)).resolves.toBeDefined();
  });

  test('a topic that no policy understands is refused like any other', async () => {
    const { caller } = await contract.member();
    const malformed = ['not-a-topic', `${contract.stage.prefix}'; drop table x; --`, '__proto__', '💥:é'];
    const reasons = await Promise.all(malformed.map((topic) => caller.refusal(topic)));
    expect(reasons).toEqual(
      malformed.map(
        (topic) => `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`,
      ),
    );
  });

  test('a channel without a name is refused', async () => {
    const { caller } = await contract.member();
    await expect(caller.refusal('')).resolves.toMatch(/^TopicNameRequired: /);
  });

  test('a public channel is refused', async () => {
    const { caller, topic } = await contract.member();
    await expect(caller.refusal(topic, { private: false })).resolves.toBe(
      'PrivateOnly: This project only allows private channels',
    );
  });

  test('the hundred-and-first channel of a socket is refused, and the hundred go on', async () => {
    const person = contract.person();
    const topics = Array.from({ length: 101 }, () => contract.stage.topic());
    await Promise.all(topics.map((topic) => contract.stage.allow(person.id, topic, ['read'], ['broadcast'])));
    const caller = await contract.callerFor(person);
    const lines = await Promise.all(topics.slice(0, 100).map((topic) => caller.join(topic)));
    await expect(caller.refusal(topics[100] ?? '')).resolves.toBe(
      'ChannelRateLimitReached: Too many channels',
    );
    await contract.stage.send(topics[99] ?? '', 'still here', {});
    await expect(lines[99]?.messages.atLeast(1)).resolves.toMatchObject([{ event: 'still here' }]);
  });
});

describe('the token of a join', () => {
  test('an expired token is refused with its age', async () => {
    const { person, topic } = await contract.member();
    const caller = contract.callerWith(await person.token(-30));
    await expect(caller.refusal(topic)).resolves.toMatch(
      /^InvalidJWTToken: Token has expired \d+ seconds ago$/,
    );
  });

  test('a token signed with another secret is refused', async () => {
    const { person, topic } = await contract.member();
    const forged = await person.token(600, 'another-secret-of-a-sufficient-length-0123456789');
    await expect(contract.callerWith(forged).refusal(topic)).resolves.toMatch(/^JwtSignatureError: /);
  });

  test('something that is no token is refused', async () => {
    const { topic } = await contract.member();
    await expect(contract.callerWith('not.a.token').refusal(topic)).resolves.toMatch(/^MalformedJWT: /);
  });

  test('a role the database does not have is refused and does no harm', async () => {
    const { topic } = await contract.member();
    const odd = await contract.callerFor(contract.person({ role: 'nobody"; reset role; --' }));
    await expect(odd.refusal(topic)).resolves.toMatch(/^Unauthorized: /);
  });
});

test('the heartbeat is answered', async () => {
  const answers: string[] = [];
  let answered: () => void = () => undefined;
  const ok = new Promise<void>((resolve) => {
    answered = resolve;
  });
  const { caller, topic } = await contract.member({
    heartbeatIntervalMs: 200,
    heartbeatCallback: (status) => {
      answers.push(status);
      if (status === 'ok') answered();
    },
  });
  await caller.join(topic);
  await ok;
  expect(answers).not.toContain('timeout');
});
