import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { actAs, attempt, type Caller, openDatabase, outcomeOf, rpc, server } from '@/tests/support/database';
import { ACTORS, createWorld, type World } from '@/tests/support/world';

/** Pictures are written by the server alone, which has drawn them anew: there is no policy on storage.objects. */
const sql = openDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld(sql);
});

const newName = () => `${world.company.id}/${randomUUID()}.webp`;

describe.each(['avatars', 'logos'])('the bucket of %s', (bucket) => {
  const insert = (caller: Caller, name: string) =>
    attempt(
      sql,
      caller,
      async (tx) =>
        (await tx`insert into storage.objects (bucket_id, name) values (${bucket}, ${name})`).count,
    );

  test('takes a picture from the server', async () => {
    expect(await insert(server, newName())).toEqual({ ok: true, value: 1 });
  });

  test('takes none from anybody else, whatever the folder', async () => {
    for (const actor of ACTORS) {
      for (const name of [newName(), 'a.webp', `${world.foreign.id}/${randomUUID()}.webp`]) {
        const outcome = await insert(world.actors[actor], name);
        expect({ actor, outcome }).toMatchObject({ actor, outcome: { ok: false, code: '42501' } });
      }
    }
  });

  test('is listed, changed and emptied by nobody', async () => {
    const name = newName();
    await sql`insert into storage.objects (bucket_id, name) values (${bucket}, ${name})`;
    for (const actor of ACTORS) {
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
      expect(await sql`select 1 from storage.objects where name = ${name}`).toHaveLength(1);
    }
  });
});

test('the buckets are public to read by address, take WebP only, and little of it', async () => {
  const buckets =
    await sql`select id, public, file_size_limit::int as size, allowed_mime_types from storage.buckets order by id`;
  expect([...buckets]).toEqual([
    { id: 'avatars', public: true, size: 1_048_576, allowed_mime_types: ['image/webp'] },
    { id: 'logos', public: true, size: 262_144, allowed_mime_types: ['image/webp'] },
  ]);
});

describe('a site’s logo', () => {
  const newPath = () => `${randomUUID()}.webp`;
  /** Tried, and taken back. */
  const show = (caller: Caller, siteId: string, path: string | null) =>
    attempt(
      sql,
      caller,
      async (tx) => (await tx`update public.sites set logo_path = ${path} where id = ${siteId}`).count,
    );

  test('is changed and removed by whoever manages the company’s sites, and by nobody else [A22]', async () => {
    const { site } = world;
    await sql`update public.sites set logo_path = ${newPath()} where id = ${site.id}`;
    for (const actor of ACTORS) {
      const isManager = actor === 'administrator' || actor === 'walled administrator';
      for (const path of [newPath(), null]) {
        const outcome = await show(world.actors[actor], site.id, path);
        // Who sees the site but does not manage it changes no row.
        const said = outcome.ok ? outcome.value : outcome.code;
        if (isManager) expect({ actor, said }).toEqual({ actor, said: 1 });
        else expect([0, '42501'], actor).toContain(said);
      }
    }
  });

  test('has a name that says nothing and is nobody else’s, and visitors are told it', async () => {
    const { administrator, 'foreign administrator': foreign } = world.actors;
    for (const path of [
      `${world.company.id}/${randomUUID()}.webp`,
      '../avatars/a.webp',
      'https://a.example/a.webp',
      '',
    ])
      expect(await show(administrator, world.site.id, path), path).toMatchObject({
        ok: false,
        code: '23514',
      });
    const path = newPath();
    await actAs(
      sql,
      administrator,
      (tx) => tx`update public.sites set logo_path = ${path} where id = ${world.site.id}`,
    );
    // Who showed another's could take its file along by removing it.
    expect(await show(foreign, world.foreignSite.id, path)).toMatchObject({ ok: false, code: '23505' });
    expect(await show(foreign, world.foreignSite.id, newPath())).toEqual({ ok: true, value: 1 });
    const config = await rpc<{ look: { logo_path: string } }>(sql, server, 'widget_config', {
      p_site_key: world.site.key,
    });
    expect(config.look.logo_path).toBe(path);
  });
});
