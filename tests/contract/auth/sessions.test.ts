import { decodeJwt } from 'jose';
import postgres from 'postgres';
import { afterAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { type Account, allowChange, client, newAccount, PASSWORD, signedIn, signToken } from '../clients';

const target = inject('contractTarget');
const admin = client(target, 'secret');
const accounts: Account[] = [];
let account: Account;

beforeEach(async () => {
  account = await newAccount(admin);
  accounts.push(account);
});
afterAll(() => Promise.all(accounts.map(({ id }) => admin.auth.admin.deleteUser(id))));

/** Fails unless the refresh token still buys a session. */
async function refresh(token: string): Promise<string> {
  const { data, error } = await client(target, 'publishable').auth.refreshSession({ refresh_token: token });
  if (error) throw error;
  return data.session?.refresh_token ?? '';
}

async function refreshTokenOf(user: Awaited<ReturnType<typeof signedIn>>): Promise<string> {
  const { data } = await user.auth.getSession();
  return data.session?.refresh_token ?? '';
}

describe('signing in', () => {
  test('answers with a token that names the user, the role and the session', async () => {
    const { data } = await (await signedIn(target, account)).auth.getSession();
    const claims = decodeJwt(data.session?.access_token ?? '');
    expect(claims).toMatchObject({ sub: account.id, role: 'authenticated', email: account.email });
    expect(claims.session_id).toEqual(expect.any(String));
    expect(claims.exp).toBeGreaterThan(Date.now() / 1000);
  });

  test('does not tell a wrong password from an unknown address', async () => {
    const anon = client(target, 'publishable');
    const wrong = await anon.auth.signInWithPassword({ email: account.email, password: 'wrong' });
    const unknown = await anon.auth.signInWithPassword({ email: `no-${account.email}`, password: 'wrong' });
    expect(wrong.error).toMatchObject({ status: 400, code: 'invalid_credentials' });
    expect(unknown.error).toMatchObject({ status: 400, code: 'invalid_credentials' });
    expect(unknown.error?.message).toBe(wrong.error?.message);
  });

  test('signing up gives a session exactly where addresses need no confirmation', async () => {
    const settings = await fetch(`${target.url}/auth/v1/settings`, {
      headers: { apikey: target.publishableKey },
    });
    const { mailer_autoconfirm } = (await settings.json()) as { mailer_autoconfirm: boolean };
    const { data, error } = await client(target, 'publishable').auth.signUp({
      email: `up-${account.email}`,
      password: PASSWORD,
    });
    expect(error).toBeNull();
    expect(data.session !== null).toBe(mailer_autoconfirm);
    accounts.push({ id: data.user?.id ?? '', email: `up-${account.email}` });
  });

  test('what an account carries from sign-up is kept when an administrator adds to it', async () => {
    const email = `carries-${account.email}`;
    const { data } = await client(target, 'publishable').auth.signUp({
      email,
      password: PASSWORD,
      options: { data: { locale: 'fr', first_name: 'Léa' } },
    });
    const id = data.user?.id ?? '';
    accounts.push({ id, email });
    const changed = await admin.auth.admin.updateUserById(id, { user_metadata: { locale: 'en' } });
    expect(changed.data.user?.user_metadata).toMatchObject({ locale: 'en', first_name: 'Léa' });
    const read = await admin.auth.admin.getUserById(id);
    expect(read.data.user?.user_metadata).toMatchObject({ locale: 'en', first_name: 'Léa' });
  });

  test('what an account carries is an object to SQL as well', async () => {
    const email = `object-${account.email}`;
    const signUp = { email, password: PASSWORD, options: { data: { first_name: 'Léa' } } };
    const { data } = await client(target, 'publishable').auth.signUp(signUp);
    accounts.push({ id: data.user?.id ?? '', email });
    const sql = postgres(target.databaseUrl, { max: 1 });
    const [row] = await sql`
      select raw_user_meta_data ->> 'first_name' as name, raw_app_meta_data ->> 'provider' as provider
      from auth.users where email = ${email}`;
    await sql.end();
    expect(row).toEqual({ name: 'Léa', provider: 'email' });
  });

  test('a token of ours for somebody Auth does not know is refused by Auth', async () => {
    const stranger = await signToken(target, { sub: crypto.randomUUID() });
    const { error } = await client(target, 'publishable').auth.getUser(stranger);
    expect(error).toMatchObject({ status: 403, code: 'user_not_found' });
  });
});

describe('a session', () => {
  test('is renewed with a new refresh token, and the user stays the same', async () => {
    const user = await signedIn(target, account);
    const before = await refreshTokenOf(user);
    const { data } = await user.auth.refreshSession();
    expect(data.user?.id).toBe(account.id);
    expect(data.session?.refresh_token).not.toBe(before);
  });

  test('signing out ends this one and leaves the others', async () => {
    const here = await signedIn(target, account);
    const there = await signedIn(target, account);
    const ended = await refreshTokenOf(here);
    expect((await here.auth.signOut({ scope: 'local' })).error).toBeNull();
    await expect(refresh(ended)).rejects.toThrow();
    await expect(refresh(await refreshTokenOf(there))).resolves.toEqual(expect.any(String));
  });

  test('signing out everywhere ends all of them', async () => {
    const here = await signedIn(target, account);
    const there = await signedIn(target, account);
    const elsewhere = await refreshTokenOf(there);
    expect((await here.auth.signOut({ scope: 'global' })).error).toBeNull();
    await expect(refresh(elsewhere)).rejects.toThrow();
    expect((await there.auth.getUser()).error?.name).toBe('AuthSessionMissingError');
  });

  test('a new password ends the other sessions and the old password', async () => {
    const here = await signedIn(target, account);
    const elsewhere = await refreshTokenOf(await signedIn(target, account));
    await allowChange(target, account.id, 'own_password');
    expect((await here.auth.updateUser({ password: 'a whole new password' })).error).toBeNull();
    await expect(refresh(elsewhere)).rejects.toThrow();
    await expect(refresh(await refreshTokenOf(here))).resolves.toEqual(expect.any(String));
    await expect(signedIn(target, account)).rejects.toMatchObject({ code: 'invalid_credentials' });
    await expect(signedIn(target, account, 'a whole new password')).resolves.toBeDefined();
  });

  test('a password set by an administrator ends every session', async () => {
    const elsewhere = await refreshTokenOf(await signedIn(target, account));
    await allowChange(target, account.id, 'given_password');
    await admin.auth.admin.updateUserById(account.id, { password: 'set by somebody else' });
    await expect(refresh(elsewhere)).rejects.toThrow();
    await expect(signedIn(target, account, 'set by somebody else')).resolves.toBeDefined();
  });
});

describe('a banned user', () => {
  test('can neither sign in nor renew, and can do both again when the ban is lifted', async () => {
    const token = await refreshTokenOf(await signedIn(target, account));
    const banned = await admin.auth.admin.updateUserById(account.id, { ban_duration: '24h' });
    expect(banned.error).toBeNull();
    await expect(refresh(token)).rejects.toMatchObject({ code: 'user_banned' });
    await expect(signedIn(target, account)).rejects.toMatchObject({ code: 'user_banned' });
    await admin.auth.admin.updateUserById(account.id, { ban_duration: 'none' });
    await expect(refresh(token)).resolves.toEqual(expect.any(String));
    await expect(signedIn(target, account)).resolves.toBeDefined();
  });

  test('cannot come in through a link either', async () => {
    const link = await admin.auth.admin.generateLink({ type: 'recovery', email: account.email });
    await admin.auth.admin.updateUserById(account.id, { ban_duration: '24h' });
    const { data, error } = await client(target, 'publishable').auth.verifyOtp({
      type: 'recovery',
      token_hash: link.data.properties?.hashed_token ?? '',
    });
    expect(error?.code).toBe('user_banned');
    expect(data.session).toBeNull();
  });
});
