import type { ChatServer } from '@/tests/widget/support/chat-server';
import type { ManualClock } from '@/tests/widget/support/manual-clock';
import { type Chat, createChat } from '@/widget/core/chat';
import type { ChatOptions } from '@/widget/core/chat-options';
import type { Message } from '@/widget/core/chat-types';
import type { Facts } from '@/widget/core/facts';
import type { KeyStore } from '@/widget/core/key-store';

const propagationMs = 120;

/**
 * The storage the tabs of one browser share: each hears what the others write. With a clock, what one tab
 * writes reaches the others only a moment later, as it does between processes.
 */
export function sharedStorage(clock?: ManualClock): { open(): KeyStore; entries: Map<string, string> } {
  type View = { known: Map<string, string>; listeners: Set<(key: string, value: string | null) => void> };
  const entries = new Map<string, string>();
  const views = new Set<View>();

  const put = (map: Map<string, string>, key: string, value: string | null) =>
    value === null ? map.delete(key) : map.set(key, value);

  return {
    entries,
    open() {
      const mine: View = { known: new Map(entries), listeners: new Set() };
      views.add(mine);
      const write = (key: string, value: string | null) => {
        put(entries, key, value);
        put(mine.known, key, value);
        const arrive = () => {
          for (const view of views) {
            if (view === mine) continue;
            put(view.known, key, value);
            for (const listener of view.listeners) listener(key, value);
          }
        };
        if (clock) clock.after(propagationMs, arrive);
        else arrive();
      };
      return {
        get: (key) => mine.known.get(key) ?? null,
        set: write,
        remove: (key) => write(key, null),
        keys: () => [...mine.known.keys()],
        onForeignChange(listener) {
          mine.listeners.add(listener);
          return () => void mine.listeners.delete(listener);
        },
      };
    },
  };
}

/** What the browser's lock manager does: one at a time, in the order of asking, over all tabs. */
export function sharedLock(): ChatOptions['exclusively'] {
  let last: Promise<unknown> = Promise.resolve();
  let holders = 0;
  return (run) => {
    const hasWaited = holders > 0;
    holders += 1;
    const start = () => run(hasWaited);
    const mine = last.then(start, start).finally(() => {
      holders -= 1;
    });
    last = mine.catch(() => undefined);
    return mine;
  };
}

export const facts: Facts = {
  page_url: 'https://shop.example/lamps',
  referrer: '',
  language: 'en-GB',
  device: 'desktop',
  visits: 2,
  seconds: 40,
};

let nextId = 1;

export type Tab = Chat & { news: Message[] };

export function openTab(
  server: ChatServer,
  clock: ManualClock,
  options: Partial<Pick<ChatOptions, 'store' | 'exclusively' | 'join'>> = {},
): Tab {
  const news: Message[] = [];
  const chat = createChat({
    api: server.api,
    join: options.join ?? server.joinTopic(),
    store: options.store ?? sharedStorage().open(),
    exclusively: options.exclusively ?? sharedLock(),
    clock,
    locale: 'en',
    site: { is_online: true, agents: [], hours: { is_open: true, opens_at: null, closes_at: null } },
    newId: () => `client-${nextId++}`,
    facts: () => facts,
    onNews: (message) => news.push(message),
  });
  chat.start();
  return Object.assign(chat, { news });
}

export const bodies = (tab: Chat): string[] => tab.state.get().messages.map((message) => message.body);
