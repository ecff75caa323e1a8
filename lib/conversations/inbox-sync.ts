import { heedSession, type InboxContext, setLoad } from '@/lib/conversations/inbox-context';
import {
  byId,
  isMine,
  remainsVisible,
  withoutConversations,
  withRows,
} from '@/lib/conversations/inbox-state';
import {
  allPageLength,
  countCurrent,
  getConsoleState,
  getConversation,
  listAll,
  listColleagues,
  listCurrent,
  listDepartments,
  listSites,
} from '@/lib/conversations/live';
import { lastContiguousSeq } from '@/lib/conversations/merge-messages';
import type { AllFilter, Conversation, ListCursor } from '@/lib/conversations/schema';

export interface InboxSync {
  /** Brings everything in line with the tables, of the epoch heard of. Calls that come meanwhile lead to one more round. */
  refresh(heard?: Epochs): Promise<void>;
  /** Reads one row again; it leaves the lists when it is no longer the caller's to see. */
  readConversation(conversationId: string): Promise<void>;
  loadAll(filter: AllFilter): Promise<void>;
  loadMoreOfAll(filter: AllFilter): Promise<void>;
  /** A conversation came, went or changed hands: counts them again, soon and once. */
  countSoon(): void;
}

/** By the kind of topic that an epoch is of. */
type Epochs = { console?: number; member?: number };

export interface SyncEffects {
  setTopics(topics: readonly string[]): void;
  catchUp(conversationId: string): Promise<void>;
  open(conversationId: string): Promise<void>;
  /** After each round, whatever its outcome. */
  afterRefresh(): void;
}

/** A busy minute must not become a request per event. */
const countAfterMs = 3000;

/** A commit hardly ever takes longer to show to others once it was heard; after these, the next round will do. */
const askAgainAfterMs = [50, 250, 1000];

export function createInboxSync(context: InboxContext, effects: SyncEffects): InboxSync {
  const { rest, organizationId, state, access } = context;
  let round: Promise<void> | null = null;
  let isDirty = false;
  let isCountDue = false;
  const heard: Record<string, number> = {};

  const isOfBefore = (topics: readonly string[]) =>
    topics.some((topic) => {
      const [kind = '', , epoch] = topic.split(':');
      return Number(epoch) < (heard[kind] ?? 0);
    });

  const askConsoleState = async () => {
    let outcome = await getConsoleState(rest, organizationId);
    for (const delayMs of askAgainAfterMs) {
      if (outcome.kind !== 'done' || !isOfBefore(outcome.data.topics)) break;
      await new Promise<void>((resolve) => context.timers.after(delayMs, resolve));
      outcome = await getConsoleState(rest, organizationId);
    }
    return outcome;
  };

  const readConsoleState = async (): Promise<boolean> => {
    if (!heedSession(context, await context.session())) return false;
    const outcome = await askConsoleState();
    if (outcome.kind === 'refused' && outcome.code === 'not_allowed') access.set('revoked');
    if (!heedSession(context, outcome) || outcome.kind !== 'done') return false;
    const me = outcome.data;
    access.set('granted');
    state.update((current) => {
      const hidden = [...current.conversations.values()]
        .filter((each) => !remainsVisible(me, each))
        .map(({ id }) => id);
      return withoutConversations({ ...current, me }, hidden);
    });
    effects.setTopics(me.topics);
    return true;
  };

  const isCurrent = (conversation: Conversation) =>
    conversation.status === 'waiting' || isMine(state.get().me, conversation);

  const readCurrent = async () => {
    const revision = context.revisions.current();
    const isNewer = (id: string) => context.revisions.isNewerThan(id, revision);
    setLoad(context, 'current', 'loading');
    const outcome = await listCurrent(rest, organizationId, state.get().me.member_id);
    heedSession(context, outcome);
    setLoad(context, 'current', outcome.kind === 'done' ? null : 'failed');
    if (outcome.kind !== 'done') return;
    state.update((current) => withRows(current, outcome.data, isNewer));
    // What was waiting or mine and is not any more: taken, closed, or out of sight.
    const listed = new Set(outcome.data.map(({ conversation }) => conversation.id));
    const lost = [...state.get().conversations.values()].filter(
      (each) => isCurrent(each) && !listed.has(each.id) && !isNewer(each.id),
    );
    await Promise.all(lost.map(({ id }) => readConversation(id)));
  };

  const readConversation = async (conversationId: string) => {
    const revision = context.revisions.current();
    const outcome = await getConversation(rest, organizationId, conversationId);
    if (!heedSession(context, outcome) || outcome.kind !== 'done') return;
    const row = outcome.data;
    if (context.revisions.isNewerThan(conversationId, revision) && row === null) return;
    state.update((current) =>
      row
        ? withRows(current, [row], (id) => context.revisions.isNewerThan(id, revision))
        : withoutConversations(current, [conversationId]),
    );
  };

  const readCount = async () => {
    const outcome = await countCurrent(rest, organizationId);
    if (outcome.kind === 'done') state.update((current) => ({ ...current, currentCount: outcome.data }));
  };

  const readNames = async () => {
    const { colleagues, sites, departments, conversations } = state.get();
    const rows = [...conversations.values()];
    const unknownColleague = rows.some(
      ({ assignee_id }) => assignee_id !== null && !colleagues.has(assignee_id),
    );
    const unknownDepartment = rows.some(
      ({ department_id }) => department_id !== null && !departments.has(department_id),
    );
    const unknownSite = rows.some(({ site_id }) => !sites.has(site_id));
    if (unknownColleague) {
      const outcome = await listColleagues(rest, organizationId);
      if (outcome.kind === 'done')
        state.update((current) => ({ ...current, colleagues: byId(outcome.data) }));
    }
    if (unknownDepartment) {
      const outcome = await listDepartments(rest, organizationId);
      if (outcome.kind === 'done')
        state.update((current) => ({ ...current, departments: byId(outcome.data) }));
    }
    if (unknownSite) {
      const outcome = await listSites(rest, organizationId);
      if (outcome.kind === 'done') state.update((current) => ({ ...current, sites: byId(outcome.data) }));
    }
  };

  const readThreads = async () => {
    const { threads, conversations } = state.get();
    const behind = [...threads].filter(([id, thread]) => {
      const conversation = conversations.get(id);
      return (
        context.shownId.get() === id ||
        (conversation && lastContiguousSeq(thread.messages) < conversation.last_seq)
      );
    });
    const shown = context.shownId.get();
    // What could not be fetched before is fetched now.
    const missing = shown !== null && !threads.has(shown) ? [effects.open(shown)] : [];
    await Promise.all([...missing, ...behind.map(([id]) => effects.catchUp(id))]);
  };

  const readRound = async () => {
    if (await readConsoleState()) {
      await readCurrent();
      await Promise.all([readThreads(), readNames(), readCount()]);
    }
    effects.afterRefresh();
  };

  const readAll = async (filter: AllFilter, key: string, after: ListCursor | null) => {
    setLoad(context, key, 'loading');
    const revision = context.revisions.current();
    const outcome = await listAll(rest, organizationId, filter, after);
    heedSession(context, outcome);
    setLoad(context, key, outcome.kind === 'done' ? null : 'failed');
    if (outcome.kind !== 'done') return;
    const rows = outcome.data;
    const last = rows.length < allPageLength ? null : (rows.at(-1)?.conversation ?? null);
    const until = last && { last_message_at: last.last_message_at, id: last.id };
    state.update((current) => {
      const known = current.all[filter];
      // Reading the first page again must not shorten what was already paged through.
      const window = after === null && known ? known : { until };
      const next = withRows(current, rows, (id) => context.revisions.isNewerThan(id, revision));
      return { ...next, all: { ...next.all, [filter]: window } };
    });
    await readNames();
  };

  return {
    refresh(news) {
      Object.assign(heard, news);
      isDirty = true;
      round ??= (async () => {
        while (isDirty) {
          isDirty = false;
          await readRound();
        }
      })().finally(() => {
        round = null;
      });
      return round;
    },
    readConversation,
    countSoon() {
      if (isCountDue) return;
      isCountDue = true;
      context.timers.after(countAfterMs, () => {
        isCountDue = false;
        void readCount();
      });
    },
    loadAll: (filter) => readAll(filter, `all:${filter}`, null),
    async loadMoreOfAll(filter) {
      const key = `more:${filter}`;
      const until = state.get().all[filter]?.until;
      if (until && context.loads.get().get(key) !== 'loading') await readAll(filter, key, until);
    },
  };
}
