import type { Message } from '@/lib/conversations/schema';

/** Both lists as one, in order of seq, each message once. Keeps the first list when nothing is new. */
export function mergeMessages(known: readonly Message[], incoming: readonly Message[]): readonly Message[] {
  const ids = new Set(known.map((message) => message.id));
  const fresh = incoming.filter((message) => {
    if (ids.has(message.id)) return false;
    ids.add(message.id);
    return true;
  });
  if (fresh.length === 0) return known;
  return [...known, ...fresh].sort((a, b) => a.seq - b.seq);
}

/** The highest number up to which nothing is missing; the next fetch asks for what comes after it. */
export function lastContiguousSeq(messages: readonly Message[]): number {
  let last = messages[0]?.seq ?? 0;
  for (const message of messages) {
    if (message.seq > last + 1) break;
    last = message.seq;
  }
  return last;
}
