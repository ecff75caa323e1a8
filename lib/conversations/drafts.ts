import type { KeyValueStorage } from '@/lib/platform/key-value-storage';

export type DraftKind = 'text' | 'note';

export interface Drafts {
  get(conversationId: string, kind: DraftKind): string;
  set(conversationId: string, kind: DraftKind, text: string): void;
}

/** A draft nobody came back to within this time is dropped. */
const keepMs = 15 * 24 * 60 * 60_000;

export const draftPrefix = (memberId: string): string => `foyer:draft:${memberId}:`;

/** What is typed and not sent, kept per conversation in this browser; replies and notes apart. */
export function createDrafts(storage: KeyValueStorage, memberId: string, nowMs: number): Drafts {
  const prefix = draftPrefix(memberId);
  const read = (key: string): { text: string; at: number } | null => {
    try {
      const value: unknown = JSON.parse(storage.get(key) ?? 'null');
      const isDraft = typeof value === 'object' && value !== null && 'text' in value && 'at' in value;
      return isDraft ? { text: String(value.text), at: Number(value.at) } : null;
    } catch {
      return null;
    }
  };
  for (const key of storage.keys()) {
    if (key.startsWith(prefix) && (read(key)?.at ?? 0) < nowMs - keepMs) storage.remove(key);
  }
  const keyOf = (conversationId: string, kind: DraftKind) => `${prefix}${conversationId}:${kind}`;
  return {
    get: (conversationId, kind) => read(keyOf(conversationId, kind))?.text ?? '',
    set(conversationId, kind, text) {
      const key = keyOf(conversationId, kind);
      if (text === '') storage.remove(key);
      else storage.set(key, JSON.stringify({ text, at: Date.now() }));
    },
  };
}
