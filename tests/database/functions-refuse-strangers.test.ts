import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { attempt, type Caller, call, openDatabase, rpc, server } from '@/tests/support/database';
import { createWorld, type World } from '@/tests/support/world';
import { FUNCTION_ACTORS, FUNCTION_RULES, type FunctionActor, type FunctionRule } from './function-rules';

const sql = openDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld(sql);
});

const callerOf = (actor: FunctionActor): Caller => (actor === 'server' ? server : world.actors[actor]);

/** Undone afterwards, so that each actor meets the same rows. */
async function answerOf(actor: FunctionActor, rule: FunctionRule): Promise<string> {
  const outcome = await attempt(sql, callerOf(actor), (tx) =>
    call(tx, rule.function, rule.parameters(world)),
  );
  if (outcome.ok) return 'ok';
  return outcome.code === '42501' ? '42501' : `${outcome.code} ${outcome.message}`;
}

test('every public function is named in the rules, and no rule is left over', async () => {
  const functions = await sql<{ name: string }[]>`
    select distinct proname as name from pg_proc where pronamespace = 'public'::regnamespace order by 1`;
  expect([...new Set(FUNCTION_RULES.map((rule) => rule.function))].toSorted()).toEqual(
    functions.map((row) => row.name),
  );
});

test('no public function has a namesake with other parameters, which a client could reach instead', async () => {
  const overloaded = await sql`
    select proname from pg_proc where pronamespace = 'public'::regnamespace group by 1 having count(*) > 1`;
  expect([...overloaded]).toEqual([]);
});

describe.each(FUNCTION_RULES)('$function, when $when', (rule) => {
  test('answers each actor exactly as the rules state', async () => {
    const answers: Record<string, string> = {};
    const stated: Record<string, string> = {};
    for (const actor of FUNCTION_ACTORS) {
      const named = Object.entries(rule.answers).find(([, actors]) => actors?.includes(actor));
      stated[actor] = named?.[0] ?? '42501';
      answers[actor] = await answerOf(actor, rule);
    }
    expect(answers).toEqual(stated);
  });
});

describe('an id that is not one’s own', () => {
  test('gets the same answer whether it exists or not, so that ids cannot be probed', async () => {
    const real: Record<string, unknown> = {
      p_conversation: world.open,
      p_organization: world.company.id,
      p_member: world.agent.memberId,
      p_site: world.site.id,
    };
    for (const rule of FUNCTION_RULES) {
      const parameters = rule.parameters(world);
      const id = Object.keys(parameters).find((name) => name in real);
      // Nobody but the server is let into these at all.
      if (Object.values(rule.answers).flat().join() === 'server') continue;
      // Starting takes an id of the caller's own making; unwatching is silent about everything.
      if (!id || ['start_conversation', 'leave_message', 'unwatch_conversation'].includes(rule.function))
        continue;
      for (const actor of ['stranger', 'foreign administrator', 'foreign visitor'] as const) {
        const ask = (value: unknown) =>
          attempt(sql, world.actors[actor], (tx) => call(tx, rule.function, { ...parameters, [id]: value }));
        const [existing, unknown] = [await ask(real[id]), await ask(randomUUID())];
        expect({ function: rule.function, actor, answer: existing }).toEqual({
          function: rule.function,
          actor,
          answer: unknown,
        });
        expect(unknown).toMatchObject({ ok: false, code: '42501', message: 'not_allowed' });
      }
    }
  });

  test('given to start_conversation opens nothing of its owner', async () => {
    const outcome = await attempt(sql, world.actors['other visitor'], (tx) =>
      call<{ conversation: { id: string } }>(tx, 'start_conversation', {
        p_conversation: world.open,
        p_message: randomUUID(),
        p_body: 'Let me in',
      }),
    );
    expect(outcome).toMatchObject({ ok: true, value: { conversation: { id: world.waiting } } });
    const newcomer = await rpc<{ visitor_id: string }>(sql, server, 'open_visitor_session', {
      p_site_key: world.site.key,
      p_secret: null,
      p_locale: 'en',
      p_user_agent: null,
      p_create: true,
    });
    const refused = await attempt(sql, { role: 'authenticated', id: newcomer.visitor_id }, (tx) =>
      call(tx, 'start_conversation', {
        p_conversation: world.open,
        p_message: randomUUID(),
        p_body: 'Let me in',
      }),
    );
    expect(refused).toMatchObject({ ok: false, code: '42501' });
  });

  test('of a message is no way to read it: resending another author’s id is refused', async () => {
    const resend = (actor: FunctionActor, id: string, kind: string) =>
      attempt(sql, callerOf(actor), (tx) =>
        call(tx, 'send_message', { p_conversation: world.open, p_id: id, p_body: 'x', p_kind: kind }),
      );
    for (const id of [world.agentMessage, world.note]) {
      expect(await resend('visitor', id, 'text')).toMatchObject({ ok: false, code: '42501' });
    }
    expect(await resend('supervisor', world.note, 'note')).toMatchObject({ ok: false, code: '42501' });
    expect(await resend('agent', world.visitorMessage, 'text')).toMatchObject({ ok: false, code: '42501' });
    expect(await resend('agent', world.note, 'note')).toMatchObject({ ok: true });
  });

  test('is left alone by unwatch_conversation, which ends the caller’s own watch only', async () => {
    for (const actor of ['stranger', 'visitor', 'agent', 'administrator', 'foreign administrator'] as const) {
      const left = await attempt(sql, world.actors[actor], async (tx) => {
        await call(tx, 'unwatch_conversation', { p_conversation: world.open });
        await tx`reset role`;
        return tx`select 1 from public.conversation_watchers where conversation_id = ${world.open}`;
      });
      expect(left).toMatchObject({ ok: true, value: { length: 1 } });
    }
  });
});
