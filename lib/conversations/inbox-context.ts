import { byId, type InboxState } from '@/lib/conversations/inbox-state';
import type { InboxStart } from '@/lib/conversations/schema';
import type { Emitter } from '@/lib/platform/emitter';
import type { Outcome } from '@/lib/platform/outcome';
import type { Store } from '@/lib/platform/store';
import type { Rest } from '@/lib/platform/supabase/rest';
import type { Timers } from '@/lib/platform/timers';

/** revoked: no longer an active member. signed_out: the session is over, the membership may not be. */
export type InboxAccess = 'granted' | 'revoked' | 'signed_out';

/** What is being fetched or failed, by what it is: "thread:<id>", "older:<id>", "all:closed", … */
export type Loads = ReadonlyMap<string, LoadStatus>;
export type LoadStatus = 'loading' | 'failed' | 'missing';

export type InboxNotice =
  /** A colleague took what this member was looking at or reaching for. */
  | { type: 'taken'; conversation_id: string; by: string | null }
  /** Given to this member, who did not open it in time: it went back. */
  | { type: 'missed'; conversation_id: string }
  /** Too many of those: the database has set this member away. */
  | { type: 'set_away' }
  /** Rights, scope or preferences changed: what the server rendered is out of date. */
  | { type: 'member_changed' };

/** What the parts of the inbox share. */
export interface InboxContext {
  rest: Rest;
  /** Resolves while there is a session; a signed_out outcome when it is over. */
  session: () => Promise<Outcome<unknown>>;
  organizationId: string;
  timers: Timers;
  state: Store<InboxState>;
  access: Store<InboxAccess>;
  loads: Store<Loads>;
  shownId: Store<string | null>;
  notices: Emitter<InboxNotice>;
  /** Counts broadcasts and answers applied to each conversation, so that older answers can be told. */
  revisions: Revisions;
  /** Who was heard to take a conversation that was waiting, also when it is no longer to be seen. */
  takers: Map<string, string>;
}

export interface Revisions {
  current(): number;
  touch(conversationId: string): void;
  isNewerThan(conversationId: string, revision: number): boolean;
}

export function createRevisions(): Revisions {
  let revision = 0;
  const touched = new Map<string, number>();
  return {
    current: () => revision,
    touch(conversationId) {
      revision += 1;
      touched.set(conversationId, revision);
    },
    isNewerThan: (conversationId, since) => (touched.get(conversationId) ?? 0) > since,
  };
}

export function startState(start: InboxStart): InboxState {
  return {
    me: start.me,
    sites: byId(start.sites),
    departments: byId(start.departments),
    colleagues: byId(start.colleagues),
    conversations: byId(start.conversations.map(({ conversation }) => conversation)),
    visitors: byId(start.conversations.map(({ visitor }) => visitor)),
    threads: new Map(),
    typing: new Map(),
    all: { current: null, closed: null },
    currentCount: start.current_count,
  };
}

export function setLoad(context: InboxContext, key: string, status: LoadStatus | null): void {
  context.loads.update((loads) => {
    if ((loads.get(key) ?? null) === status) return loads;
    const next = new Map(loads);
    if (status === null) next.delete(key);
    else next.set(key, status);
    return next;
  });
}

/** Answers that concern the whole inbox, whoever asked. True when the work may go on. */
export function heedSession(context: InboxContext, outcome: Outcome<unknown>): boolean {
  if (outcome.kind === 'signed_out') context.access.set('signed_out');
  return outcome.kind === 'done';
}
