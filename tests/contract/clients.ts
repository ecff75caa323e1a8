import { randomUUID } from 'node:crypto';
import {
  createClient,
  type RealtimeClientOptions,
  type SupabaseClient,
  type SupabaseClientOptions,
} from '@supabase/supabase-js';
import { SignJWT } from 'jose';
import WebSocket from 'ws';
import type { ContractTarget } from '@/tests/support/contract-target';

type Options = Pick<SupabaseClientOptions<'public'>, 'auth' | 'accessToken' | 'global'>;

/** Node 20 has no WebSocket of its own; the npm one differs from the browser's in event types only. */
const clientSocket = WebSocket as unknown as NonNullable<RealtimeClientOptions['transport']>;

/** An unmodified supabase-js client that keeps its session in memory. */
export function client(
  target: ContractTarget,
  key: 'publishable' | 'secret',
  options: Options = {},
): SupabaseClient {
  return createClient(target.url, key === 'secret' ? target.secretKey : target.publishableKey, {
    realtime: { transport: clientSocket },
    auth: { persistSession: false, autoRefreshToken: false },
    ...options,
  });
}

/** The client of somebody who holds a token we signed, as Foyer's visitors do. */
export function clientWithToken(target: ContractTarget, token: string): SupabaseClient {
  return client(target, 'publishable', { accessToken: async () => token });
}

export async function signToken(
  target: ContractTarget,
  claims: Record<string, unknown>,
  expiresInSeconds = 600,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ role: 'authenticated', ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt(now)
    .setExpirationTime(now + expiresInSeconds)
    .sign(new TextEncoder().encode(target.jwtSecret));
}

export const PASSWORD = 'correct horse battery';

export type Account = { id: string; email: string };

/** A confirmed user nobody else has; the caller deletes it, or the whole target goes away. */
export async function newAccount(admin: SupabaseClient, password = PASSWORD): Promise<Account> {
  const email = `contract-${randomUUID()}@example.com`;
  const { data, error } = await admin.auth.admin.createUser({ email, password, email_confirm: true });
  if (error) throw error;
  return { id: data.user.id, email };
}

/** As Foyer's server says before it changes a sign-in; without it Auth's own doors are closed to that. */
export async function allowChange(
  target: ContractTarget,
  userId: string,
  change: 'own_password' | 'given_password' | 'email',
  email?: string,
): Promise<void> {
  const { error } = await client(target, 'secret').rpc('allow_sign_in_change', {
    p_user: userId,
    p_change: change,
    ...(email === undefined ? {} : { p_email: email }),
  });
  if (error) throw error;
}

export async function signedIn(
  target: ContractTarget,
  account: Account,
  password = PASSWORD,
): Promise<SupabaseClient> {
  const user = client(target, 'publishable');
  const { error } = await user.auth.signInWithPassword({ email: account.email, password });
  if (error) throw error;
  return user;
}
