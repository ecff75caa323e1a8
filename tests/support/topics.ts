import { type Caller, ISSUED_AT, only, outcomeOf, type Sql, type Transaction } from './database';

const undo = new Error('rolled back on purpose');

/**
 * Which private topics the caller may join, found out as Realtime does: a probe row for each extension, the
 * caller's role and claims, a select of the probes, and a rollback.
 */
export async function topicsHeard(sql: Sql, caller: Caller, topics: string[]): Promise<string[]> {
  const heard: string[] = [];
  await outcomeOf(
    sql.begin(async (tx) => {
      const probes = await tx<{ id: string; topic: string }[]>`
        insert into realtime.messages (topic, extension)
        select topic, extension from unnest(${topics}::text[]) topic, unnest(array['broadcast', 'presence']) extension
        returning id, topic`;
      for (const topic of topics) {
        await impersonate(tx, caller, topic);
        const own = probes.filter((probe) => probe.topic === topic).map(({ id }) => id);
        const seen = await tx<{ extension: string }[]>`
          select extension from realtime.messages where id in ${tx(own)}`;
        const extensions = seen.map(({ extension }) => extension);
        if (extensions.includes('presence')) throw new Error(`${topic} shows who else has joined it`);
        if (extensions.includes('broadcast')) heard.push(topic);
      }
      throw undo;
    }),
    undo,
  );
  return heard;
}

export const mayListen = async (sql: Sql, caller: Caller, topic: string): Promise<boolean> =>
  (await topicsHeard(sql, caller, [topic])).length > 0;

/** The SQLSTATE with which a client's own broadcast or presence is refused; null if it is not. */
export async function sendRefusal(
  sql: Sql,
  caller: Caller,
  topic: string,
  extension: 'broadcast' | 'presence',
): Promise<string | null> {
  const outcome = await outcomeOf(
    sql.begin(async (tx) => {
      await impersonate(tx, caller, topic);
      await tx`insert into realtime.messages (topic, extension) values (${topic}, ${extension})`;
      throw undo;
    }),
    undo,
  );
  return outcome.ok ? null : outcome.code;
}

async function impersonate(tx: Transaction, caller: Caller, topic: string): Promise<void> {
  const claims = JSON.stringify({
    sub: caller.id,
    role: caller.role,
    session_id: caller.session,
    iat: caller.issuedAt ?? ISSUED_AT,
  });
  await tx`
    select set_config('role', ${caller.role}, true), set_config('realtime.topic', ${topic}, true),
           set_config('request.jwt.claims', ${claims}, true),
           set_config('request.jwt.claim.sub', ${caller.id ?? ''}, true),
           set_config('request.jwt.claim.role', ${caller.role}, true),
           set_config('request.headers', '{}', true)`;
}

/** The member's own topic as it is now: its epoch rises with every change of their access. */
export async function ownTopic(sql: Sql, { memberId }: { memberId: string }): Promise<string> {
  const { topic } = only(
    await sql<{ topic: string }[]>`
      select private.member_topic(m) as topic from public.members m where id = ${memberId}`,
  );
  return topic;
}

/** The epoch in the names of the topics its members share. */
export async function epochOf(sql: Sql, organization: { id: string }): Promise<number> {
  const { epoch } = only(
    await sql<{ epoch: number }[]>`
      select realtime_epoch as epoch from public.organizations where id = ${organization.id}`,
  );
  return epoch;
}

export type Broadcast = { topic: string; event: string; payload: Record<string, unknown> };

/**
 * What was sent to the topics, in order; all of it, or what came after the moment. Rows of one transaction share
 * their time, and where they lie says nothing: space that was cleared is filled first. Their commands are counted.
 */
export function sentTo(sql: Sql, topics: string[], after?: Moment): Promise<Broadcast[]> {
  return sql<Broadcast[]>`
    select topic, event, payload from realtime.messages
    where topic = any (${topics}) and not (id = any (${after ?? []})) order by inserted_at, cmin::text::int, ctid`;
}

export type Moment = string[];

/** Everything the topics have heard so far. */
export async function momentOf(sql: Sql, topics: string[]): Promise<Moment> {
  const rows = await sql<{ id: string }[]>`select id from realtime.messages where topic = any (${topics})`;
  return rows.map((row) => row.id);
}
