import { draftPrefix } from '@/lib/conversations/drafts';
import { outboxPrefix } from '@/lib/conversations/outbox-storage';
import type { KeyValueStorage } from '@/lib/platform/key-value-storage';

/** Signing out leaves none of the member's words in the browser: the next person may be somebody else. */
export function forgetWritten(storage: KeyValueStorage, memberId: string): void {
  const prefixes = [draftPrefix(memberId), outboxPrefix(memberId)];
  for (const key of storage.keys()) {
    if (prefixes.some((prefix) => key.startsWith(prefix))) storage.remove(key);
  }
}
