import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { emailExists, userNotFound, validationFailed } from '@/embedded/auth/auth-failure';
import { hashPassword } from '@/embedded/auth/password-hashing';

export type UserRow = {
  id: string;
  aud: string;
  role: string;
  email: string | null;
  encrypted_password: string | null;
  email_confirmed_at: Date | null;
  invited_at: Date | null;
  confirmation_sent_at: Date | null;
  recovery_sent_at: Date | null;
  raw_app_meta_data: Record<string, unknown> | null;
  raw_user_meta_data: Record<string, unknown> | null;
  banned_until: Date | null;
  deleted_at: Date | null;
  is_anonymous: boolean;
  last_sign_in_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

type IdentityRow = {
  id: string;
  provider: string;
  provider_id: string;
  user_id: string;
  identity_data: Record<string, unknown>;
  last_sign_in_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

/** What the admin API lets be set; every field is optional. */
export type UserAttributes = {
  id?: string;
  email?: string;
  password?: string;
  email_confirm?: boolean;
  user_metadata?: Record<string, unknown>;
  app_metadata?: Record<string, unknown>;
  role?: string;
  ban_duration?: string;
  invited?: boolean;
};

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$|^[^\s@]+@localhost$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export async function findUserById(sql: postgres.ISql, id: string): Promise<UserRow> {
  const [user] = UUID.test(id) ? await sql<UserRow[]>`select * from auth.users where id = ${id}` : [];
  if (!user) throw userNotFound();
  return user;
}

/** What the person's account carries, such as their language; nothing for an account that is gone. */
export async function userMetadata(sql: postgres.Sql, id: string): Promise<Record<string, unknown>> {
  const [user] = await sql<Pick<UserRow, 'raw_user_meta_data'>[]>`
    select raw_user_meta_data from auth.users where id::text = ${id}`;
  return user?.raw_user_meta_data ?? {};
}

export async function findUserByEmail(sql: postgres.Sql, email: string): Promise<UserRow | undefined> {
  const [user] = await sql<UserRow[]>`select * from auth.users where email = ${email.toLowerCase()}`;
  return user;
}

export async function listUsers(
  sql: postgres.Sql,
  page: number,
  perPage: number,
): Promise<{ users: UserRow[]; total: number }> {
  const [count] = await sql<{ total: number }[]>`select count(*)::int as total from auth.users`;
  const users = await sql<UserRow[]>`
    select * from auth.users order by created_at desc, id limit ${perPage} offset ${(page - 1) * perPage}`;
  return { users, total: count?.total ?? 0 };
}

function checkedEmail(email: string): string {
  if (!EMAIL.test(email) || email.length > 255) {
    throw validationFailed('Unable to validate email address: invalid format');
  }
  return email.toLowerCase();
}

function checkPassword(password: string): void {
  if (Buffer.byteLength(password) > 72)
    throw validationFailed('Password cannot be longer than 72 characters');
}

const uniqueViolation = (error: unknown): never => {
  if ((error as { code?: string }).code === '23505') throw emailExists();
  throw error;
};

export async function createUser(sql: postgres.Sql, attributes: UserAttributes): Promise<UserRow> {
  if (!attributes.email) throw validationFailed('Cannot create a user without either an email or phone');
  const email = checkedEmail(attributes.email);
  const id = attributes.id ?? randomUUID();
  if (!UUID.test(id)) throw validationFailed('ID must conform to the uuid v4 format');
  if (attributes.password) checkPassword(attributes.password);
  // Nobody knows the password of a user made without one; a link sets the first.
  const hash = await hashPassword(sql, attributes.password || randomUUID());
  const confirmed = attributes.email_confirm ?? false;
  const userMetadata = { ...attributes.user_metadata };
  const appMetadata = { provider: 'email', providers: ['email'], ...attributes.app_metadata };
  return sql
    .begin(async (transaction) => {
      await transaction`
        insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, invited_at,
                                raw_app_meta_data, raw_user_meta_data, banned_until)
        values (${id}, 'authenticated', ${attributes.role || 'authenticated'}, ${email}, ${hash},
                ${confirmed ? new Date() : null}, ${attributes.invited ? new Date() : null},
                ${sql.json(appMetadata as postgres.JSONValue)}, ${sql.json(userMetadata as postgres.JSONValue)},
                ${bannedUntil(attributes.ban_duration) ?? null})`;
      await transaction`
        insert into auth.identities (id, provider, provider_id, user_id, identity_data, last_sign_in_at)
        values (${randomUUID()}, 'email', ${id}, ${id},
                ${sql.json({ sub: id, email, email_verified: confirmed, phone_verified: false })}, now())`;
      return findUserById(transaction, id);
    })
    .catch(uniqueViolation);
}

export async function updateUser(
  sql: postgres.Sql,
  id: string,
  attributes: UserAttributes,
): Promise<UserRow> {
  const before = await findUserById(sql, id);
  const email = attributes.email ? checkedEmail(attributes.email) : before.email;
  if (attributes.password !== undefined) checkPassword(attributes.password);
  const hash = attributes.password ? await hashPassword(sql, attributes.password) : before.encrypted_password;
  const banned = bannedUntil(attributes.ban_duration);
  return sql
    .begin(async (transaction) => {
      await transaction`
        update auth.users set
          email = ${email},
          encrypted_password = ${hash},
          role = ${attributes.role || before.role},
          email_confirmed_at = ${attributes.email_confirm ? sql`coalesce(email_confirmed_at, now())` : sql`email_confirmed_at`},
          raw_user_meta_data = ${sql.json(merged(before.raw_user_meta_data, attributes.user_metadata))},
          raw_app_meta_data = ${sql.json(merged(before.raw_app_meta_data, attributes.app_metadata))},
          banned_until = ${banned === undefined ? before.banned_until : banned},
          updated_at = now()
        where id = ${id}`;
      if (email !== before.email) {
        await transaction`
          update auth.identities set identity_data = identity_data || ${sql.json({ email })}, updated_at = now()
          where user_id = ${id} and provider = 'email'`;
      }
      if (attributes.password) await endSessions(transaction, id);
      return findUserById(transaction, id);
    })
    .catch(uniqueViolation);
}

export async function deleteUser(sql: postgres.Sql, id: string, soft: boolean): Promise<void> {
  await findUserById(sql, id);
  if (!soft) {
    await sql`delete from auth.users where id = ${id}`;
    return;
  }
  await sql.begin(async (transaction) => {
    await transaction`
      update auth.users set email = ${`deleted-${id}`}, encrypted_password = null, raw_user_meta_data = '{}',
        raw_app_meta_data = '{}', confirmation_token = null, recovery_token = null, email_change = null,
        email_change_token_new = null, email_change_token_current = null, reauthentication_token = null,
        deleted_at = now(), updated_at = now()
      where id = ${id}`;
    await transaction`delete from auth.identities where user_id = ${id}`;
    await endSessions(transaction, id);
  });
}

export async function endSessions(sql: postgres.ISql, userId: string, exceptSession?: string): Promise<void> {
  const kept = exceptSession ?? null;
  await sql`delete from auth.sessions where user_id = ${userId} and (${kept}::uuid is null or id <> ${kept}::uuid)`;
}

export const isBanned = (user: UserRow): boolean =>
  user.banned_until !== null && user.banned_until > new Date();

/** A null value removes its key, as Auth does. */
function merged(
  before: Record<string, unknown> | null,
  changes?: Record<string, unknown>,
): postgres.JSONValue {
  const all = { ...before, ...changes };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null)) as postgres.JSONValue;
}

const UNIT_MS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

/** Go durations ("24h", "1h30m"), or "none" to lift the ban. Undefined: not mentioned. */
function bannedUntil(duration: string | undefined): Date | null | undefined {
  if (duration === undefined) return undefined;
  if (duration === 'none') return null;
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (parts.length === 0 || parts.map((part) => part[0]).join('') !== duration) {
    throw validationFailed(`invalid format for ban duration: time: invalid duration "${duration}"`);
  }
  const total = parts.reduce((sum, part) => sum + Number(part[1]) * (UNIT_MS[part[2] ?? ''] ?? 0), 0);
  return new Date(Date.now() + total);
}

export async function presentUser(sql: postgres.Sql, user: UserRow): Promise<Record<string, unknown>> {
  const identities = await sql<IdentityRow[]>`
    select * from auth.identities where user_id = ${user.id} order by created_at`;
  const optional = {
    email_confirmed_at: user.email_confirmed_at,
    confirmed_at: user.email_confirmed_at,
    invited_at: user.invited_at,
    confirmation_sent_at: user.confirmation_sent_at,
    recovery_sent_at: user.recovery_sent_at,
    last_sign_in_at: user.last_sign_in_at,
    banned_until: user.banned_until,
    deleted_at: user.deleted_at,
  };
  return {
    id: user.id,
    aud: user.aud,
    role: user.role,
    email: user.email ?? '',
    phone: '',
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    identities: identities.map(({ id, provider_id, ...identity }) => ({
      ...identity,
      identity_id: id,
      id: provider_id,
      email: identity.identity_data.email,
    })),
    created_at: user.created_at,
    updated_at: user.updated_at,
    is_anonymous: user.is_anonymous,
  };
}
