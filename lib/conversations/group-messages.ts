import type { Message } from '@/lib/conversations/schema';

/** A message in the thread: stored, or still on its way. */
export type ThreadMessage = Pick<
  Message,
  'id' | 'author' | 'author_member_id' | 'kind' | 'body' | 'created_at'
> & {
  seq: number | null;
  state: 'stored' | 'sending' | 'failed';
  /** Why it failed, as the server's code. */
  error: string | null;
};

export type ThreadItem =
  | { type: 'day'; key: string; at: string }
  /** From here on, nobody had read it when the thread was opened. */
  | { type: 'new'; key: string }
  | { type: 'event'; key: string; message: ThreadMessage }
  | { type: 'group'; key: string; messages: readonly [ThreadMessage, ...ThreadMessage[]] };

const groupGapMs = 5 * 60_000;

export interface GroupingOptions {
  /** The calendar day an instant falls on, in the reader's time zone. */
  dayOf(at: string): string;
  /** The last message that had been read; null when there was nothing new. */
  readSeq: number | null;
}

/** The thread as it is drawn: a line per day and per event, and runs by one author within five minutes. */
export function groupMessages(
  messages: readonly ThreadMessage[],
  { dayOf, readSeq }: GroupingOptions,
): ThreadItem[] {
  const items: ThreadItem[] = [];
  let day = '';
  let run: [ThreadMessage, ...ThreadMessage[]] | null = null;
  let isNewMarked = readSeq === null;

  for (const message of messages) {
    const messageDay = dayOf(message.created_at);
    if (messageDay !== day) {
      day = messageDay;
      run = null;
      items.push({ type: 'day', key: `day-${messageDay}-${message.id}`, at: message.created_at });
    }
    if (!isNewMarked && message.author === 'visitor' && (message.seq ?? 0) > (readSeq ?? 0)) {
      isNewMarked = true;
      run = null;
      items.push({ type: 'new', key: 'new' });
    }
    if (message.kind === 'event') {
      run = null;
      items.push({ type: 'event', key: message.id, message });
    } else if (run && continues(run, message)) {
      run.push(message);
    } else {
      run = [message];
      items.push({ type: 'group', key: message.id, messages: run });
    }
  }
  return items;
}

function continues(run: readonly [ThreadMessage, ...ThreadMessage[]], message: ThreadMessage): boolean {
  const first = run[0];
  const last = run.at(-1) ?? first;
  return (
    first.author === message.author &&
    first.author_member_id === message.author_member_id &&
    first.kind === message.kind &&
    Date.parse(message.created_at) - Date.parse(last.created_at) <= groupGapMs
  );
}
