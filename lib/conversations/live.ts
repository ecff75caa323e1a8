import {
  type AllFilter,
  type Colleague,
  type ConsoleState,
  type Conversation,
  type ConversationDepartment,
  type ConversationSite,
  type ConversationWithVisitor,
  conversationColumns,
  type FormResponse,
  type ListCursor,
  type Message,
  messageColumns,
  type ShownConversation,
  type Visitor,
  visitorColumns,
} from '@/lib/conversations/schema';
import { type Outcome, toOutcome } from '@/lib/platform/outcome';
import type { Rest } from '@/lib/platform/supabase/rest';

/** Reads by a member under row-level security: from the server for the first paint, from the browser afterwards. */

export const queueLengthMax = 500;
export const allPageLength = 40;
export const threadPageLength = 50;
export const catchUpPageLength = 500;

const rowColumns = `${conversationColumns}, visitor:visitors(${visitorColumns})`;
const readTimeoutMs = 15_000;

type Row = Conversation & { visitor: Visitor };

const toRow = ({ visitor, ...conversation }: Row): ConversationWithVisitor => ({ conversation, visitor });

function mapDone<T, U>(outcome: Outcome<T>, change: (data: T) => U): Outcome<U> {
  return outcome.kind === 'done' ? { kind: 'done', data: change(outcome.data) } : outcome;
}

const timeout = () => AbortSignal.timeout(readTimeoutMs);

const conversations = (rest: Rest, organizationId: string) =>
  rest
    .from('conversations')
    .select(rowColumns)
    .eq('organization_id', organizationId)
    .abortSignal(timeout())
    .retry(false);

export async function getConsoleState(rest: Rest, organizationId: string): Promise<Outcome<ConsoleState>> {
  const call = rest.rpc('console_state', { p_organization: organizationId });
  return toOutcome(await call.abortSignal(timeout()).retry(false));
}

export async function listSites(rest: Rest, organizationId: string): Promise<Outcome<ConversationSite[]>> {
  const query = rest.from('sites').select('id, name').eq('organization_id', organizationId);
  return toOutcome(await query.abortSignal(timeout()).retry(false));
}

/** What the visitor was asked, and answered. */
export async function listFormResponses(
  rest: Rest,
  organizationId: string,
  conversationId: string,
): Promise<Outcome<FormResponse[]>> {
  const query = rest
    .from('form_responses')
    .select('kind, fields, answers')
    .eq('organization_id', organizationId)
    .eq('conversation_id', conversationId)
    .order('created_at')
    .abortSignal(timeout())
    .retry(false)
    // The boundary: the database wrote both, from a form it had checked.
    .overrideTypes<FormResponse[], { merge: false }>();
  return toOutcome(await query);
}

export async function listDepartments(
  rest: Rest,
  organizationId: string,
): Promise<Outcome<ConversationDepartment[]>> {
  const query = rest.from('departments').select('id, name').eq('organization_id', organizationId);
  return toOutcome(await query.abortSignal(timeout()).retry(false));
}

export async function listColleagues(rest: Rest, organizationId: string): Promise<Outcome<Colleague[]>> {
  const query = rest
    .from('colleagues')
    .select('id, nickname, avatar_path, status')
    .eq('organization_id', organizationId);
  return toOutcome(await query.abortSignal(timeout()).retry(false));
}

// Which status a row has is asked through its times (see the checks on the table): unlike a comparison of the
// enum, a test for null can use an index under row-level security.

/** The two lists that must be complete at all times: everything waiting, and everything this member has open. */
export async function listCurrent(
  rest: Rest,
  organizationId: string,
  memberId: string,
): Promise<Outcome<ConversationWithVisitor[]>> {
  const waiting = conversations(rest, organizationId)
    .not('waiting_since', 'is', null)
    .is('closed_at', null)
    .order('waiting_since')
    .limit(queueLengthMax);
  const mine = conversations(rest, organizationId)
    .is('closed_at', null)
    .eq('assignee_id', memberId)
    .order('last_message_at', { ascending: false });
  const answers = await Promise.all([waiting, mine]);
  const [waitingRows, mineRows] = answers.map((answer) => toOutcome<Row[]>(answer));
  if (waitingRows?.kind !== 'done') return waitingRows ?? { kind: 'unavailable' };
  if (mineRows?.kind !== 'done') return mineRows ?? { kind: 'unavailable' };
  return { kind: 'done', data: [...waitingRows.data, ...mineRows.data].map(toRow) };
}

/** One page of everything in scope, newest first, after a row or from the top. */
export async function listAll(
  rest: Rest,
  organizationId: string,
  filter: AllFilter,
  after: ListCursor | null,
  limit = allPageLength,
): Promise<Outcome<ConversationWithVisitor[]>> {
  const base = conversations(rest, organizationId);
  let query = filter === 'closed' ? base.not('closed_at', 'is', null) : base.is('closed_at', null);
  if (after) {
    const { last_message_at: at, id } = after;
    query = query.or(`last_message_at.lt."${at}",and(last_message_at.eq."${at}",id.lt.${id})`);
  }
  const page = query
    .order('last_message_at', { ascending: false })
    .order('id', { ascending: false })
    .limit(limit);
  return mapDone(toOutcome<Row[]>(await page), (rows) => rows.map(toRow));
}

export async function countCurrent(rest: Rest, organizationId: string): Promise<Outcome<number>> {
  const answer = await rest
    .from('conversations')
    .select('id', { count: 'exact', head: true })
    .eq('organization_id', organizationId)
    .is('closed_at', null)
    .abortSignal(timeout())
    .retry(false);
  return mapDone(toOutcome<null>(answer), () => answer.count ?? 0);
}

/** Null when it does not exist or is not the caller's to see; the two look the same on purpose. */
export async function getConversation(
  rest: Rest,
  organizationId: string,
  conversationId: string,
): Promise<Outcome<ConversationWithVisitor | null>> {
  const answer = await conversations(rest, organizationId).eq('id', conversationId);
  return mapDone(toOutcome<Row[]>(answer), ([row]) => (row ? toRow(row) : null));
}

/** What opening a conversation shows, in one round trip to an address that never changes. Null as above. */
export async function getThread(
  rest: Rest,
  organizationId: string,
  conversationId: string,
): Promise<Outcome<ShownConversation | null>> {
  const call = rest.rpc('thread_page', { p_organization: organizationId, p_conversation: conversationId });
  const outcome = toOutcome<ShownConversation>(await call.abortSignal(timeout()).retry(false));
  const isMissing = outcome.kind === 'refused' && outcome.code === 'not_allowed';
  return isMissing ? { kind: 'done', data: null } : outcome;
}

export async function listVisitorConversations(
  rest: Rest,
  organizationId: string,
  visitorId: string,
): Promise<Outcome<ConversationWithVisitor[]>> {
  const query = conversations(rest, organizationId).eq('visitor_id', visitorId);
  const answer = await query.order('created_at', { ascending: false }).limit(20);
  return mapDone(toOutcome<Row[]>(answer), (rows) => rows.map(toRow));
}

const messages = (rest: Rest, organizationId: string, conversationId: string) =>
  rest
    .from('messages')
    .select(messageColumns)
    .eq('organization_id', organizationId)
    .eq('conversation_id', conversationId)
    .abortSignal(timeout())
    .retry(false);

/** The page of a thread before a message, in order of seq. */
export async function listOlderMessages(
  rest: Rest,
  organizationId: string,
  conversationId: string,
  beforeSeq: number,
): Promise<Outcome<{ messages: Message[]; has_older: boolean }>> {
  const query = messages(rest, organizationId, conversationId).lt('seq', beforeSeq);
  const answer = await query.order('seq', { ascending: false }).limit(threadPageLength + 1);
  return mapDone(toOutcome<Message[]>(answer), (rows) => ({
    messages: rows.slice(0, threadPageLength).reverse(),
    has_older: rows.length > threadPageLength,
  }));
}

/** What came after a message, in order of seq. */
export async function listMessagesAfter(
  rest: Rest,
  organizationId: string,
  conversationId: string,
  afterSeq: number,
): Promise<Outcome<Message[]>> {
  const query = messages(rest, organizationId, conversationId).gt('seq', afterSeq);
  return toOutcome(await query.order('seq').limit(catchUpPageLength));
}
