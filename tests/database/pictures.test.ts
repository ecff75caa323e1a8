import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { actAs, attempt, openDatabase, outcomeOf } from '@/tests/support/database';
import { ACTORS, type Actor, createWorld, MEMBERS, type World } from '@/tests/support/world';

/** The policies on storage.objects: each member writes into their own folder of one bucket, and nowhere else. */
const sql = openDatabase();
let world: World;
let own: Record<(typeof MEMBERS)[number], string>;
beforeAll(async () => {
  world = await createWorld(sql);
  const members = await sql<{ id: string; user_id: string | null }[]>`
    select id, user_id from public.members where organization_id = ${world.company.id}`;
  const folderOf = (actor: Actor) => {
    const member = members.find((row) => row.user_id === world.actors[actor].id);
    return `${world.company.id}/${member?.id}`;
  };
  own = Object.fromEntries(MEMBERS.map((actor) => [actor, folderOf(actor)])) as typeof own;
});

const put = (actor: Actor, name: string, bucket = 'avatars') =>
  attempt(
    sql,
    world.actors[actor],
    async (tx) => (await tx`insert into storage.objects (bucket_id, name) values (${bucket}, ${name})`).count,
  );

const REFUSED = { ok: false, code: '42501' };

describe('the pictures’ bucket', () => {
  test('takes a picture from a member into the member’s own folder', async () => {
    for (const actor of MEMBERS) {
      expect(await put(actor, `${own[actor]}/${randomUUID()}.webp`)).toMatchObject({ ok: true, value: 1 });
    }
  });

  test('refuses everybody else, and every other folder', async () => {
    const outsiders = ACTORS.filter((actor) => !(MEMBERS as readonly Actor[]).includes(actor));
    for (const actor of outsiders) expect(await put(actor, `${own.agent}/a.webp`)).toMatchObject(REFUSED);
    expect(await put('administrator', `${own.agent}/a.webp`)).toMatchObject(REFUSED);
    const names = [
      'a.webp',
      `${world.company.id}/a.webp`,
      `${own.colleague}/a.webp`,
      `x/${own.agent}/a.webp`,
      `/${own.agent}`,
    ];
    for (const name of [...names, `${world.foreign.id}/${world.agent.memberId}/a.webp`]) {
      expect({ name, outcome: await put('agent', name) }).toMatchObject({ name, outcome: REFUSED });
    }
    expect(await put('agent', `${own.agent}/a.webp`, 'private')).toMatchObject({ ok: false });
  });

  test('shows, changes and deletes nobody’s pictures but one’s own', async () => {
    const name = `${own.agent}/${randomUUID()}.webp`;
    await actAs(
      sql,
      world.agent,
      (tx) => tx`insert into storage.objects (bucket_id, name) values ('avatars', ${name})`,
    );
    const stillThere = async () => (await sql`select name from storage.objects where name = ${name}`).length;
    for (const actor of ACTORS.filter((candidate) => candidate !== 'agent')) {
      const caller = world.actors[actor];
      const listed = await outcomeOf(
        actAs(
          sql,
          caller,
          async (tx) => (await tx`select 1 from storage.objects where name = ${name}`).length,
        ),
      );
      expect({ actor, listed }).toEqual({ actor, listed: { ok: true, value: 0 } });
      await outcomeOf(actAs(sql, caller, (tx) => tx`delete from storage.objects where name = ${name}`));
      await outcomeOf(
        actAs(sql, caller, (tx) => tx`update storage.objects set name = 'mine' where name = ${name}`),
      );
      expect(await stillThere()).toBe(1);
    }
    await actAs(sql, world.agent, (tx) => tx`delete from storage.objects where name = ${name}`);
    expect(await stillThere()).toBe(0);
  });

  test('is public to read by address, takes WebP only, and little of it', async () => {
    const buckets =
      await sql`select id, public, file_size_limit::int as size, allowed_mime_types from storage.buckets`;
    expect([...buckets]).toEqual([
      { id: 'avatars', public: true, size: 1_048_576, allowed_mime_types: ['image/webp'] },
    ]);
  });
});
