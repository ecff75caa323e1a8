import { randomUUID } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';
import { describe, expect, inject, test } from 'vitest';
import { openMailLink, resetPassword } from '@/lib/auth/commands';
import { isRecovering } from '@/lib/auth/recovery';
import { nodeSocket } from '@/lib/platform/supabase/node-socket';
import { newCredentials } from '@/tests/support/accounts';
import { openDatabase, rpc, server } from '@/tests/support/database';
import { runServerAgainst } from '@/tests/support/server-environment';
import { noteSession } from '@/tests/support/sign-ins';

const sql = openDatabase();
const backend = inject('backend');
runServerAgainst(backend);

const client = (key: string) =>
  createClient(backend.url, key, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport: nodeSocket },
  });
const { admin } = client(backend.secretKey).auth;

async function newAccount() {
  const credentials = newCredentials();
  const { error } = await admin.createUser({ ...credentials, email_confirm: true });
  if (error) throw error;
  return credentials;
}
type Credentials = Awaited<ReturnType<typeof newAccount>>;

async function sessionOf(browser: ReturnType<typeof client>) {
  const { data } = await browser.auth.getClaims();
  if (!data) throw new Error('Nobody is signed in.');
  return { id: data.claims.sub, sessionId: data.claims.session_id };
}

/** A browser in which the button behind the link was pressed. */
async function byLink(email: string, type: 'recovery' | 'magiclink') {
  const { data, error } = await admin.generateLink({ type, email });
  if (error) throw error;
  const browser = client(backend.publishableKey);
  const opened = await openMailLink(browser, { tokenHash: data.properties.hashed_token, type });
  return { browser, opened, session: await sessionOf(browser) };
}

async function byPassword(credentials: Credentials) {
  const browser = client(backend.publishableKey);
  const { error } = await browser.auth.signInWithPassword(credentials);
  return error ? null : { browser, session: await sessionOf(browser) };
}

const note = ({ id, sessionId }: { id: string; sessionId: string }) =>
  noteSession(sql, { id, session: sessionId });
const over = { code: 'link_is_over', status: 410 };

describe('a new password without the old one', () => {
  test('is set in the session a link for a forgotten password made, once [I13]', async () => {
    const account = await newAccount();
    const { browser, session, opened } = await byLink(account.email, 'recovery');
    expect(opened.isRecovery).toBe(true);
    await note(session);
    const password = `pass ${randomUUID()}`;
    await resetPassword(browser, session, password);
    expect(await byPassword(account)).toBeNull();
    expect(await byPassword({ ...account, password })).not.toBeNull();
    await expect(resetPassword(browser, session, `pass ${randomUUID()}`)).rejects.toMatchObject(over);
    expect(await byPassword({ ...account, password })).not.toBeNull();
  });

  test('is refused in any other session, also while one of the same person recovers', async () => {
    const account = await newAccount();
    const open = await byPassword(account);
    if (!open) throw new Error('The sign-in failed.');
    await note(open.session);
    await byLink(account.email, 'recovery');
    const other = await byLink(account.email, 'magiclink');
    expect(other.opened.isRecovery).toBe(false);
    for (const { browser, session } of [open, other])
      await expect(resetPassword(browser, session, `pass ${randomUUID()}`)).rejects.toMatchObject(over);
    expect(await byPassword(account)).not.toBeNull();
  });

  test('is refused a quarter of an hour later, to somebody else, and once the session was signed out', async () => {
    const account = await newAccount();
    const [late, ended] = [await byLink(account.email, 'recovery'), await byLink(account.email, 'recovery')];
    expect(await isRecovering(late.session)).toBe(true);
    expect(await isRecovering({ ...late.session, id: randomUUID() })).toBe(false);
    await sql`update private.sign_in_sessions set recovery_until = recovery_until - interval '15 minutes'
              where session_id = ${late.session.sessionId}`;
    expect(await isRecovering(late.session)).toBe(false);
    expect(await isRecovering(ended.session)).toBe(true);
    await sql`update private.sign_in_sessions set revoked_at = now() where session_id = ${ended.session.sessionId}`;
    expect(await isRecovering(ended.session)).toBe(false);
    await expect(
      rpc(sql, server, 'begin_recovery', { p_user: ended.session.id, p_session: ended.session.sessionId }),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('waits for the code where there is a second factor', async () => {
    const account = await newAccount();
    const { browser, session } = await byLink(account.email, 'recovery');
    await sql`insert into private.second_factors (user_id, secret, confirmed_at) values (${session.id}, 'x', now())`;
    await expect(resetPassword(browser, session, `pass ${randomUUID()}`)).rejects.toMatchObject(over);
    await rpc(sql, server, 'pass_second_factor', {
      p_user: session.id,
      p_session: session.sessionId,
      p_step: 1,
    });
    const password = `pass ${randomUUID()}`;
    await resetPassword(browser, session, password);
    expect(await byPassword({ ...account, password })).not.toBeNull();
  });
});
