import { randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { client, clientWithToken, signToken } from '../clients';
import { NotesTable } from './notes-table';

const target = inject('contractTarget');
const stage = new NotesTable(target);
const notes = `${stage.name}_notes`;
const anon = client(target, 'publishable');
const service = client(target, 'secret');

beforeAll(() => stage.open());
afterAll(() => stage.close());

async function person(claims: Record<string, unknown> = {}): Promise<{ id: string; api: SupabaseClient }> {
  const id = randomUUID();
  return { id, api: clientWithToken(target, await signToken(target, { sub: id, ...claims })) };
}

describe('rows', () => {
  test('are seen, changed and removed by their owner and by nobody else', async () => {
    const [ada, bob] = await Promise.all([person(), person()]);
    const made = await ada.api.from(notes).insert({ label: 'mine' }).select().single();
    expect(made.error).toBeNull();
    expect(made.data).toMatchObject({ owner: ada.id, label: 'mine' });
    const { id } = made.data as { id: number };

    expect((await bob.api.from(notes).select()).data).toEqual([]);
    expect((await bob.api.from(notes).update({ label: 'stolen' }).eq('id', id).select()).data).toEqual([]);
    expect((await bob.api.from(notes).delete().eq('id', id).select()).data).toEqual([]);
    expect((await ada.api.from(notes).select('label')).data).toEqual([{ label: 'mine' }]);
    expect((await ada.api.from(notes).delete().eq('id', id).select('id')).data).toEqual([{ id }]);
  });

  test('cannot be written in the name of somebody else', async () => {
    const [ada, bob] = await Promise.all([person(), person()]);
    const { error } = await ada.api.from(notes).insert({ label: 'x', owner: bob.id });
    expect(error).toMatchObject({ code: '42501' });
    expect((await service.from(notes).select().eq('owner', bob.id)).data).toEqual([]);
  });

  test('are open to the secret key without a policy', async () => {
    const ada = await person();
    await ada.api.from(notes).insert({ label: 'a' });
    expect((await service.from(notes).select('label').eq('owner', ada.id)).data).toEqual([{ label: 'a' }]);
  });

  test('of a table that was not granted are refused, whoever asks', async () => {
    const ada = await person();
    for (const caller of [anon, ada.api, service]) {
      const { error } = await caller.from(`${stage.name}_ungranted`).select();
      // Refused, or not even shown to exist.
      expect(['42501', 'PGRST205']).toContain(error?.code);
    }
    expect((await anon.from(notes).select()).error).toMatchObject({ code: '42501' });
  });

  test('are filtered, ordered, paged and counted', async () => {
    const ada = await person();
    await ada.api.from(notes).insert(['c', 'a', 'b', 'd'].map((label) => ({ label })));
    const page = await ada.api
      .from(notes)
      .select('label', { count: 'exact' })
      .neq('label', 'd')
      .order('label', { ascending: false })
      .range(0, 1);
    expect(page.data).toEqual([{ label: 'c' }, { label: 'b' }]);
    expect(page.count).toBe(3);
    const either = await ada.api.from(notes).select('label').or('label.eq.a,label.eq.d').order('label');
    expect(either.data).toEqual([{ label: 'a' }, { label: 'd' }]);
  });

  test('written twice are one row with upsert, and a conflict without', async () => {
    const ada = await person();
    await ada.api.from(notes).insert({ label: 'once' });
    const twice = await ada.api.from(notes).insert({ label: 'once' });
    expect(twice.error).toMatchObject({ code: '23505' });
    expect(twice.status).toBe(409);
    const merged = await ada.api
      .from(notes)
      .upsert({ label: 'once', owner: ada.id }, { onConflict: 'owner,label' })
      .select();
    expect(merged.data).toHaveLength(1);
  });

  test('asked for one by one say when there is none', async () => {
    const ada = await person();
    const one = await ada.api.from(notes).select().eq('label', 'nothing').single();
    expect(one.error).toMatchObject({ code: 'PGRST116' });
    const maybe = await ada.api.from(notes).select().eq('label', 'nothing').maybeSingle();
    expect(maybe).toMatchObject({ data: null, error: null });
  });
});

describe('functions', () => {
  test('see who calls: user id, role and every claim of the token', async () => {
    const ada = await person({ app_role: 'visitor' });
    const { data } = await ada.api.rpc(`${stage.name}_claims`);
    expect(data).toMatchObject({
      uid: ada.id,
      role: 'authenticated',
      user: 'authenticated',
      jwt: { sub: ada.id, app_role: 'visitor' },
    });
    expect((await anon.rpc(`${stage.name}_claims`)).data).toMatchObject({ uid: null, user: 'anon' });
    expect((await service.rpc(`${stage.name}_claims`)).data).toMatchObject({
      uid: null,
      user: 'service_role',
    });
  });

  test('answer sets, also over GET', async () => {
    const { data } = await anon.rpc(`${stage.name}_series`, { upto: 3 }, { get: true });
    expect(data).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });

  test('refuse with the status their SQLSTATE names and the text they gave', async () => {
    const conflict = await anon.rpc(`${stage.name}_refuse`, { code: 'PT409' });
    expect(conflict.status).toBe(409);
    expect(conflict.error).toMatchObject({ message: 'seat_taken', details: 'front row', hint: 'stand' });
    const raised = await anon.rpc(`${stage.name}_refuse`, { code: 'P0001' });
    expect(raised.status).toBe(400);
    expect(raised.error).toMatchObject({ code: 'P0001', message: 'seat_taken' });
  });

  test('that do not exist say so', async () => {
    const { error, status } = await anon.rpc('contract_no_such_function');
    expect(status).toBe(404);
    expect(error).toMatchObject({ code: 'PGRST202' });
  });

  test('run for three seconds for somebody who is not signed in, and no longer', async () => {
    const { error } = await anon.rpc(`${stage.name}_wait`, { seconds: 10 });
    expect(error).toMatchObject({ code: '57014' });
  });
});

test('a schema that is not exposed stays out of reach', async () => {
  const hidden = await anon
    .schema(`${stage.name}_hidden` as 'public')
    .from('secrets')
    .select();
  expect(hidden.error).toMatchObject({ code: 'PGRST106' });
  const system = await service
    .schema('auth' as 'public')
    .from('users')
    .select();
  expect(system.error).toMatchObject({ code: 'PGRST106' });
});

describe('tokens', () => {
  test('that have expired, or that somebody else signed, are refused', async () => {
    const expired = clientWithToken(target, await signToken(target, { sub: randomUUID() }, -60));
    expect((await expired.from(notes).select()).status).toBe(401);
    const forged = await signToken(
      { ...target, jwtSecret: randomUUID() + randomUUID() },
      { sub: randomUUID() },
    );
    expect((await clientWithToken(target, forged).from(notes).select()).status).toBe(401);
  });

  test('cannot name a role that is not for callers', async () => {
    for (const role of ['postgres', 'authenticator', 'supabase_auth_admin']) {
      const { api } = await person({ role });
      const { error } = await api.rpc(`${stage.name}_claims`);
      expect(error).not.toBeNull();
    }
  });
});
