import postgres from 'postgres';
import { afterAll, expect, inject, test } from 'vitest';
import { client, newAccount, PASSWORD, signedIn } from '../clients';

const target = inject('contractTarget');
const sql = postgres(target.databaseUrl, { max: 1, onnotice: () => undefined });

afterAll(() => sql.end({ timeout: 5 }));

/** Every grant there is: on schemas, tables, sequences, columns and functions, and those future objects get. */
async function grants(): Promise<object[]> {
  const rows = await sql<object[]>`
    select 'relation' as kind, n.nspname || '.' || c.relname as name, c.relacl::text as grants
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and n.nspname !~ '^contract_'
    union all
    select 'schema', nspname, nspacl::text from pg_namespace where nspname !~ '^(pg_|contract_)'
    union all
    select 'function', n.nspname || '.' || p.oid::regprocedure, p.proacl::text
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname !~ '^(pg_|contract_)' and n.nspname <> 'information_schema'
    union all
    select 'default', defaclrole::regrole || ' ' || coalesce(defaclnamespace::regnamespace::text, '*') || ' ' || defaclobjtype::text,
           defaclacl::text
    from pg_default_acl
    order by 1, 2`;
  return [...rows];
}

test('no request to Auth or Storage, failed or not, changes a single grant', async () => {
  const before = await grants();
  expect(before.length).toBeGreaterThan(20);

  const admin = client(target, 'secret');
  const anon = client(target, 'publishable');
  const account = await newAccount(admin);
  const user = await signedIn(target, account);
  await anon.auth.signInWithPassword({ email: account.email, password: 'wrong' });
  await anon.auth.signUp({ email: 'not an address', password: 'x' });
  await anon.auth.resetPasswordForEmail(account.email);
  await user.auth.getUser();
  await user.auth.updateUser({ data: { a: 1 } });
  await user.auth.refreshSession();

  const bucket = `contract-${account.id}`;
  await admin.storage.createBucket(bucket, { public: false });
  for (const caller of [anon, user, admin]) {
    await caller.storage.from(bucket).upload('a.txt', 'hello', { upsert: true });
    await caller.storage.from(bucket).download('a.txt');
    await caller.storage.from(bucket).list();
    await caller.storage.from(bucket).createSignedUrl('a.txt', 60);
    await caller.storage.from('no-such-bucket').upload('a.txt', 'hello');
    await caller.storage.listBuckets();
  }
  await user.storage.from(bucket).remove(['a.txt']);
  await admin.storage.from(bucket).remove(['a.txt']);
  await admin.storage.deleteBucket(bucket);
  await user.auth.signOut();
  await anon.auth.signInWithPassword({ email: account.email, password: PASSWORD });
  await admin.auth.admin.deleteUser(account.id);

  expect(await grants()).toEqual(before);
});
