import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { actAs, attempt, openDatabase, outcomeOf, server } from '@/tests/support/database';
import { ACTORS, createWorld, type World } from '@/tests/support/world';

/** Pictures are written by the server alone, which has drawn them anew: there is no policy on storage.objects. */
const sql = openDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld(sql);
});

const newName = () => `${world.company.id}/${randomUUID()}.webp`;

describe('the pictures’ bucket', () => {
  test('takes a picture from the server', async () => {
    const outcome = await attempt(
      sql,
      server,
      async (tx) =>
        (await tx`insert into storage.objects (bucket_id, name) values ('avatars', ${newName()})`).count,
    );
    expect(outcome).toEqual({ ok: true, value: 1 });
  });

  test('takes none from anybody else, whatever the folder', async () => {
    for (const actor of ACTORS) {
      for (const name of [newName(), 'a.webp', `${world.foreign.id}/${randomUUID()}.webp`]) {
        const outcome = await attempt(
          sql,
          world.actors[actor],
          async (tx) =>
            (await tx`insert into storage.objects (bucket_id, name) values ('avatars', ${name})`).count,
        );
        expect({ actor, outcome }).toMatchObject({ actor, outcome: { ok: false, code: '42501' } });
      }
    }
  });

  test('is listed, changed and emptied by nobody', async () => {
    const name = newName();
    await sql`insert into storage.objects (bucket_id, name) values ('avatars', ${name})`;
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

  test('is public to read by address, takes WebP only, and little of it', async () => {
    const buckets =
      await sql`select id, public, file_size_limit::int as size, allowed_mime_types from storage.buckets`;
    expect([...buckets]).toEqual([
      { id: 'avatars', public: true, size: 1_048_576, allowed_mime_types: ['image/webp'] },
    ]);
  });
});
