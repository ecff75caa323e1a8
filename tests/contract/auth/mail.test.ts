import { describe, expect, inject, test, vi } from 'vitest';
import { allowChange, client, newAccount, signedIn } from '../clients';

const target = inject('contractTarget');
const admin = client(target, 'secret');

type Mail = { subject: string; html: string; to: { address: string }[] };

async function inboxOf(address: string): Promise<Mail[]> {
  const answer = await fetch(`${target.inboxUrl}/api/email`);
  const mails = (await answer.json()) as Mail[];
  return mails.filter((mail) => mail.to.some((to) => to.address === address));
}

const linkIn = (mail: Mail | undefined): URL =>
  new URL(/href="([^"]+)"/.exec(mail?.html ?? '')?.[1]?.replaceAll('&amp;', '&') ?? 'about:blank');

/** Mails lead to a page of the app with a button; Auth's own address for the same token answers at once. */
function verifyAddress(mail: Mail | undefined, redirectTo: string): URL {
  const link = linkIn(mail).searchParams;
  const address = new URL(`${target.url}/auth/v1/verify`);
  address.searchParams.set('token', link.get('token_hash') ?? '');
  address.searchParams.set('type', link.get('type') ?? '');
  address.searchParams.set('redirect_to', redirectTo);
  return address;
}

/** supabase-js keeps its PKCE verifier here between asking for the mail and coming back with the code. */
function browserMemory() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

/** Only the embedded backend lets a test read the mail it sends. */
describe.skipIf(target.inboxUrl === undefined)('mails', () => {
  test('a forgotten password: the link leads where the browser asked, and only that browser gets the session', async () => {
    const account = await newAccount(admin);
    const browser = client(target, 'publishable', { auth: { flowType: 'pkce', storage: browserMemory() } });
    const redirectTo = 'http://localhost:3000/reset-password?step=2';
    const asked = await browser.auth.resetPasswordForEmail(account.email, { redirectTo });
    expect(asked.error).toBeNull();
    const mail = await vi.waitUntil(async () => (await inboxOf(account.email))[0], { timeout: 10_000 });
    const answer = await fetch(verifyAddress(mail, redirectTo), { redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? '');
    expect(`${back.origin}${back.pathname}`).toBe('http://localhost:3000/reset-password');
    expect(back.searchParams.get('step')).toBe('2');
    expect(back.hash).toBe('');

    const code = back.searchParams.get('code') ?? '';
    const thief = client(target, 'publishable', { auth: { flowType: 'pkce', storage: browserMemory() } });
    expect((await thief.auth.exchangeCodeForSession(code)).error).not.toBeNull();
    const { data, error } = await browser.auth.exchangeCodeForSession(code);
    expect(error).toBeNull();
    expect(data.user?.id).toBe(account.id);
    expect((await browser.auth.exchangeCodeForSession(code)).error).not.toBeNull();

    await allowChange(target, account.id, 'own_password');
    await browser.auth.updateUser({ password: 'set through the mail' });
    await expect(signedIn(target, account, 'set through the mail')).resolves.toBeDefined();
    await admin.auth.admin.deleteUser(account.id);
  });

  test('a mail is written in the language of the account, and its token hash makes a session in any browser', async () => {
    const account = await newAccount(admin);
    await admin.auth.admin.updateUserById(account.id, { user_metadata: { locale: 'fr' } });
    const browser = client(target, 'publishable', { auth: { flowType: 'pkce', storage: browserMemory() } });
    await browser.auth.resetPasswordForEmail(account.email);
    const mail = await vi.waitUntil(async () => (await inboxOf(account.email))[0], { timeout: 10_000 });
    expect(mail.subject).toBe('Réinitialisez votre mot de passe');
    expect(mail.html).toContain('Choisir un nouveau mot de passe');
    const token_hash = linkIn(mail).searchParams.get('token_hash') ?? '';
    const elsewhere = client(target, 'publishable', { auth: { flowType: 'pkce', storage: browserMemory() } });
    const opened = await elsewhere.auth.verifyOtp({ token_hash, type: 'recovery' });
    expect(opened.data.user?.id).toBe(account.id);
    expect((await elsewhere.auth.verifyOtp({ token_hash, type: 'recovery' })).error?.code).toBe(
      'otp_expired',
    );
    await admin.auth.admin.deleteUser(account.id);
  });

  test('asking for an unknown address looks the same and sends nothing', async () => {
    const known = await newAccount(admin);
    const unknown = `no-${known.email}`;
    const anon = client(target, 'publishable');
    const first = await anon.auth.resetPasswordForEmail(unknown);
    const second = await anon.auth.resetPasswordForEmail(known.email);
    expect(first).toEqual(second);
    // The later mail has arrived, so the earlier one would have.
    await vi.waitUntil(async () => (await inboxOf(known.email)).length > 0, { timeout: 10_000 });
    expect(await inboxOf(unknown)).toEqual([]);
    await admin.auth.admin.deleteUser(known.id);
  });

  test('an invitation arrives and its link confirms the address', async () => {
    const email = `mailed-${crypto.randomUUID()}@example.com`;
    const { data, error } = await admin.auth.admin.inviteUserByEmail(email, { data: { name: 'Joan' } });
    expect(error).toBeNull();
    const mail = await vi.waitUntil(async () => (await inboxOf(email))[0], { timeout: 10_000 });
    expect(mail.subject).toBe('You have been invited');
    const address = verifyAddress(mail, 'http://localhost:3000');
    const answer = await fetch(address, { redirect: 'manual' });
    expect(answer.headers.get('location')).toContain('access_token=');
    await admin.auth.admin.deleteUser(data.user?.id ?? '');
  });
});
