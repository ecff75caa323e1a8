import type { ChatServer } from '@/tests/widget/support/chat-server';
import type { ManualClock } from '@/tests/widget/support/manual-clock';
import { type Chat, type ChatOptions, createChat } from '@/widget/core/chat';
import type { Message } from '@/widget/core/chat-types';
import type { KeyStore } from '@/widget/core/key-store';

/** The storage the tabs of one browser share: each hears what the others write. */
export function sharedStorage(): { open(): KeyStore; entries: Map<string, string> } {
  const entries = new Map<string, string>();
  const listeners = new Map<object, Set<(key: string, value: string | null) => void>>();
  return {
    entries,
    open() {
      const me = {};
      listeners.set(me, new Set());
      const tell = (key: string, value: string | null) => {
        for (const [owner, own] of listeners)
          if (owner !== me) for (const listener of own) listener(key, value);
      };
      return {
        get: (key) => entries.get(key) ?? null,
        set(key, value) {
          entries.set(key, value);
          tell(key, value);
        },
        remove(key) {
          entries.delete(key);
          tell(key, null);
        },
        keys: () => [...entries.keys()],
        onForeignChange(listener) {
          const own = listeners.get(me);
          own?.add(listener);
          return () => void own?.delete(listener);
        },
      };
    },
  };
}

/** What the browser's lock manager does: one at a time, in the order of asking, over all tabs. */
export function sharedLock(): ChatOptions['exclusively'] {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const mine = last.then(run, run);
    last = mine.catch(() => undefined);
    return mine;
  };
}

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
    site: { is_online: true, agents: [] },
    newId: () => `client-${nextId++}`,
    onNews: (message) => news.push(message),
  });
  chat.start();
  return Object.assign(chat, { news });
}

export const bodies = (tab: Chat): string[] => tab.state.get().messages.map((message) => message.body);
