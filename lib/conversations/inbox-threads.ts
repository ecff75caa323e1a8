import { heedSession, type InboxContext, setLoad } from '@/lib/conversations/inbox-context';
import {
  isMine,
  withMessages,
  withRows,
  withShown,
  withThread,
  withThreadTrimmed,
} from '@/lib/conversations/inbox-state';
import {
  catchUpPageLength,
  getThread,
  listMessagesAfter,
  listOlderMessages,
  listVisitorConversations,
  threadPageLength,
} from '@/lib/conversations/live';
import { unwatchConversation, watchConversation } from '@/lib/conversations/live-commands';
import { lastContiguousSeq, mergeMessages } from '@/lib/conversations/merge-messages';
import type { Cancel } from '@/lib/platform/timers';

/** Conversations kept ready to be shown at once; the least recently opened is let go. */
const threadsMax = 30;
const watchAgainMs = 60_000;

export interface InboxThreads {
  /** Fetches what is missing to show the conversation; what is known is shown meanwhile. */
  open(conversationId: string): Promise<void>;
  /** Fetches a thread somebody is likely to open. */
  prefetch(conversationId: string): Promise<void>;
  loadOlder(conversationId: string): Promise<void>;
  /** Fetches what came after the last message that is certain. */
  catchUp(conversationId: string): Promise<void>;
  loadVisitorHistory(visitorId: string): Promise<void>;
  /** Somebody turns to another conversation. */
  leave(conversationId: string): void;
  /** Keeps the shown conversation's messages coming when it belongs to somebody else. */
  watchShown(): void;
  stop(): void;
}

export function createInboxThreads(context: InboxContext): InboxThreads {
  const { rest, organizationId, state, shownId, timers } = context;
  const recent: string[] = [];
  const underWay = new Map<string, Promise<void>>();
  const behind = new Set<string>();
  let watchedId: string | null = null;
  let cancelWatch: Cancel | null = null;

  /** Several who want the same thing at the same time share one request. */
  const once = (key: string, work: () => Promise<void>): Promise<void> => {
    const pending = underWay.get(key) ?? work().finally(() => underWay.delete(key));
    underWay.set(key, pending);
    return pending;
  };

  const remember = (conversationId: string) => {
    const position = recent.indexOf(conversationId);
    if (position >= 0) recent.splice(position, 1);
    recent.push(conversationId);
    const dropped = recent.splice(0, Math.max(0, recent.length - threadsMax));
    if (dropped.length === 0) return;
    state.update((current) => {
      const threads = new Map(current.threads);
      for (const id of dropped) threads.delete(id);
      return { ...current, threads };
    });
  };

  const loadThread = async (conversationId: string) => {
    const key = `thread:${conversationId}`;
    setLoad(context, key, 'loading');
    const revision = context.revisions.current();
    const isOvertaken = (id: string) => context.revisions.isNewerThan(id, revision);
    const outcome = await getThread(rest, organizationId, conversationId);
    heedSession(context, outcome);
    const shown = outcome.kind === 'done' ? outcome.data : null;
    if (!shown) return setLoad(context, key, outcome.kind === 'done' ? 'missing' : 'failed');
    remember(conversationId);
    state.update((current) => withShown(current, shown, isOvertaken));
    setLoad(context, key, null);
    // What was heard meanwhile found no thread to be put into, and the answer may be older than it.
    if (isOvertaken(conversationId)) await threads.catchUp(conversationId);
  };

  const catchUpThread = async (conversationId: string) => {
    for (;;) {
      const thread = state.get().threads.get(conversationId);
      if (!thread) return;
      const after = lastContiguousSeq(thread.messages);
      const outcome = await listMessagesAfter(rest, organizationId, conversationId, after);
      if (!heedSession(context, outcome) || outcome.kind !== 'done') return;
      state.update((current) => withMessages(current, conversationId, outcome.data));
      if (outcome.data.length < catchUpPageLength) return;
    }
  };

  const threads: InboxThreads = {
    async open(conversationId) {
      threads.watchShown();
      if (!state.get().threads.has(conversationId))
        return once(`thread:${conversationId}`, () => loadThread(conversationId));
      remember(conversationId);
      await threads.catchUp(conversationId);
    },

    async prefetch(conversationId) {
      const isWanted =
        !state.get().threads.has(conversationId) && !context.loads.get().has(`thread:${conversationId}`);
      if (isWanted) await once(`thread:${conversationId}`, () => loadThread(conversationId));
    },

    leave(conversationId) {
      state.update((current) => withThreadTrimmed(current, conversationId, threadPageLength));
    },

    loadOlder: (conversationId) =>
      once(`older:${conversationId}`, async () => {
        const key = `older:${conversationId}`;
        const before = state.get().threads.get(conversationId);
        const oldest = before?.messages[0];
        if (!before?.has_older || !oldest) return;
        setLoad(context, key, 'loading');
        const page = await listOlderMessages(rest, organizationId, conversationId, oldest.seq);
        heedSession(context, page);
        setLoad(context, key, page.kind === 'done' ? null : 'failed');
        const thread = state.get().threads.get(conversationId);
        if (page.kind !== 'done' || !thread) return;
        const messages = mergeMessages(thread.messages, page.data.messages);
        state.update((current) =>
          withThread(current, conversationId, { messages, has_older: page.data.has_older }),
        );
      }),

    catchUp(conversationId) {
      behind.add(conversationId);
      return once(`catch-up:${conversationId}`, async () => {
        // Who asks while an answer is on its way knows of something that it may be too old for.
        while (behind.delete(conversationId)) await catchUpThread(conversationId);
      });
    },

    loadVisitorHistory: (visitorId) =>
      once(`history:${visitorId}`, async () => {
        const key = `history:${visitorId}`;
        setLoad(context, key, 'loading');
        // What is read comes before what stands beside it, and usually brings it along.
        const shown = shownId.get() ?? '';
        const opening = underWay.get(`thread:${shown}`);
        await opening;
        if (opening && state.get().threads.has(shown)) return setLoad(context, key, null);
        const revision = context.revisions.current();
        const outcome = await listVisitorConversations(rest, organizationId, visitorId);
        heedSession(context, outcome);
        setLoad(context, key, outcome.kind === 'done' ? null : 'failed');
        if (outcome.kind !== 'done') return;
        state.update((current) =>
          withRows(current, outcome.data, (id) => context.revisions.isNewerThan(id, revision)),
        );
      }),

    watchShown() {
      const shown = shownId.get();
      const conversation = shown === null ? undefined : state.get().conversations.get(shown);
      const isWatchable =
        conversation && conversation.status !== 'closed' && !isMine(state.get().me, conversation);
      const wanted = isWatchable ? conversation.id : null;
      if (wanted === watchedId) return;
      cancelWatch?.();
      cancelWatch = null;
      if (watchedId !== null) void unwatchConversation(rest, watchedId);
      watchedId = wanted;
      if (wanted === null) return;
      const watch = async () => {
        cancelWatch = timers.after(watchAgainMs, () => void watch());
        const outcome = await watchConversation(rest, wanted);
        // What was said before the watch began was not broadcast here, and a thread on its way may be older than that.
        await underWay.get(`thread:${wanted}`);
        if (outcome.kind === 'done' && watchedId === wanted) await threads.catchUp(wanted);
      };
      void watch();
    },

    stop() {
      cancelWatch?.();
      cancelWatch = null;
      if (watchedId !== null) void unwatchConversation(rest, watchedId);
      watchedId = null;
    },
  };
  return threads;
}
