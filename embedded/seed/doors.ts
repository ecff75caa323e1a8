import { SignJWT } from 'jose';
import { z } from 'zod';
import type { Backend } from '@/embedded/backend';

/** Who is knocking: somebody with a token, or the server with the secret key. */
export type Caller = { token: string } | 'server';

/** The doors people use, through the gateway, so that every policy, trigger and limit has its say. */
export type Doors = {
  rpc<T>(caller: Caller, name: string, args: object, shape: z.ZodType<T>): Promise<T>;
  insert<T>(caller: Caller, table: string, row: object, shape: z.ZodType<T>): Promise<T>;
  update(caller: Caller, table: string, id: string, change: object): Promise<void>;
  uploadAvatar(path: string, picture: Buffer): Promise<void>;
  signUp(email: string, password: string): Promise<{ token: string }>;
  removeAccounts(emails: string[]): Promise<void>;
  visitorToken(visitorId: string): Promise<{ token: string }>;
};

const session = z.object({ access_token: z.string() });
const accounts = z.object({ users: z.array(z.object({ id: z.string(), email: z.string() })) });

export function openDoors(backend: Backend): Doors {
  const headersFor = (caller: Caller): Record<string, string> =>
    caller === 'server'
      ? { apikey: backend.secretKey }
      : { apikey: backend.publishableKey, authorization: `Bearer ${caller.token}` };

  async function call(caller: Caller, method: string, path: string, body?: object | Buffer, extra = {}) {
    const isFile = Buffer.isBuffer(body);
    const response = await fetch(`${backend.url}${path}`, {
      method,
      headers: {
        ...headersFor(caller),
        'content-type': isFile ? 'image/webp' : 'application/json',
        ...extra,
      },
      ...(body ? { body: isFile ? new Uint8Array(body) : JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was refused (${response.status}): ${text}`);
    return text ? (JSON.parse(text) as unknown) : undefined;
  }

  const wantRow = { prefer: 'return=representation', accept: 'application/vnd.pgrst.object+json' };

  return {
    rpc: async (caller, name, args, shape) =>
      shape.parse(await call(caller, 'POST', `/rest/v1/rpc/${name}`, args)),
    insert: async (caller, table, row, shape) =>
      shape.parse(await call(caller, 'POST', `/rest/v1/${table}`, row, wantRow)),
    async update(caller, table, id, change) {
      await call(caller, 'PATCH', `/rest/v1/${table}?id=eq.${id}`, change, wantRow);
    },
    async uploadAvatar(path, picture) {
      await call('server', 'POST', `/storage/v1/object/avatars/${path}`, picture);
    },
    async signUp(email, password) {
      await call('server', 'POST', '/auth/v1/admin/users', { email, password, email_confirm: true });
      const granted = await call(
        { token: backend.publishableKey },
        'POST',
        '/auth/v1/token?grant_type=password',
        {
          email,
          password,
        },
      );
      return { token: session.parse(granted).access_token };
    },
    async removeAccounts(emails) {
      const { users } = accounts.parse(await call('server', 'GET', '/auth/v1/admin/users?per_page=1000'));
      for (const { id, email } of users) {
        if (emails.includes(email)) await call('server', 'DELETE', `/auth/v1/admin/users/${id}`, {});
      }
    },
    // As the application's session route signs it; the application is not running yet.
    visitorToken: async (visitorId) => ({
      token: await new SignJWT({ role: 'authenticated', aud: 'authenticated', app_role: 'visitor' })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(visitorId)
        .setIssuedAt()
        .setExpirationTime('15m')
        .sign(new TextEncoder().encode(backend.jwtSecret)),
    }),
  };
}
