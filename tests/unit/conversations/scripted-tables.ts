import { PostgrestClient } from '@supabase/postgrest-js';
import type { Conversation, Message, Visitor } from '@/lib/conversations/schema';

type Row = Record<string, unknown>;
type Answer = { status: number; body: unknown };

/** Stands in for PostgREST: three tables and the functions a test scripts. Counts what it is asked. */
export function scriptedTables() {
  const conversations: Conversation[] = [];
  const messages: Message[] = [];
  const visitors: Visitor[] = [];
  const functions = new Map<string, (input: Row) => Answer>();
  const calls: string[] = [];
  let onTheWay: (() => void) | null = null;
  let heldCall: string | null = null;
  let letGo = () => {};
  let isReachable = true;

  const tables: Record<string, () => Row[]> = {
    conversations: () =>
      conversations.map((each) => ({
        ...each,
        visitor: visitors.find(({ id }) => id === each.visitor_id) ?? null,
      })),
    messages: () =>
      messages.map((each) => ({ ...each, organization_id: organizationOf(each.conversation_id) })),
    members: () => [],
    sites: () => [],
  };
  const organizationOf = (id: string) => conversations.find((each) => each.id === id)?.organization_id;

  const threadPage = (input: Row): Answer => {
    const conversation = conversations.find(({ id }) => id === input.p_conversation);
    const visitor = visitors.find(({ id }) => id === conversation?.visitor_id);
    if (!conversation || !visitor) return denial;
    const own = messages.filter((each) => each.conversation_id === conversation.id);
    const others = conversations.filter((each) => each !== conversation && each.visitor_id === visitor.id);
    return done({
      conversation,
      visitor,
      messages: own.sort((a, b) => a.seq - b.seq).slice(-50),
      has_older: own.length > 50,
      others,
    });
  };

  const answer = (url: URL, method: string, body: string): Answer => {
    const [, name = ''] = /\/rest\/v1\/(?:rpc\/)?(\w+)$/.exec(url.pathname) ?? [];
    if (url.pathname.includes('/rpc/')) {
      const input: Row = JSON.parse(body || '{}');
      calls.push(name);
      const scripted = functions.get(name) ?? (name === 'thread_page' ? threadPage : undefined);
      return scripted?.(input) ?? { status: 204, body: null };
    }
    calls.push(`${method} ${name}`);
    const rows = (tables[name]?.() ?? []).filter((row) => matches(row, url.searchParams));
    return { status: 200, body: sorted(rows, url.searchParams) };
  };

  const rest = new PostgrestClient('http://tables.test/rest/v1', {
    fetch: async (input, init) => {
      if (!isReachable) throw new TypeError('Failed to fetch');
      const { status, body } = answer(
        new URL(String(input)),
        init?.method ?? 'GET',
        String(init?.body ?? ''),
      );
      const happens = onTheWay;
      onTheWay = null;
      happens?.();
      if (heldCall !== null && calls.at(-1) === heldCall) {
        heldCall = null;
        await new Promise<void>((resolve) => {
          letGo = resolve;
        });
      }
      return instantResponse(status, body === null ? '' : JSON.stringify(body));
    },
  });

  return {
    rest,
    conversations,
    messages,
    visitors,
    calls,
    /** Resolves when nothing more is asked: every answer has been read and acted upon. */
    async quiet(): Promise<void> {
      for (let before = -1; before !== calls.length; ) {
        before = calls.length;
        for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
      }
    },
    /** Happens when the next answer has been read from the tables and has not arrived yet. */
    whileNextAnswerIsOnItsWay: (happens: () => void) => {
      onTheWay = happens;
    },
    /** Read from the tables when it is asked, and on its way until it is let go. */
    holdNextAnswerOf: (name: string) => {
      heldCall = name;
    },
    letGo: () => letGo(),
    on: (name: string, reply: (input: Row) => Answer) => functions.set(name, reply),
    setReachable: (next: boolean) => {
      isReachable = next;
    },
  };
}

/** A real Response reads its body through streams, which take as long as they take; this one is settled at once. */
function instantResponse(status: number, text: string): Response {
  const isOk = status < 300;
  const answer = {
    ok: isOk,
    status,
    statusText: '',
    headers: new Headers(),
    text: () => Promise.resolve(text),
  };
  return answer as unknown as Response;
}

function matches(row: Row, query: URLSearchParams): boolean {
  return [...query].every(([column, condition]) => {
    if (['select', 'order', 'limit'].includes(column)) return true;
    const [, operator = '', value = ''] = /^(\w+)\.(.*)$/.exec(condition) ?? [];
    const actual = row[column];
    if (condition === 'is.null') return actual === null;
    if (condition === 'not.is.null') return actual !== null;
    if (operator === 'eq') return String(actual) === value;
    if (operator === 'gt') return Number(actual) > Number(value);
    if (operator === 'lt') return Number(actual) < Number(value);
    if (operator === 'in') return value.slice(1, -1).split(',').includes(String(actual));
    throw new Error(`The stand-in knows no ${operator}.`);
  });
}

function sorted(rows: Row[], query: URLSearchParams): Row[] {
  const [column = '', direction] = (query.get('order') ?? '').split('.');
  const sign = direction === 'desc' ? -1 : 1;
  const ordered = column === 'seq' ? rows.sort((a, b) => sign * (Number(a.seq) - Number(b.seq))) : rows;
  return ordered.slice(0, Number(query.get('limit') ?? rows.length));
}

export const refusal = (status: number, code: string): Answer => ({
  status,
  body: { code: `PT${status}`, message: code, details: '', hint: null },
});
export const denial: Answer = {
  status: 403,
  body: { code: '42501', message: 'not_allowed', details: null, hint: null },
};
export const done = (body: unknown): Answer => ({ status: 200, body });
