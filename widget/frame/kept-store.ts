import { createMemoryStore, type KeyStore, keys } from '@/widget/core/key-store';

type Kept = { tab: string; entries: Record<string, string> };

function parse(text: string): Kept | null {
  try {
    const { tab, entries } = JSON.parse(text.slice(1)) as Partial<Kept>;
    const isWhole = typeof tab === 'string' && typeof entries === 'object' && entries !== null;
    return isWhole ? { tab, entries } : null;
  } catch {
    return null;
  }
}

export type KeptStore = KeyStore & { receive(text: string): void; setReturning(isReturning: boolean): void };

/**
 * Keeps everything as one text in the storage of the customer's page, for browsers that give a frame none of
 * its own. Its first character says whether the next page should load the frame early.
 */
export function createKeptStore(tab: string, initial: string, keep: (text: string) => void): KeptStore {
  const memory = createMemoryStore(parse(initial)?.entries);
  const listeners = new Set<(key: string, value: string | null) => void>();
  /** What this tab wrote and has not removed. */
  const mine = new Set<string>();
  let isReturning = initial.startsWith('1');

  const write = (): void => {
    const entries = Object.fromEntries(memory.keys().map((key) => [key, memory.get(key) ?? '']));
    keep(`${isReturning ? 1 : 0}${JSON.stringify({ tab, entries } satisfies Kept)}`);
  };

  return {
    get: memory.get,
    keys: memory.keys,
    set(key, value) {
      if (memory.get(key) === value) return;
      memory.set(key, value);
      mine.add(key);
      write();
    },
    remove(key) {
      mine.delete(key);
      if (memory.get(key) === null) return;
      memory.remove(key);
      write();
    },
    onForeignChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** What the page keeps now. An echo of what this tab wrote, perhaps an old one, says nothing new. */
    receive(text) {
      const kept = parse(text);
      if (!kept || kept.tab === tab) return;
      let isMissingMine = false;
      for (const key of new Set([...memory.keys(), ...Object.keys(kept.entries)])) {
        const value = kept.entries[key] ?? null;
        if (value === memory.get(key)) continue;
        if (value === null && key.startsWith(keys.pendingPrefix) && mine.has(key)) {
          // Unsent, and written while the other tab wrote: it must not be lost.
          isMissingMine = true;
          continue;
        }
        if (value === null) memory.remove(key);
        else memory.set(key, value);
        for (const listener of listeners) listener(key, value);
      }
      if (isMissingMine) write();
    },
    setReturning(isReturningNow) {
      if (isReturning === isReturningNow) return;
      isReturning = isReturningNow;
      write();
    },
  };
}
