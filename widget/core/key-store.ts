import type { Cancel } from '@/widget/core/clock';

/**
 * Small texts that outlive the page, shared by the visitor's tabs. Reading never fails and never waits;
 * where the browser forbids storage, what is kept ends with the page.
 */
export interface KeyStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
  /** Called with what another tab wrote; null when it removed the key. */
  onForeignChange(listener: (key: string, value: string | null) => void): Cancel;
}

export function createMemoryStore(initial: Record<string, string> = {}): KeyStore {
  const entries = new Map(Object.entries(initial));
  return {
    get: (key) => entries.get(key) ?? null,
    set: (key, value) => void entries.set(key, value),
    remove: (key) => void entries.delete(key),
    keys: () => [...entries.keys()],
    onForeignChange: () => () => undefined,
  };
}

/** Every key the widget keeps. The prefix with the site's key is the stores' own business. */
export const keys = {
  /** Renews the visitor's token; whoever has it is the visitor. */
  secret: 'secret',
  /** The conversation that is not over, so that other tabs learn of it. */
  current: 'current',
  isMuted: 'muted',
  /** How many visits there were, and when the last was seen. */
  visits: 'visits',
  /** The visit, and the rules that have invited in it. */
  invited: 'invited',
  pendingPrefix: 'pending:',
  draft: (conversationId: string | null) => `draft:${conversationId ?? 'new'}`,
} as const;
