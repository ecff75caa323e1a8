import { randomUUID } from 'node:crypto';
import { createServerClient } from '@supabase/ssr';
import { sessionCookie } from '@/lib/platform/supabase/cookies';
import { ApiCaller } from '@/tests/support/api-caller';
import type { Installation } from '@/tests/support/installation';

export type Account = { userId: string; email: string; password: string; token: string; api: ApiCaller };
export type Cookie = { name: string; value: string; url: string };

/** An address and a password nobody else has. */
export function newCredentials(name = 'person'): { email: string; password: string } {
  return { email: `${name}-${randomUUID().slice(0, 12)}@example.com`, password: `pass ${randomUUID()}` };
}

/** Somebody who can sign in and belongs to no organization yet. */
export async function createAccount(installation: Installation, name?: string): Promise<Account> {
  const { email, password } = newCredentials(name);
  const { id } = await new ApiCaller(installation, { asServer: true }).request<{ id: string }>(
    'POST',
    '/auth/v1/admin/users',
    { email, password, email_confirm: true },
  );
  const token = await signIn(installation, { email, password });
  return { userId: id, email, password, token, api: new ApiCaller(installation, { token }) };
}

export async function signIn(
  installation: Installation,
  credentials: { email: string; password: string },
): Promise<string> {
  const { access_token } = await new ApiCaller(installation).request<{ access_token: string }>(
    'POST',
    '/auth/v1/token?grant_type=password',
    credentials,
  );
  return access_token;
}

/** The cookies a browser holds after signing in: a real sign-in, written by the library the app reads them with. */
export async function sessionCookies(
  { appUrl, url, publishableKey }: Installation,
  credentials: { email: string; password: string },
): Promise<Cookie[]> {
  const cookies: Cookie[] = [];
  const client = createServerClient(url, publishableKey, {
    realtime: { transport: class {} as never },
    cookieOptions: sessionCookie(appUrl),
    cookies: {
      getAll: () => [],
      setAll: (changes) => {
        for (const { name, value } of changes) if (value !== '') cookies.push({ name, value, url: appUrl });
      },
    },
  });
  const { error } = await client.auth.signInWithPassword(credentials);
  if (error) throw error;
  return cookies;
}
