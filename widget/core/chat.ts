import { applyEvent } from '@/widget/core/apply-event';
import type { ChatOptions } from '@/widget/core/chat-options';
import type { ChatState, Connection } from '@/widget/core/chat-state';
import type { Conversation, Page } from '@/widget/core/chat-types';
import { createConversations } from '@/widget/core/conversations';
import { createDelivery } from '@/widget/core/delivery';
import { createHistory } from '@/widget/core/history';
import { keys } from '@/widget/core/key-store';
import { createLiveLink } from '@/widget/core/live-link';
import { cleanText, refusalOf, type SendRefusal } from '@/widget/core/message-text';
import { createObservable, type Observable } from '@/widget/core/observable';
import { createOutbox } from '@/widget/core/outbox';
import { createPageReport } from '@/widget/core/page-report';
import { createReceipts } from '@/widget/core/receipts';
import { createSession } from '@/widget/core/session';
import { createSiteWatch } from '@/widget/core/site-watch';
import { createThreadFetch } from '@/widget/core/thread-fetch';
import { isTurnedAway, keepAsDraft, type TurnedAway } from '@/widget/core/turned-away';
import { createTypingMark, createTypingSignal } from '@/widget/core/typing';

/** What an earlier page left unsent is taken over at once; another tab's only when that tab seems gone. */
const foreignOutboxAgeMs = 30_000;
const turnedAwayMs = 60_000;

export type Chat = ReturnType<typeof createChat>;

/** The visitor's side of everything said: one object a screen can draw, and the verbs of the screen. */
export function createChat(options: ChatOptions) {
  const { api, store, clock, newId } = options;
  let viewedId: string | null = null;
  let isVisible = false;
  let wasJoined = false;
  let notedId: string | null | undefined;
  let turnedAway: TurnedAway | null = null;
  let hiddenAt = 0;
  let invitation: string | null = null;

  const session = createSession({ ...options, onForgotten: () => conversations.clear() });

  const conversations = createConversations((message, isNews) => {
    if (message.author === 'visitor') outbox.confirm(message.id);
    else typingMark.hear(message.conversation_id, false);
    if (isNews && message.author === 'agent') options.onNews?.(message);
  });

  const snapshot = (): ChatState => {
    const thread = viewedId === null ? null : conversations.thread(viewedId);
    const current = conversations.current() ?? null;
    return {
      phase: history.phase(),
      connection: connection(),
      site: { ...siteWatch.get(), ...(turnedAway && { is_online: false }) },
      isFull: turnedAway === 'queue_is_full',
      invitation,
      conversations: conversations.all(),
      current,
      viewedId,
      viewed: (viewedId === null ? undefined : conversations.get(viewedId)) ?? null,
      messages: thread?.list.messages ?? [],
      pending: outbox.of(viewedId),
      isThreadLoaded: thread?.isLoaded ?? false,
      isAgentTyping: typingMark.isTyping(viewedId),
      unread: conversations.unread(),
    };
  };

  const connection = (): Connection => {
    if (live.followedId() === null) return 'idle';
    if (live.isJoined()) return 'joined';
    return wasJoined ? 'interrupted' : 'connecting';
  };

  const mark = ({ id, visitor_read_seq }: Conversation): void => {
    const { list, isLoaded } = conversations.thread(id);
    const lastSeq = list.messages.findLast((message) => message.author !== 'visitor')?.seq ?? 0;
    if (!isLoaded || lastSeq <= visitor_read_seq) return;
    const isRead = isVisible && id === viewedId;
    if (isRead) conversations.read(id, lastSeq);
    receipts.mark(id, { deliveredSeq: lastSeq, readSeq: isRead ? lastSeq : 0 });
  };

  /** Leaves word for the visitor's other tabs, once for each change of this tab's own: two that differ must not argue. */
  const noteCurrent = (id: string | null): void => {
    if (history.phase() !== 'ready' || id === notedId) return;
    notedId = id;
    if (id === store.get(keys.current)) return;
    if (id === null) store.remove(keys.current);
    else store.set(keys.current, id);
  };

  /** What follows from any change: whom to follow, what to report, what to show. */
  const settle = (): void => {
    const current = conversations.current();
    const viewed = viewedId === null ? undefined : conversations.get(viewedId);
    live.follow(current?.id ?? (isVisible && viewed ? viewed.id : null));
    live.watch(isVisible);
    wasJoined = live.followedId() !== null && (wasJoined || live.isJoined());
    for (const conversation of current ? [current] : viewed ? [viewed] : []) mark(conversation);
    noteCurrent(current?.id ?? null);
    state.set(snapshot());
  };

  const receipts = createReceipts(clock, (id, { deliveredSeq, readSeq }) =>
    session.call((token) => api.markConversation(token, id, deliveredSeq, readSeq)),
  );

  const typingMark = createTypingMark(clock, () => state.set(snapshot()));
  const typingSignal = createTypingSignal(clock, (id, isTyping) => {
    // A hint that is not worth a second attempt.
    session.call((token) => api.setTyping(token, id, isTyping)).catch(() => undefined);
  });

  const threadFetch = createThreadFetch({
    clock,
    async fetchPage(id) {
      const { cursor } = conversations.thread(id).list;
      return conversations.addPage(await session.call((token) => api.messagesAfter(token, id, cursor)));
    },
    onPage: () => settle(),
    onRefused(id) {
      conversations.forget(id);
      if (viewedId === id && outbox.of(id).length === 0) viewedId = null;
      settle();
    },
  });

  const live = createLiveLink({
    clock,
    session,
    join: options.join,
    onEvent(conversationId, event, payload) {
      applyEvent({ conversations, typingMark, fetch: threadFetch.fetch }, conversationId, event, payload);
      settle();
    },
    onCheck(conversationId) {
      void threadFetch.fetch(conversationId);
      if (live.isJoined()) outbox.wake();
      outbox.adopt(foreignOutboxAgeMs);
    },
    onChange: () => settle(),
  });

  const started = (id: string): void => {
    turnedAway = null;
    history.begin();
    void threadFetch.fetch(id);
    pageReport.report();
  };

  const deliver = createDelivery({
    api,
    session,
    conversations,
    newId,
    facts: options.facts,
    onMoved(from, to) {
      outbox.retargetWhere((id) => id === from, to);
      if (viewedId === from) viewedId = to;
    },
    onStarted: (id) => started(id),
    onGap: (id) => void threadFetch.fetch(id),
  });

  const outbox = createOutbox({
    store,
    clock,
    newId,
    deliver,
    onRefused({ conversation_id }, code) {
      // Most likely it is over, and this tab has not heard of it yet.
      if (conversations.has(conversation_id)) return void threadFetch.fetch(conversation_id);
      if (!isTurnedAway(code)) return;
      keepAsDraft(store, conversation_id, outbox.take(conversation_id));
      turnedAway = code;
      if (viewedId === conversation_id) viewedId = null;
    },
    onChange: () => settle(),
  });

  const pageReport = createPageReport(
    clock,
    () => conversations.current() !== undefined,
    (page) => session.call((token) => api.setPage(token, page)),
  );

  const history = createHistory({
    clock,
    isKnown: session.isKnown,
    fetch: () => session.call((token) => api.conversations(token)),
    onFound(found, isFirst) {
      for (const conversation of found) conversations.put(conversation);
      const current = conversations.current();
      if (current) {
        // What was written for a conversation that never began belongs to the one there is.
        outbox.retargetWhere((id) => !conversations.has(id), current.id);
        if (isFirst) viewedId = current.id;
        void threadFetch.fetch(current.id);
      }
      pageReport.report();
    },
    onChange: () => settle(),
  });

  const siteWatch = createSiteWatch({
    clock,
    initial: options.site,
    ask: () => api.siteStatus(),
    onChange: () => state.set(snapshot()),
  });

  const stopForeign = store.onForeignChange((key, value) => {
    const isNew = key === keys.current && value !== null && !conversations.has(value);
    const isSecret = key === keys.secret && value !== null;
    // The secret in the browser is the visitor, whoever this tab took itself for.
    if (isSecret) session.expire();
    if (isNew || isSecret) void history.load();
  });

  const state = createObservable<ChatState>(snapshot());

  /** Where the next message goes: the conversation that is not over, or one about to be started. */
  const targetId = (): string => {
    const isStarting = viewedId !== null && !conversations.has(viewedId);
    return conversations.current()?.id ?? (isStarting && viewedId !== null ? viewedId : newId());
  };

  return {
    state: state as Observable<ChatState>,
    start(): void {
      outbox.adopt();
      viewedId ??= outbox.lastConversationId();
      void history.load();
      settle();
    },
    /** Shows a conversation as it stands now, or the start screen. */
    view(conversationId: string | null): void {
      viewedId = conversationId;
      if (conversationId !== null && conversations.has(conversationId))
        void threadFetch.fetch(conversationId);
      settle();
    },
    send(text: string): SendRefusal | null {
      const body = cleanText(text).trim();
      const refusal = refusalOf(body);
      if (refusal) return refusal;
      viewedId = targetId();
      typingSignal.sent();
      outbox.add(viewedId, body);
      return null;
    },
    /** For what a form sends, whose code is not here. */
    ask: <T>(name: string, args: Record<string, unknown>): Promise<T> =>
      session.call((token) => api.rpc(token, name, args), true),
    facts: options.facts,
    /** No chat begins now. What the visitor typed is the caller's to keep. */
    turnAway(why: TurnedAway): void {
      turnedAway = why;
      settle();
    },
    /** The chat spoke first: whoever opens it reads on from there. */
    greet(text: string): void {
      invitation = text;
      state.set(snapshot());
    },
    begun(conversation: Conversation): void {
      conversations.put(conversation);
      viewedId = conversation.id;
      started(viewedId);
      settle();
    },
    retry(messageId: string): void {
      viewedId = targetId();
      outbox.retry(messageId, viewedId);
    },
    discard: (messageId: string) => outbox.discard(messageId),
    typed(): void {
      const current = conversations.current();
      if (current && current.id === viewedId) typingSignal.typed(current.id);
    },
    stoppedTyping: () => typingSignal.stop(),
    /** Ends the conversation; rejects when the server could not be asked. */
    async end(): Promise<void> {
      const current = conversations.current();
      if (!current) return;
      await session.call((token) => api.closeConversation(token, current.id));
      await threadFetch.fetch(current.id);
    },
    /** Whether the visitor can see the thread: the panel is open and the page is in front. */
    setVisible(isVisibleNow: boolean): void {
      if (isVisible === isVisibleNow) return;
      isVisible = isVisibleNow;
      if (!isVisible) hiddenAt = clock.now();
      // Whoever comes back later tries anew.
      else if (clock.now() - hiddenAt > turnedAwayMs) turnedAway = null;
      siteWatch.watch(isVisible);
      settle();
    },
    setPage: (page: Page) => pageReport.set(page),
    /** The page is in front again, or the network is new: nothing waits for its next attempt. */
    resume({ isNetworkNew }: { isNetworkNew: boolean }): void {
      if (isNetworkNew) live.reconnect();
      outbox.wake();
      const followed = live.followedId();
      if (followed !== null) void threadFetch.fetch(followed);
      if (followed === null || history.phase() === 'unreachable') void history.load();
    },
    stop(): void {
      for (const part of [outbox, live, threadFetch, history, receipts, siteWatch, pageReport]) part.stop();
      stopForeign();
    },
  };
}
