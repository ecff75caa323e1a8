import { beforeEach, describe, expect, test } from 'vitest';
import { ChatServer } from '@/tests/widget/support/chat-server';
import { type ManualClock, manualClock } from '@/tests/widget/support/manual-clock';
import { facts, openTab, sharedStorage, type Tab } from '@/tests/widget/support/tab';
import { keys } from '@/widget/core/key-store';
import { en } from '@/widget/locales/en';
import { fr } from '@/widget/locales/fr';
import { askPlace } from '@/widget/queue/ask-place';
import { placeText } from '@/widget/queue/place-text';

const claire = { nickname: 'Claire', avatar_path: null };

let clock: ManualClock;
let server: ChatServer;

beforeEach(() => {
  clock = manualClock();
  server = new ChatServer(clock);
});

const viewed = (tab: Tab) => tab.state.get().viewed;
const callsOf = (name: string) => server.calls.filter((call) => call.name === name);
const pendingKeys = (entries: Map<string, string>) =>
  [...entries.keys()].filter((key) => key.startsWith(keys.pendingPrefix));

/** A tab whose visitor has written and waits behind others. */
async function waiting(position = 3): Promise<Tab> {
  server.queue = { position, wait_seconds: 240 };
  const tab = openTab(server, clock);
  tab.setVisible(true);
  tab.send('Hello');
  await clock.advance(1000);
  return tab;
}

describe('a chat that waits', () => {
  test('knows its place from the start and with each move, until somebody takes it', async () => {
    const tab = await waiting();
    const id = viewed(tab)?.id ?? '';
    expect(viewed(tab)).toMatchObject({ status: 'waiting', queue: { position: 3, wait_seconds: 240 } });
    server.queueMoves(id, 2, null);
    await clock.advance(10);
    expect(viewed(tab)?.queue).toEqual({ position: 2, wait_seconds: null });
    server.agentJoins(id, claire);
    await clock.advance(100);
    expect(viewed(tab)).toMatchObject({ status: 'open', queue: null });
    server.queueMoves(id, 1, 60);
    await clock.advance(10);
    expect(viewed(tab)?.queue).toBeNull();
  });

  test('becomes one that is answered by e-mail when its wait ends', async () => {
    const tab = await waiting();
    server.waitEnds(viewed(tab)?.id ?? '');
    await clock.advance(100);
    expect(viewed(tab)).toMatchObject({ status: 'waiting', channel: 'nrt', queue: null });
  });

  test('asks for its place about every 20 seconds while it is too far back to be told', async () => {
    const asked: number[] = [];
    const place = { position: 51, wait_seconds: null };
    const startedAt = clock.now();
    const stop = askPlace(clock, place, () => asked.push(clock.now() - startedAt));
    await clock.advance(120_000);
    const apart = asked.map((at, index) => at - (asked[index - 1] ?? 0));
    expect(asked.length).toBeGreaterThanOrEqual(4);
    for (const ms of apart) {
      expect(ms).toBeGreaterThanOrEqual(15_000);
      expect(ms).toBeLessThan(25_000);
    }
    expect(new Set(apart).size).toBeGreaterThan(1);
    stop();
    const before = asked.length;
    askPlace(clock, { ...place, position: 50 }, () => asked.push(0));
    askPlace(clock, null, () => asked.push(0));
    await clock.advance(120_000);
    expect(asked).toHaveLength(before);
  });

  test('reads how long it may take, in words, where that is known', () => {
    expect(placeText(en.queue, 3, 240)).toBe('You are number 3. About 4 minutes.');
    expect(placeText(en.queue, 2, 20)).toBe('You are number 2. About a minute.');
    expect(placeText(en.queue, 1, null)).toBe('You are next.');
    expect(placeText(en.queue, 40, 7200)).toBe('You are number 40. More than an hour.');
    expect(placeText(fr.queue, 3, 240)).toBe('Vous êtes en position 3. Environ 4 minutes.');
  });
});

describe('a chat that may not begin', () => {
  test.each(['queue_is_full', 'nobody_can_answer'] as const)(
    'for %s leads to the form for a message, with everything typed, and asks no second time',
    async (why) => {
      server.turnsAway = why;
      const storage = sharedStorage();
      const store = storage.open();
      const tab = openTab(server, clock, { store });
      tab.setVisible(true);
      tab.send('My lamp is broken');
      tab.send('It fell');
      store.set(keys.draft(tab.state.get().viewedId), 'Half a sen');
      await clock.advance(60_000);
      expect(tab.state.get()).toMatchObject({ viewedId: null, pending: [], isFull: why === 'queue_is_full' });
      expect(tab.state.get().site.is_online).toBe(false);
      expect(store.get(keys.draft(null))).toBe('My lamp is broken\nIt fell\nHalf a sen');
      expect(pendingKeys(storage.entries)).toEqual([]);
      expect(server.conversations.size).toBe(0);
      await clock.advance(600_000);
      expect(server.turnedAway).toBe(1);
    },
  );

  test('may begin when the visitor comes back later, and a look at another tab is not later', async () => {
    server.turnsAway = 'queue_is_full';
    const tab = openTab(server, clock);
    tab.setVisible(true);
    tab.send('Hello');
    await clock.advance(1000);
    tab.setVisible(false);
    await clock.advance(5000);
    tab.setVisible(true);
    expect(tab.state.get().isFull).toBe(true);
    tab.setVisible(false);
    await clock.advance(120_000);
    tab.setVisible(true);
    expect(tab.state.get()).toMatchObject({ isFull: false, site: { is_online: true } });
    server.turnsAway = null;
    tab.send('Hello again');
    await clock.advance(1000);
    expect(viewed(tab)).toMatchObject({ status: 'waiting' });
  });

  test('keeps what an earlier page left unsent, too', async () => {
    const storage = sharedStorage();
    server.isReachable = false;
    const first = openTab(server, clock, { store: storage.open() });
    first.send('Before the reload');
    await clock.advance(500);
    first.stop();
    server.isReachable = true;
    server.turnsAway = 'nobody_can_answer';
    const store = storage.open();
    openTab(server, clock, { store });
    await clock.advance(60_000);
    expect(store.get(keys.draft(null))).toBe('Before the reload');
    expect(pendingKeys(storage.entries)).toEqual([]);
  });
});

test('the first message says where the visitor is and how they came, and nothing is said before', async () => {
  const tab = openTab(server, clock);
  tab.setVisible(true);
  await clock.advance(30_000);
  expect(server.calls).toEqual([]);
  tab.send('Hello');
  await clock.advance(1000);
  expect(callsOf('startConversation').map(({ args }) => args.at(-1))).toEqual([facts]);
});
