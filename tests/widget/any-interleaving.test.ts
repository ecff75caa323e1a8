import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BroadcastFault, ChatServer, type RequestFault } from '@/tests/widget/support/chat-server';
import { manualClock } from '@/tests/widget/support/manual-clock';
import { openTab, sharedLock, sharedStorage, type Tab } from '@/tests/widget/support/tab';

const claire = { nickname: 'Claire', avatar_path: null };

type Step =
  | { do: 'write' | 'reload' | 'show' | 'hide'; tab: 0 | 1 }
  | { do: 'agentWrites' | 'agentNotes' | 'agentReads' | 'agentJoins' | 'agentCloses' | 'loseTokens' }
  | { do: 'dropSockets' | 'goOffline' | 'comeBack' }
  | { do: 'wait'; ms: number };

const tab = fc.constantFrom<0 | 1>(0, 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('write' as const), tab }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 45_000 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('reload' as const, 'show' as const, 'hide' as const), tab }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'agentWrites' as const,
        'agentWrites' as const,
        'agentNotes' as const,
        'agentReads' as const,
        'agentJoins' as const,
        'agentCloses' as const,
        'loseTokens' as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('dropSockets' as const, 'goOffline' as const, 'comeBack' as const),
    }),
  },
);

const requestFault = fc.constantFrom<RequestFault>(
  'none',
  'none',
  'request_lost',
  'answer_lost',
  'slow',
  'unwell',
  'limited',
);
const broadcastFault = fc.constantFrom<BroadcastFault>('none', 'none', 'lost', 'twice', 'late');

/** Hands out the given faults one after the other, over and over. */
function cycle<T>(values: readonly T[], otherwise: T): () => T {
  let index = 0;
  return () => values[index++ % values.length] ?? otherwise;
}

async function run(steps: Step[], requests: RequestFault[], broadcasts: BroadcastFault[]): Promise<void> {
  const clock = manualClock();
  const server = new ChatServer(clock);
  server.requestFault = cycle(requests, 'none');
  server.broadcastFault = cycle(broadcasts, 'none');
  const storage = sharedStorage();
  const exclusively = sharedLock();
  const open = () => openTab(server, clock, { store: storage.open(), exclusively });
  const tabs: [Tab, Tab] = [open(), open()];
  const written: [string[], string[]] = [[], []];
  const refused = new Set<string>();
  const current = () =>
    [...server.conversations.values()].find(({ status }) => status !== 'closed')?.id ?? '';

  const noteRefused = () => {
    for (const each of tabs) {
      for (const { failure, body } of each.state.get().pending) if (failure !== null) refused.add(body);
    }
  };

  const take = async (one: Step): Promise<void> => {
    switch (one.do) {
      case 'write': {
        const body = `tab ${one.tab} message ${written[one.tab].length}`;
        written[one.tab].push(body);
        return void tabs[one.tab].send(body);
      }
      case 'reload':
        tabs[one.tab].stop();
        tabs[one.tab] = open();
        return;
      case 'show':
        return tabs[one.tab].setVisible(true);
      case 'hide':
        return tabs[one.tab].setVisible(false);
      case 'agentWrites':
        return server.agentSays(current(), `agent ${clock.now()}`);
      case 'agentNotes':
        return server.agentSays(current(), 'note', true);
      case 'agentReads':
        return server.agentReads(current());
      case 'agentJoins':
        return server.agentJoins(current(), claire);
      case 'agentCloses':
        return server.agentCloses(current());
      case 'loseTokens':
        return server.endTokens();
      case 'dropSockets':
        return server.dropSockets();
      case 'goOffline':
        server.isReachable = false;
        return server.dropSockets();
      case 'comeBack':
        server.isReachable = true;
        server.joinAll();
        return;
      case 'wait':
        await clock.advance(one.ms);
        noteRefused();
    }
  };

  for (const one of steps) await take(one);

  // The network heals, and the visitor comes back to both tabs.
  server.requestFault = () => 'none';
  server.broadcastFault = () => 'none';
  server.isReachable = true;
  server.joinAll();
  for (const each of tabs) {
    each.setVisible(true);
    each.resume({ isNetworkNew: true });
  }
  await clock.advance(300_000);
  noteRefused();
  // Only a conversation that ended may have refused a message; the visitor sends it again.
  for (let round = 0; round < 40; round += 1) {
    const failed = tabs.flatMap((each) =>
      each.state
        .get()
        .conversations.map(({ id }) => id)
        .concat(each.state.get().viewedId ?? [])
        .flatMap((id) => {
          each.view(id);
          return each.state.get().pending.map((message) => ({ each, message }));
        }),
    );
    for (const { message } of failed) expect(message.failure).toBe('conversation_is_closed');
    for (const { each, message } of failed.slice(0, 1)) {
      refused.add(message.body);
      each.retry(message.id);
    }
    await clock.advance(60_000);
    if (failed.length === 0) break;
  }

  const stored = [...server.conversations.values()]
    .flatMap(({ id }) => server.visible(id))
    .filter((message) => message.author === 'visitor')
    .map((message) => message.body);
  // Everything written is stored, once.
  expect([...stored].sort()).toEqual([...written[0], ...written[1]].sort());
  // In the order it was written, but for what was refused and sent again.
  for (const own of written) {
    const mine = own.filter((body) => !refused.has(body));
    expect(stored.filter((body) => mine.includes(body))).toEqual(mine);
  }
  // Both tabs show exactly what is stored, in its order, and have nothing left to send.
  for (const each of tabs) {
    for (const id of server.conversations.keys()) {
      each.view(id);
      await clock.advance(2000);
      expect(each.state.get().messages).toEqual(server.visible(id));
      expect(each.state.get().pending).toEqual([]);
    }
  }
  expect([...storage.entries.keys()].filter((key) => key.startsWith('pending:'))).toEqual([]);
  for (const each of tabs) each.stop();
}

test('whatever the network loses, repeats, delays or reorders, every message ends up once and in order in every tab', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 40 }),
      fc.array(requestFault, { minLength: 1, maxLength: 25 }),
      fc.array(broadcastFault, { minLength: 1, maxLength: 15 }),
      run,
    ),
    { numRuns: 400 },
  );
}, 60_000);
