import { randomUUID } from 'node:crypto';
import type { GenerateLinkParams } from '@supabase/supabase-js';
import { afterAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { type Account, allowChange, client, newAccount, PASSWORD, signedIn } from '../clients';

const target = inject('contractTarget');
const admin = client(target, 'secret');
const accounts: Account[] = [];
let account: Account;

beforeEach(async () => {
  account = await newAccount(admin);
  accounts.push(account);
});
afterAll(() => Promise.all(accounts.map(({ id }) => admin.auth.admin.deleteUser(id))));

async function linkFor(params: GenerateLinkParams) {
  const { data, error } = await admin.auth.admin.generateLink(params);
  if (error) throw error;
  return data;
}

/** Where a link leads, and what it brings along. */
async function follow(link: string): Promise<{ url: URL; fragment: URLSearchParams }> {
  const answer = await fetch(link, { redirect: 'manual' });
  expect(answer.status).toBe(303);
  const url = new URL(answer.headers.get('location') ?? '');
  return { url, fragment: new URLSearchParams(url.hash.slice(1)) };
}

describe('a recovery link', () => {
  test('leads back with a session in which a new password can be set', async () => {
    const { properties } = await linkFor({ type: 'recovery', email: account.email });
    const { fragment } = await follow(properties.action_link);
    expect(fragment.get('type')).toBe('recovery');
    const user = client(target, 'publishable');
    const session = await user.auth.setSession({
      access_token: fragment.get('access_token') ?? '',
      refresh_token: fragment.get('refresh_token') ?? '',
    });
    expect(session.data.user?.id).toBe(account.id);
    await allowChange(target, account.id, 'own_password');
    expect((await user.auth.updateUser({ password: 'chosen after the link' })).error).toBeNull();
    await expect(signedIn(target, account, 'chosen after the link')).resolves.toBeDefined();
  });

  test('works once', async () => {
    const { properties } = await linkFor({ type: 'recovery', email: account.email });
    await follow(properties.action_link);
    const { url, fragment } = await follow(properties.action_link);
    expect(fragment.get('error_code')).toBe('otp_expired');
    expect(fragment.has('access_token')).toBe(false);
    expect(url.searchParams.has('code')).toBe(false);
  });

  test('a newer link makes the older one worthless', async () => {
    const older = await linkFor({ type: 'recovery', email: account.email });
    const newer = await linkFor({ type: 'recovery', email: account.email });
    expect((await follow(older.properties.action_link)).fragment.has('access_token')).toBe(false);
    expect((await follow(newer.properties.action_link)).fragment.has('access_token')).toBe(true);
  });

  test('can be redeemed by its hash, on a page of our own', async () => {
    const { properties } = await linkFor({ type: 'recovery', email: account.email });
    const user = client(target, 'publishable');
    const redeem = () => user.auth.verifyOtp({ type: 'recovery', token_hash: properties.hashed_token });
    expect((await redeem()).data.user?.id).toBe(account.id);
    expect((await redeem()).error).toMatchObject({ status: 403, code: 'otp_expired' });
  });

  test('never carries a session to a foreign address', async () => {
    const { properties } = await linkFor({
      type: 'recovery',
      email: account.email,
      options: { redirectTo: 'https://evil.example/steal' },
    });
    expect(properties.action_link).not.toContain('evil.example');
    const forged = new URL(properties.action_link);
    forged.searchParams.set('redirect_to', 'https://evil.example/steal');
    const { url } = await follow(forged.toString());
    expect(url.hostname).not.toBe('evil.example');
  });

  test('is not made for somebody who does not exist', async () => {
    const { error } = await admin.auth.admin.generateLink({ type: 'recovery', email: `no-${account.email}` });
    expect(error).toMatchObject({ status: 404, code: 'user_not_found' });
  });
});

describe('an invitation', () => {
  test('makes an unconfirmed user, who is confirmed and signed in by the link', async () => {
    const email = `invited-${randomUUID()}@example.com`;
    const { user, properties } = await linkFor({
      type: 'invite',
      email,
      options: { data: { name: 'Grace' } },
    });
    accounts.push({ id: user.id, email });
    expect(user.email_confirmed_at).toBeUndefined();
    expect(user.user_metadata).toMatchObject({ name: 'Grace' });
    const { fragment } = await follow(properties.action_link);
    expect(fragment.get('type')).toBe('invite');
    const invited = client(target, 'publishable');
    await invited.auth.setSession({
      access_token: fragment.get('access_token') ?? '',
      refresh_token: fragment.get('refresh_token') ?? '',
    });
    await allowChange(target, user.id, 'own_password');
    await invited.auth.updateUser({ password: PASSWORD });
    await expect(signedIn(target, { id: user.id, email })).resolves.toBeDefined();
    const { data } = await admin.auth.admin.getUserById(user.id);
    expect(data.user?.email_confirmed_at).toEqual(expect.any(String));
  });

  test('is refused for an address that already signs in', async () => {
    const { error } = await admin.auth.admin.generateLink({ type: 'invite', email: account.email });
    expect(error).toMatchObject({ status: 422, code: 'email_exists' });
  });
});

test('a magic link signs in without a password', async () => {
  const { properties } = await linkFor({ type: 'magiclink', email: account.email });
  const { data, error } = await client(target, 'publishable').auth.verifyOtp({
    type: 'email',
    token_hash: properties.hashed_token,
  });
  expect(error).toBeNull();
  expect(data.user?.id).toBe(account.id);
});
