import { beforeEach, describe, expect, test } from 'vitest';
import { ChatServer } from '@/tests/widget/support/chat-server';
import { type ManualClock, manualClock } from '@/tests/widget/support/manual-clock';
import { bodies, openTab, sharedLock, sharedStorage, type Tab } from '@/tests/widget/support/tab';

const claire = { nickname: 'Claire', avatar_path: null };

let clock: ManualClock;
let server: ChatServer;

beforeEach(() => {
  clock = manualClock();
  server = new ChatServer(clock);
});

const currentId = (tab: Tab): string => tab.state.get().current?.id ?? '';
const callsOf = (name: string) => server.calls.filter((call) => call.name === name);

/** A tab in which the visitor has written once and Claire has taken the conversation. */
async function chatting(options: Parameters<typeof openTab>[2] = {}): Promise<Tab> {
  const tab = openTab(server, clock, options);
  tab.setVisible(true);
  tab.send('Hello');
  await clock.advance(1000);
  server.agentJoins(currentId(tab), claire);
  await clock.advance(1000);
  return tab;
}

describe('before the visitor acts', () => {
  test('opening the widget makes no visitor, no session and no socket', async () => {
    const tab = openTab(server, clock);
    tab.setVisible(true);
    await clock.advance(50_000);
    expect(server.calls).toEqual([]);
    expect(server.sockets()).toBe(0);
    expect(tab.state.get().phase).toBe('idle');
  });

  test('an open widget keeps asking who would answer, a closed one does not', async () => {
    const tab = openTab(server, clock);
    tab.setVisible(true);
    server.site = { is_online: false, agents: [], hours: { is_open: true, opens_at: null, closes_at: null } };
    await clock.advance(61_000);
    expect(tab.state.get().site.is_online).toBe(false);
    tab.setVisible(false);
    const asked = callsOf('siteStatus').length;
    await clock.advance(600_000);
    expect(callsOf('siteStatus')).toHaveLength(asked);
  });
});

test('it asks at once when the site opens and when it closes, and not only each minute [A28]', async () => {
  const inMs = (ms: number) => new Date(clock.now() + ms).toISOString();
  const tab = openTab(server, clock);
  tab.setVisible(true);
  server.site = {
    is_online: false,
    agents: [],
    hours: { is_open: false, opens_at: inMs(70_000), closes_at: null },
  };
  await clock.advance(61_000);
  server.site = {
    is_online: true,
    agents: [],
    hours: { is_open: true, opens_at: null, closes_at: inMs(19_000) },
  };
  await clock.advance(8_900);
  expect(tab.state.get().site.is_online).toBe(false);
  await clock.advance(1_000);
  expect(tab.state.get().site.is_online).toBe(true);
  server.site = { is_online: false, agents: [], hours: { is_open: false, opens_at: null, closes_at: null } };
  await clock.advance(9_900);
  expect(tab.state.get().site.is_online).toBe(false);
});

describe('sending', () => {
  test('a message is shown at once as pending and then once as sent', async () => {
    const tab = openTab(server, clock);
    tab.send('Hello');
    expect(tab.state.get().pending.map((message) => message.body)).toEqual(['Hello']);
    await clock.advance(1000);
    expect(tab.state.get().pending).toEqual([]);
    expect(bodies(tab)).toEqual(['Hello']);
  });

  test('what is written while the network is away arrives once, in order, when it is back', async () => {
    const tab = await chatting();
    server.isReachable = false;
    server.dropSockets();
    for (const body of ['one', 'two', 'three']) tab.send(body);
    await clock.advance(120_000);
    expect(tab.state.get().pending).toHaveLength(3);
    server.isReachable = true;
    await clock.advance(60_000);
    expect(bodies(tab)).toEqual(['Hello', 'assigned', 'one', 'two', 'three']);
    expect(tab.state.get().pending).toEqual([]);
  });

  test('an answer that was lost does not make a second message', async () => {
    const tab = await chatting();
    server.requestFault = () => 'answer_lost';
    tab.send('Once');
    await clock.advance(10_000);
    server.requestFault = () => 'none';
    await clock.advance(60_000);
    expect(server.visible(currentId(tab)).filter((message) => message.body === 'Once')).toHaveLength(1);
    expect(bodies(tab).filter((body) => body === 'Once')).toHaveLength(1);
  });

  test('what was unsent when the page was left is sent by the next page', async () => {
    const storage = sharedStorage();
    const left = await chatting({ store: storage.open() });
    server.isReachable = false;
    left.send('Later');
    await clock.advance(5000);
    left.stop();
    server.isReachable = true;
    const next = openTab(server, clock, { store: storage.open() });
    await clock.advance(10_000);
    expect(bodies(next)).toEqual(['Hello', 'assigned', 'Later']);
    expect([...storage.entries.keys()].filter((key) => key.startsWith('pending:'))).toEqual([]);
  });

  test('a first message whose answer was lost before a reload starts one conversation', async () => {
    const storage = sharedStorage();
    const left = openTab(server, clock, { store: storage.open() });
    left.send('Hello');
    // The session is opened and answered; the conversation is started and its answer lost.
    server.requestFault = () => (callsOf('openSession').length > 0 ? 'answer_lost' : 'none');
    await clock.advance(900);
    left.stop();
    server.requestFault = () => 'none';
    const next = openTab(server, clock, { store: storage.open() });
    await clock.advance(30_000);
    expect(server.conversations.size).toBe(1);
    expect(bodies(next)).toEqual(['Hello']);
    expect(next.state.get().pending).toEqual([]);
  });

  test('too many at once slows sending down and loses nothing', async () => {
    const tab = await chatting();
    let refusals = 3;
    server.requestFault = () => (refusals-- > 0 ? 'limited' : 'none');
    for (const body of ['one', 'two']) tab.send(body);
    await clock.advance(120_000);
    expect(bodies(tab).slice(-2)).toEqual(['one', 'two']);
  });

  test('a refusal is shown with its code, does not hold up what follows, and can be tried again', async () => {
    const tab = openTab(server, clock);
    server.isSiteEnabled = false;
    tab.send('Hello');
    await clock.advance(5000);
    const [refused] = tab.state.get().pending;
    expect(refused?.failure).toBe('site_is_disabled');
    server.isSiteEnabled = true;
    tab.send('Second');
    await clock.advance(5000);
    expect(bodies(tab)).toEqual(['Second']);
    tab.retry(refused?.id ?? '');
    await clock.advance(5000);
    expect(bodies(tab)).toEqual(['Second', 'Hello']);
    expect(tab.state.get().pending).toEqual([]);
  });

  test('a message that met a conversation just ended can start the next one', async () => {
    const tab = await chatting();
    const first = currentId(tab);
    server.broadcastFault = () => 'lost';
    server.agentCloses(first);
    tab.send('One more thing');
    await clock.advance(5000);
    const [refused] = tab.state.get().pending;
    expect(refused?.failure).toBe('conversation_is_closed');
    expect(tab.state.get().viewed?.status).toBe('closed');
    tab.retry(refused?.id ?? '');
    await clock.advance(5000);
    expect(currentId(tab)).not.toBe(first);
    expect(bodies(tab)).toEqual(['One more thing']);
  });

  test.each([
    ['nothing', '', 'message_is_empty'],
    ['blanks and NULs', ' \n\0 ', 'message_is_empty'],
    ['5,001 characters', 'x'.repeat(5001), 'message_is_too_long'],
    ['a megabyte', 'x'.repeat(1_048_576), 'message_is_too_long'],
  ])('%s is refused before it is sent', async (_, text, code) => {
    const tab = openTab(server, clock);
    expect(tab.send(text)).toBe(code);
    await clock.advance(5000);
    expect(server.calls).toEqual([]);
  });

  test('5,000 emoji are one message; NULs and half characters never leave', async () => {
    const tab = openTab(server, clock);
    expect(tab.send('🙂'.repeat(5000))).toBeNull();
    expect(tab.send('a\0b\ud83dc')).toBeNull();
    await clock.advance(5000);
    expect(bodies(tab)).toEqual(['🙂'.repeat(5000), 'ab\ufffdc']);
  });
});

describe('receiving', () => {
  test('what was said while the socket was down is there when it is joined again', async () => {
    const tab = await chatting({ join: server.joinTopic(true) });
    server.joinAll();
    server.dropSockets();
    server.agentSays(currentId(tab), 'Are you there?');
    expect(bodies(tab)).not.toContain('Are you there?');
    server.joinAll();
    await clock.advance(100);
    expect(bodies(tab)).toContain('Are you there?');
  });

  test('without a socket the thread is fetched every 15 to 30 seconds', async () => {
    const tab = await chatting({ join: server.joinTopic(true) });
    server.agentSays(currentId(tab), 'By mail pigeon');
    await clock.advance(31_000);
    expect(bodies(tab)).toContain('By mail pigeon');
    const before = callsOf('messagesAfter').length;
    await clock.advance(120_000);
    const polls = callsOf('messagesAfter').length - before;
    expect(polls).toBeGreaterThanOrEqual(4);
    expect(polls).toBeLessThanOrEqual(8);
  });

  test('a broadcast lost without a trace is found within a minute while the visitor looks', async () => {
    const tab = await chatting();
    server.broadcastFault = () => 'lost';
    server.agentSays(currentId(tab), 'Unheard');
    await clock.advance(61_000);
    expect(bodies(tab)).toContain('Unheard');
  });

  test('a message after a lost one brings the lost one, in its place', async () => {
    const tab = await chatting();
    server.broadcastFault = () => 'lost';
    server.agentSays(currentId(tab), 'first');
    server.broadcastFault = () => 'none';
    server.agentSays(currentId(tab), 'second');
    await clock.advance(500);
    expect(bodies(tab).slice(-2)).toEqual(['first', 'second']);
  });

  test('notes leave gaps in the numbers and do not make the widget ask forever', async () => {
    const tab = await chatting();
    server.agentSays(currentId(tab), 'between us', true);
    server.agentSays(currentId(tab), 'for you');
    await clock.advance(500);
    const asked = callsOf('messagesAfter').length;
    await clock.advance(20_000);
    expect(callsOf('messagesAfter')).toHaveLength(asked);
    expect(bodies(tab)).toEqual(['Hello', 'assigned', 'for you']);
  });

  test('a thread of more than one page is fetched whole', async () => {
    const storage = sharedStorage();
    const tab = await chatting({ store: storage.open() });
    for (let n = 0; n < 450; n += 1) server.agentSays(currentId(tab), `line ${n}`, n % 7 === 0);
    tab.stop();
    const next = openTab(server, clock, { store: storage.open() });
    await clock.advance(5000);
    expect(next.state.get().messages).toEqual(server.visible(currentId(next)));
    expect(next.state.get().isThreadLoaded).toBe(true);
  });

  test('only what is new is announced, not the history', async () => {
    const storage = sharedStorage();
    const tab = await chatting({ store: storage.open() });
    server.agentSays(currentId(tab), 'old');
    await clock.advance(1000);
    tab.stop();
    const next = openTab(server, clock, { store: storage.open() });
    await clock.advance(1000);
    server.agentSays(currentId(next), 'new');
    await clock.advance(1000);
    expect(next.news.map((message) => message.body)).toEqual(['new']);
  });
});

describe('receipts, unread and typing', () => {
  test('a hidden widget reports delivery and counts unread; shown, it reports reading', async () => {
    const tab = await chatting();
    tab.setVisible(false);
    server.agentSays(currentId(tab), 'one');
    server.agentSays(currentId(tab), 'two');
    await clock.advance(1000);
    expect(tab.state.get().unread).toBe(2);
    const conversation = server.conversations.get(currentId(tab));
    expect(conversation?.unread).toBe(2);
    tab.setVisible(true);
    await clock.advance(1000);
    expect(tab.state.get().unread).toBe(0);
    expect(conversation?.unread).toBe(0);
    expect(conversation?.visitor_read_seq).toBe(conversation?.last_seq);
  });

  test('what the site says by itself is in the thread and is nobody’s unread message or last word [I18, I19]', async () => {
    const tab = await chatting();
    tab.setVisible(false);
    server.agentSays(currentId(tab), 'It is in stock.');
    server.siteSays(currentId(tab), 'Goodbye!');
    await clock.advance(1000);
    const { messages, unread, conversations } = tab.state.get();
    expect(messages.at(-1)).toMatchObject({ body: 'Goodbye!', kind: 'text', agent: { nickname: 'Claire' } });
    expect(unread).toBe(1);
    expect(conversations[0]?.last_message_preview).toBe('It is in stock.');
  });

  test('a returning visitor sees what is unread before opening the widget', async () => {
    const storage = sharedStorage();
    const tab = await chatting({ store: storage.open() });
    tab.setVisible(false);
    tab.stop();
    server.agentSays(currentId(tab), 'Still there?');
    const next = openTab(server, clock, { store: storage.open() });
    await clock.advance(1000);
    expect(next.state.get().unread).toBe(1);
  });

  test('a report of reading that was lost is repeated', async () => {
    const tab = await chatting();
    server.agentSays(currentId(tab), 'one');
    server.requestFault = () => 'request_lost';
    await clock.advance(1000);
    server.requestFault = () => 'none';
    await clock.advance(10_000);
    expect(server.conversations.get(currentId(tab))?.unread).toBe(0);
  });

  test('the agent is told of typing at most once in three seconds, and when it stops', async () => {
    const tab = await chatting();
    for (let n = 0; n < 60; n += 1) {
      tab.typed();
      await clock.advance(100);
    }
    expect(server.typing).toEqual([true, true]);
    await clock.advance(6000);
    expect(server.typing).toEqual([true, true, false]);
  });

  test('an agent is shown typing until they write, stop, or fall silent', async () => {
    const tab = await chatting();
    const hears = async (isTyping: boolean) => {
      server.agentTypes(currentId(tab), isTyping);
      await clock.advance(100);
      return tab.state.get().isAgentTyping;
    };
    expect(await hears(true)).toBe(true);
    expect(await hears(false)).toBe(false);
    await hears(true);
    server.agentSays(currentId(tab), 'Here');
    await clock.advance(100);
    expect(tab.state.get().isAgentTyping).toBe(false);
    await hears(true);
    await clock.advance(6000);
    expect(tab.state.get().isAgentTyping).toBe(false);
  });

  test('delivered and read move with the agent', async () => {
    const tab = await chatting();
    server.agentReads(currentId(tab));
    await clock.advance(100);
    expect(tab.state.get().viewed?.agent_read_seq).toBe(2);
  });
});

describe('one visitor, several tabs', () => {
  test.each([
    ['at once, storage shared at once', { apartMs: 0, isShared: 'at once' }],
    ['at once, storage shared a moment later, as between processes', { apartMs: 0, isShared: 'later' }],
    ['while the first is still asking', { apartMs: 6, isShared: 'later' }],
    ['after the first was answered, and before storage was shared', { apartMs: 30, isShared: 'later' }],
    ['after storage was shared', { apartMs: 400, isShared: 'later' }],
  ])(
    'two tabs become one visitor and lose nothing, the second writing %s',
    async (_, { apartMs, isShared }) => {
      const storage = sharedStorage(isShared === 'later' ? clock : undefined);
      const exclusively = sharedLock();
      const tabs = [1, 2].map(() => openTab(server, clock, { store: storage.open(), exclusively }));
      tabs[0]?.send('from the first');
      await clock.advance(apartMs);
      tabs[1]?.send('from the second');
      await clock.advance(40_000);
      expect(server.conversations.size).toBe(1);
      for (const tab of tabs) {
        expect([...bodies(tab)].sort()).toEqual(['from the first', 'from the second']);
        expect(tab.state.get().pending).toEqual([]);
      }
    },
  );

  test('a tab that was open before learns of a conversation begun in another', async () => {
    const storage = sharedStorage();
    const exclusively = sharedLock();
    const first = openTab(server, clock, { store: storage.open(), exclusively });
    const second = openTab(server, clock, { store: storage.open(), exclusively });
    first.send('Hello');
    await clock.advance(5000);
    server.agentJoins(currentId(first), claire);
    server.agentSays(currentId(first), 'Good morning');
    await clock.advance(5000);
    expect(bodies(second)).toEqual(bodies(first));
    expect(bodies(second)).toContain('Good morning');
  });

  test('what a closed tab left unsent is sent by the tab that stayed', async () => {
    const storage = sharedStorage();
    const exclusively = sharedLock();
    const first = await chatting({ store: storage.open(), exclusively });
    const second = openTab(server, clock, { store: storage.open(), exclusively });
    second.setVisible(true);
    await clock.advance(1000);
    server.isReachable = false;
    first.send('Left behind');
    await clock.advance(1000);
    first.stop();
    server.isReachable = true;
    await clock.advance(120_000);
    expect(bodies(second)).toContain('Left behind');
  });
});

describe('who is asking', () => {
  test('a token is renewed before it ends, without the visitor doing anything', async () => {
    const tab = await chatting();
    await clock.advance(14 * 60_000);
    expect(callsOf('openSession').length).toBeGreaterThanOrEqual(2);
    expect(tab.state.get().connection).toBe('joined');
  });

  test('a token the server no longer accepts is renewed and the call repeated', async () => {
    const tab = await chatting();
    server.endTokens();
    tab.send('Still me');
    await clock.advance(2000);
    expect(bodies(tab)).toContain('Still me');
    expect(server.conversations.size).toBe(1);
  });

  test('a secret that names nobody any more makes a new visitor and loses no message', async () => {
    const tab = await chatting();
    server.forgetVisitors();
    tab.send('Hello again');
    await clock.advance(10_000);
    expect(bodies(tab)).toEqual(['Hello again']);
    expect(tab.state.get().pending).toEqual([]);
  });

  test('a visitor erased while writing becomes a new one and loses no message', async () => {
    const tab = await chatting();
    server.eraseVisitors();
    tab.send('Hello again');
    await clock.advance(10_000);
    expect(bodies(tab)).toEqual(['Hello again']);
    expect(tab.state.get().pending).toEqual([]);
  });

  test('an unknown secret found at the start is forgotten', async () => {
    const storage = sharedStorage();
    storage.entries.set('secret', 'of nobody');
    const tab = openTab(server, clock, { store: storage.open() });
    await clock.advance(1000);
    expect(tab.state.get().phase).toBe('idle');
    expect(storage.entries.has('secret')).toBe(false);
  });

  test('a server that is away at the start is asked again until it answers', async () => {
    const storage = sharedStorage();
    const tab = await chatting({ store: storage.open() });
    tab.stop();
    server.isReachable = false;
    const next = openTab(server, clock, { store: storage.open() });
    await clock.advance(10_000);
    expect(next.state.get().phase).not.toBe('ready');
    server.isReachable = true;
    await clock.advance(31_000);
    expect(bodies(next)).toEqual(['Hello', 'assigned']);
  });
});

describe('the end', () => {
  test('ending shows the event, closes the thread and lets the socket go once nobody looks', async () => {
    const tab = await chatting();
    const ended = tab.end();
    await clock.advance(1000);
    await ended;
    expect(tab.state.get().viewed?.status).toBe('closed');
    expect(tab.state.get().current).toBeNull();
    tab.setVisible(false);
    expect(server.sockets()).toBe(0);
  });

  test('the next message after an ended conversation starts another; the first stays readable', async () => {
    const tab = await chatting();
    const first = currentId(tab);
    server.agentCloses(first);
    await clock.advance(1000);
    tab.view(null);
    tab.send('New question');
    await clock.advance(2000);
    expect(currentId(tab)).not.toBe(first);
    tab.view(first);
    await clock.advance(1000);
    expect(bodies(tab)).toEqual(['Hello', 'assigned', 'closed']);
    expect(tab.state.get().conversations.map(({ id }) => id)).toContain(first);
  });

  test('a stopped chat does nothing more', async () => {
    const tab = await chatting();
    tab.stop();
    const calls = server.calls.length;
    await clock.advance(600_000);
    expect(server.calls).toHaveLength(calls);
    expect(server.sockets()).toBe(0);
  });
});

describe('the page', () => {
  test('is told once there is a conversation and each time it changes', async () => {
    const tab = openTab(server, clock);
    tab.setPage({ url: 'https://shop.example/a', title: 'A' });
    await clock.advance(5000);
    expect(callsOf('setPage')).toEqual([]);
    tab.send('Hello');
    await clock.advance(5000);
    tab.setPage({ url: 'https://shop.example/b', title: 'B' });
    await clock.advance(5000);
    expect(callsOf('setPage').map((call) => call.args[0])).toEqual([
      { url: 'https://shop.example/a', title: 'A' },
      { url: 'https://shop.example/b', title: 'B' },
    ]);
  });
});
