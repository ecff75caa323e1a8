import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { allowChange, client, newAccount, PASSWORD, signedIn } from '../clients';

const target = inject('contractTarget');
const admin = client(target, 'secret');

describe('the admin API', () => {
  test('makes a user who can sign in at once, with the metadata given', async () => {
    const email = `Contract-${randomUUID()}@Example.com`;
    const { data, error } = await admin.auth.admin.createUser({
      email,
      password: PASSWORD,
      email_confirm: true,
      user_metadata: { name: 'Ada' },
      app_metadata: { plan: 'trial' },
    });
    expect(error).toBeNull();
    expect(data.user).toMatchObject({
      email: email.toLowerCase(),
      role: 'authenticated',
      user_metadata: { name: 'Ada' },
      app_metadata: { provider: 'email', plan: 'trial' },
    });
    expect(data.user?.email_confirmed_at).toEqual(expect.any(String));
    const session = await client(target, 'publishable').auth.signInWithPassword({
      email,
      password: PASSWORD,
    });
    expect(session.data.user?.id).toBe(data.user?.id);
    await admin.auth.admin.deleteUser(data.user?.id ?? '');
  });

  test('keeps an e-mail address to one user', async () => {
    const account = await newAccount(admin);
    const { error } = await admin.auth.admin.createUser({
      email: account.email.toUpperCase(),
      password: PASSWORD,
    });
    expect(error).toMatchObject({ status: 422, code: 'email_exists' });
    await admin.auth.admin.deleteUser(account.id);
  });

  test('lists every user page by page and says how many there are', async () => {
    const accounts = await Promise.all([1, 2, 3].map(() => newAccount(admin)));
    const first = await admin.auth.admin.listUsers({ page: 1, perPage: 2 });
    if (first.error) throw first.error;
    expect(first.data.users).toHaveLength(2);
    expect(first.data.total).toBeGreaterThanOrEqual(3);
    expect(first.data.nextPage).toBe(2);
    const all = await admin.auth.admin.listUsers({ page: 1, perPage: 1000 });
    if (all.error) throw all.error;
    const ids = all.data.users.map((user) => user.id);
    expect(ids).toEqual(expect.arrayContaining(accounts.map((account) => account.id)));
    await Promise.all(accounts.map((account) => admin.auth.admin.deleteUser(account.id)));
  });

  test('changes only what is named and merges metadata', async () => {
    const account = await newAccount(admin);
    await admin.auth.admin.updateUserById(account.id, { user_metadata: { a: 1, b: 2 } });
    const { data } = await admin.auth.admin.updateUserById(account.id, { user_metadata: { b: 3 } });
    expect(data.user).toMatchObject({ email: account.email, user_metadata: { a: 1, b: 3 } });
    const moved = `moved-${account.email}`;
    await allowChange(target, account.id, 'email', moved);
    await admin.auth.admin.updateUserById(account.id, { email: moved });
    await expect(signedIn(target, { id: account.id, email: moved })).resolves.toBeDefined();
    await admin.auth.admin.deleteUser(account.id);
  });

  test('a deleted user is gone: no sign-in, no lookup, and the address is free again', async () => {
    const account = await newAccount(admin);
    const user = await signedIn(target, account);
    await admin.auth.admin.deleteUser(account.id);
    expect((await admin.auth.admin.getUserById(account.id)).error).toMatchObject({
      status: 404,
      code: 'user_not_found',
    });
    expect((await user.auth.getUser()).error?.status).toBe(403);
    await expect(signedIn(target, account)).rejects.toMatchObject({ code: 'invalid_credentials' });
    const again = await admin.auth.admin.createUser({
      email: account.email,
      password: PASSWORD,
      email_confirm: true,
    });
    expect(again.error).toBeNull();
    await admin.auth.admin.deleteUser(again.data.user?.id ?? '');
  });

  test('a soft-deleted user keeps the id, loses the sign-in and frees the address', async () => {
    const account = await newAccount(admin);
    await admin.auth.admin.deleteUser(account.id, true);
    const kept = await admin.auth.admin.getUserById(account.id);
    expect(kept.data.user?.id).toBe(account.id);
    expect(kept.data.user?.email).not.toBe(account.email);
    await expect(signedIn(target, account)).rejects.toMatchObject({ code: 'invalid_credentials' });
    const again = await admin.auth.admin.createUser({ email: account.email, password: PASSWORD });
    expect(again.error).toBeNull();
    await admin.auth.admin.deleteUser(account.id);
    await admin.auth.admin.deleteUser(again.data.user?.id ?? '');
  });

  test('is closed to the publishable key and to signed-in users, whatever they ask', async () => {
    const account = await newAccount(admin);
    const user = await signedIn(target, account);
    const { data } = await user.auth.getSession();
    const asUser = client(target, 'publishable', {
      global: { headers: { Authorization: `Bearer ${data.session?.access_token}` } },
    });
    for (const caller of [client(target, 'publishable'), asUser]) {
      const refused = [401, 403];
      expect(refused).toContain((await caller.auth.admin.listUsers()).error?.status);
      expect(refused).toContain((await caller.auth.admin.getUserById(account.id)).error?.status);
      expect(refused).toContain((await caller.auth.admin.deleteUser(account.id)).error?.status);
      const link = await caller.auth.admin.generateLink({ type: 'recovery', email: account.email });
      expect(refused).toContain(link.error?.status);
      expect(refused).toContain(
        (await caller.auth.admin.inviteUserByEmail(`x-${account.email}`)).error?.status,
      );
    }
    expect((await admin.auth.admin.getUserById(account.id)).data.user?.id).toBe(account.id);
    await admin.auth.admin.deleteUser(account.id);
  });
});
