import { type Outbox, type OutboxItem, restored } from '@/lib/conversations/outbox';
import type { KeyValueStorage } from '@/lib/platform/key-value-storage';

/**
 * Unsent messages survive a reload. Each has an entry of its own, so that two tabs of one member never
 * overwrite each other's; if both send the same one, the server stores it once.
 */
export interface OutboxStorage {
  load(): Outbox;
  /** Writes what changed between the two. */
  save(before: Outbox, after: Outbox): void;
}

export const outboxPrefix = (memberId: string): string => `foyer:outbox:${memberId}:`;

export function outboxStorage(storage: KeyValueStorage, memberId: string): OutboxStorage {
  const prefix = outboxPrefix(memberId);
  return {
    load() {
      const keys = storage.keys().filter((key) => key.startsWith(prefix));
      return restored(keys.map((key) => readItem(storage.get(key))).filter((item) => item !== null));
    },
    save(before, after) {
      const known = new Map(before.map((item) => [item.id, item]));
      for (const item of after) {
        if (known.get(item.id) !== item) storage.set(prefix + item.id, JSON.stringify(item));
        known.delete(item.id);
      }
      for (const id of known.keys()) storage.remove(prefix + id);
    },
  };
}

function readItem(text: string | null): OutboxItem | null {
  try {
    const item: unknown = JSON.parse(text ?? 'null');
    const isItem =
      typeof item === 'object' &&
      item !== null &&
      'id' in item &&
      'conversation_id' in item &&
      'body' in item &&
      'state' in item;
    return isItem ? (item as OutboxItem) : null;
  } catch {
    return null;
  }
}
