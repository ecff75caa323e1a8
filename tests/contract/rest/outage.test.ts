import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ControlAction } from '@/tests/support/contract-target';
import { client, newAccount, signedIn } from '../clients';
import { NotesTable } from './notes-table';

const target = inject('contractTarget');
const stage = new NotesTable(target);

async function ask(action: ControlAction): Promise<void> {
  const answer = await fetch(`${target.controlUrl}/${action}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`${action}: ${await answer.text()}`);
}

async function call(path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${target.url}${path}`, {
    ...init,
    headers: { apikey: target.secretKey, 'content-type': 'application/json' },
  });
  return { status: answer.status, body: await answer.json() };
}

/** Nobody can take a hosted project down for a test. */
describe.skipIf(target.controlUrl === null)('while the database is away', () => {
  beforeAll(() => stage.open());
  afterAll(() => stage.close());

  test('every API says 503 in JSON, and all of them work again afterwards', async () => {
    const admin = client(target, 'secret');
    const account = await newAccount(admin);
    const user = await signedIn(target, account);

    await ask('stop-database');
    try {
      const credentials = JSON.stringify({ email: account.email, password: 'anything' });
      const answers = await Promise.all([
        call(`/rest/v1/rpc/${stage.name}_claims`, { method: 'POST', body: '{}' }),
        call('/auth/v1/token?grant_type=password', { method: 'POST', body: credentials }),
        call('/auth/v1/admin/users'),
        call('/storage/v1/bucket'),
      ]);
      for (const { status, body } of answers) {
        expect(status).toBe(503);
        expect(body).toMatchObject({ message: expect.any(String) });
      }
      expect(await call('/health')).toMatchObject({ status: 503, body: { parts: { database: 'down' } } });
    } finally {
      await ask('start-database');
    }

    await expect.poll(async () => (await call('/health')).status, { timeout: 30_000 }).toBe(200);
    expect((await call(`/rest/v1/rpc/${stage.name}_claims`, { method: 'POST', body: '{}' })).status).toBe(
      200,
    );
    expect((await user.auth.getUser()).data.user?.id).toBe(account.id);
    expect((await admin.storage.listBuckets()).error).toBeNull();
    await admin.auth.admin.deleteUser(account.id);
  });
});
