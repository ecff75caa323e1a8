import { randomUUID } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';
import { describe, expect, inject, test } from 'vitest';
import {
  beginSecondFactor,
  confirmSecondFactor,
  passByCode,
  proveBy,
} from '@/lib/auth/second-factor/commands';
import { limitInvitations } from '@/lib/organizations/invitations/limit';
import { removeLeftovers } from '@/lib/people/sign-in/commands';
import { nodeSocket } from '@/lib/platform/supabase/node-socket';
import { AuthenticatorApp } from '@/tests/e2e/pages/security-page';
import { newCredentials } from '@/tests/support/accounts';
import { openDatabase } from '@/tests/support/database';
import { addMember, createCompany } from '@/tests/support/people';
import { runServerAgainst } from '@/tests/support/server-environment';
import { noteSession } from '@/tests/support/sign-ins';

const sql = openDatabase();
const backend = inject('backend');
runServerAgainst(backend);

const admin = createClient(backend.url, backend.secretKey, {
  auth: { persistSession: false, autoRefreshToken: false },
  realtime: { transport: nodeSocket },
});

test('turning the second factor on takes the password, and a first code given there [U25]', async () => {
  const { email, password } = newCredentials();
  const { data, error } = await admin.auth.admin.createUser({ email, password, email_confirm: true });
  if (error) throw error;
  const signedIn = { userId: data.user.id, sessionId: randomUUID(), email };
  await noteSession(sql, { id: signedIn.userId, session: signedIn.sessionId });
  const factors = () =>
    sql`select confirmed_at is not null as is_on from private.second_factors where user_id = ${signedIn.userId}`;

  await expect(beginSecondFactor(signedIn, 'not the password')).rejects.toMatchObject({
    code: 'password_is_wrong',
    field: 'proof',
  });
  expect(await factors()).toEqual([]);
  const { secret } = await beginSecondFactor(signedIn, password);
  const [kept] = await sql<{ secret: string }[]>`
    select secret from private.second_factors where user_id = ${signedIn.userId}`;
  expect(kept?.secret).toMatch(/^v1\./);
  expect(kept?.secret).not.toContain(secret);
  const app = new AuthenticatorApp(secret);
  const code = app.nextCode();
  await expect(passByCode(signedIn, code)).rejects.toMatchObject({ code: 'code_is_wrong', field: 'code' });
  await expect(proveBy(signedIn, code)).rejects.toMatchObject({ code: 'code_is_wrong', field: 'proof' });
  expect([...(await factors())]).toEqual([{ is_on: false }]);
  expect(await confirmSecondFactor(signedIn, code)).toHaveLength(10);
  expect([...(await factors())]).toEqual([{ is_on: true }]);
  await passByCode(signedIn, app.nextCode());
});

describe('invitations', () => {
  test('are 500 a day for an organization, and for whoever sends them from whichever', async () => {
    const [organization, person] = [randomUUID(), randomUUID()];
    const refused = { code: 'too_many_invitations', status: 429 };
    for (const mails of [200, 200]) await limitInvitations(organization, person, mails);
    await expect(limitInvitations(organization, person, 101)).rejects.toMatchObject(refused);
    await limitInvitations(organization, person, 100);
    await expect(limitInvitations(organization, randomUUID(), 1)).rejects.toMatchObject(refused);
    await expect(limitInvitations(randomUUID(), person, 1)).rejects.toMatchObject(refused);
    await limitInvitations(randomUUID(), randomUUID(), 1);
  });
});

test('a deleted member’s picture stays while another member shows it [I22]', async () => {
  const company = await createCompany(sql);
  const member = await addMember(sql, company);
  const avatarPath = `${company.id}/${randomUUID()}.webp`;
  const pictures = admin.storage.from('avatars');
  const { error } = await pictures.upload(avatarPath, Buffer.from('a picture'), {
    contentType: 'image/webp',
  });
  expect(error).toBeNull();
  await sql`update public.members set avatar_path = ${avatarPath} where id = ${member.memberId}`;
  const isKept = async () => (await pictures.download(avatarPath)).error === null;

  await removeLeftovers([{ userId: null, avatarPath }]);
  expect(await isKept()).toBe(true);
  await sql`update public.members set avatar_path = null where id = ${member.memberId}`;
  await removeLeftovers([{ userId: null, avatarPath }]);
  expect(await isKept()).toBe(false);
});
