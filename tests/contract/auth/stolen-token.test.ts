import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { type Account, allowChange, client, newAccount, PASSWORD, signedIn } from '../clients';

const target = inject('contractTarget');
const admin = client(target, 'secret');
const refused = { status: 403, message: 'proof_is_missing' };
const NEW_PASSWORD = 'chosen by somebody else';
const elsewhere = () => `moved-${randomUUID()}@example.com`;

let account: Account;
beforeEach(async () => {
  account = await newAccount(admin);
});
afterEach(async () => {
  await admin.auth.admin.deleteUser(account.id);
});
const addressesOf = async () => {
  const { data } = await admin.auth.admin.getUserById(account.id);
  return { email: data.user?.email, waiting: data.user?.new_email };
};

describe('a valid token by itself, straight at Auth', () => {
  test('sets no password: the old one and every session go on [U25]', async () => {
    const thief = await signedIn(target, account);
    expect((await thief.auth.updateUser({ password: NEW_PASSWORD })).error).toMatchObject(refused);
    await expect(signedIn(target, account, NEW_PASSWORD)).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
    await expect(signedIn(target, account, PASSWORD)).resolves.toBeDefined();
  });

  test('asks for no other address, and no mail is on its way', async () => {
    const thief = await signedIn(target, account);
    expect((await thief.auth.updateUser({ email: elsewhere() })).error).toMatchObject(refused);
    expect(await addressesOf()).toEqual({ email: account.email, waiting: undefined });
  });

  test('still changes what is no way in, such as the language', async () => {
    const user = await signedIn(target, account);
    const { data, error } = await user.auth.updateUser({ data: { locale: 'fr' } });
    expect(error).toBeNull();
    expect(data.user?.user_metadata).toMatchObject({ locale: 'fr' });
  });
});

describe('once the server has seen a proof', () => {
  test('one password is set, and not a second one', async () => {
    const user = await signedIn(target, account);
    await allowChange(target, account.id, 'own_password');
    expect((await user.auth.updateUser({ password: NEW_PASSWORD })).error).toBeNull();
    expect((await user.auth.updateUser({ password: 'and yet another one' })).error).toMatchObject(refused);
    await expect(signedIn(target, account, NEW_PASSWORD)).resolves.toBeDefined();
  });

  test('the address that was named may be asked for, and no other', async () => {
    const user = await signedIn(target, account);
    const next = elsewhere();
    await allowChange(target, account.id, 'email', next);
    expect((await user.auth.updateUser({ email: elsewhere() })).error).toMatchObject(refused);
    expect((await user.auth.updateUser({ password: NEW_PASSWORD })).error).toMatchObject(refused);
    expect((await user.auth.updateUser({ email: next })).error).toBeNull();
    expect((await addressesOf()).email).toBe(account.email);
  });

  test('nobody else gains by it, and nobody signed in may say that there was one', async () => {
    const [user, other] = [await signedIn(target, account), await newAccount(admin)];
    await allowChange(target, other.id, 'own_password');
    expect((await user.auth.updateUser({ password: NEW_PASSWORD })).error).toMatchObject(refused);
    const own = await user.rpc('allow_sign_in_change', { p_user: account.id, p_change: 'own_password' });
    expect(own.error).toMatchObject({ code: '42501' });
    await admin.auth.admin.deleteUser(other.id);
  });
});
