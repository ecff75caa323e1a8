import type { IncomingMessage } from 'node:http';
import { jwtVerify } from 'jose';
import type postgres from 'postgres';
import { AuthFailure, emailExists, userNotFound, validationFailed } from '@/embedded/auth/auth-failure';
import type { MailKind, MailSender } from '@/embedded/auth/mail-messages';
import { issueToken } from '@/embedded/auth/mail-tokens';
import { mailVariables, verifyLink } from '@/embedded/auth/mailer';
import { safeRedirect } from '@/embedded/auth/redirects';
import {
  createUser,
  deleteUser,
  findUserByEmail,
  findUserById,
  listUsers,
  presentUser,
  type UserAttributes,
  type UserRow,
  updateUser,
} from '@/embedded/auth/users';
import type { ApiKeyCheck } from '@/embedded/gateway/api-key';

export type AdminAnswer = { status: number; body: unknown; headers?: Record<string, string> };

export type AdminContext = {
  sql: postgres.Sql;
  jwtSecret: string;
  authUrl: string;
  siteUrl: string;
  sender: MailSender;
};

type AdminRequest = { method: string; path: string; url: URL; body: Record<string, unknown> };

/** Every route here can do anything to anybody; only the secret key, or a token of the service role, opens it. */
export async function requireService(key: ApiKeyCheck & { ok: true }, jwtSecret: string): Promise<void> {
  if (!key.bearer) {
    if (key.role === 'service_role') return;
    throw new AuthFailure(401, 'no_authorization', 'This endpoint requires a valid Bearer token');
  }
  const role = await jwtVerify(key.bearer, new TextEncoder().encode(jwtSecret), {
    algorithms: ['HS256'],
  }).then(
    (verified) => verified.payload.role,
    () => {
      throw new AuthFailure(403, 'bad_jwt', 'invalid JWT: unable to parse or verify signature');
    },
  );
  if (role !== 'service_role') throw new AuthFailure(403, 'not_admin', 'User not allowed');
}

export function isAdminRoute(path: string): boolean {
  return path === '/invite' || path.startsWith('/admin/');
}

export async function answerAdmin(request: AdminRequest, context: AdminContext): Promise<AdminAnswer> {
  const { sql } = context;
  const user = async (row: UserRow): Promise<AdminAnswer> => ({
    status: 200,
    body: await presentUser(sql, row),
  });
  const id = /^\/admin\/users\/([^/]+)$/.exec(request.path)?.[1];

  switch (`${request.method} ${id ? '/admin/users/:id' : request.path}`) {
    case 'GET /admin/users':
      return listPage(request.url, context);
    case 'POST /admin/users':
      return user(await createUser(sql, request.body as UserAttributes));
    case 'GET /admin/users/:id':
      return user(await findUserById(sql, id ?? ''));
    case 'PUT /admin/users/:id':
      return user(await updateUser(sql, id ?? '', request.body as UserAttributes));
    case 'DELETE /admin/users/:id':
      await deleteUser(sql, id ?? '', request.body.should_soft_delete === true);
      return { status: 200, body: {} };
    case 'POST /admin/generate_link':
      return generateLink(request, context);
    case 'POST /invite':
      return user(await invite(request, context));
    default:
      throw new AuthFailure(404, 'not_found', 'This admin call is not available in the embedded backend.');
  }
}

async function listPage(url: URL, context: AdminContext): Promise<AdminAnswer> {
  const page = Math.max(1, Number(url.searchParams.get('page')) || 1);
  const perPage = Math.min(1_000, Math.max(1, Number(url.searchParams.get('per_page')) || 50));
  const { users, total } = await listUsers(context.sql, page, perPage);
  const last = Math.max(1, Math.ceil(total / perPage));
  const link = (target: number, rel: string) =>
    `</admin/users?page=${target}&per_page=${perPage}>; rel="${rel}"`;
  return {
    status: 200,
    body: {
      users: await Promise.all(users.map((row) => presentUser(context.sql, row))),
      aud: 'authenticated',
    },
    headers: {
      'x-total-count': String(total),
      link: [...(page < last ? [link(page + 1, 'next')] : []), link(last, 'last')].join(', '),
    },
  };
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

function redirectOf(request: AdminRequest, context: AdminContext): string {
  return safeRedirect(
    text(request.body.redirect_to) ?? request.url.searchParams.get('redirect_to'),
    context.siteUrl,
  );
}

async function invitedUser(request: AdminRequest, context: AdminContext): Promise<UserRow> {
  const email = text(request.body.email);
  if (!email) throw validationFailed('An invite requires an email');
  const existing = await findUserByEmail(context.sql, email);
  if (existing?.email_confirmed_at) throw emailExists();
  if (existing) return existing;
  const data = request.body.data as Record<string, unknown> | undefined;
  return createUser(context.sql, { email, invited: true, ...(data ? { user_metadata: data } : {}) });
}

async function invite(request: AdminRequest, context: AdminContext): Promise<UserRow> {
  const user = await invitedUser(request, context);
  const token = await issueToken(context.sql, user, 'confirmation');
  const variables = mailVariables(context, {
    kind: 'invite',
    to: user.email ?? '',
    token: token.hash,
    otp: token.otp,
    redirectTo: redirectOf(request, context),
    data: user.raw_user_meta_data,
  });
  await context.sender.send('invite', user.email ?? '', variables);
  return findUserById(context.sql, user.id);
}

type LinkKind = { mail: MailKind; column: 'confirmation' | 'recovery'; verification: string };

const LINKS: Record<string, LinkKind> = {
  signup: { mail: 'confirmation', column: 'confirmation', verification: 'signup' },
  invite: { mail: 'invite', column: 'confirmation', verification: 'invite' },
  magiclink: { mail: 'magic_link', column: 'recovery', verification: 'magiclink' },
  recovery: { mail: 'recovery', column: 'recovery', verification: 'recovery' },
};

/** A link as the mail would carry it, for callers that send their own mail. Nothing is sent here. */
async function generateLink(request: AdminRequest, context: AdminContext): Promise<AdminAnswer> {
  const email = text(request.body.email);
  const type = text(request.body.type) ?? '';
  if (!email) throw validationFailed('An email address is required');
  if (!LINKS[type]) throw validationFailed(`Invalid email action link type requested: ${type}`);
  const { user, kind } = await linkTarget(type, email, request, context);
  const token = await issueToken(context.sql, user, kind.column);
  const redirectTo = redirectOf(request, context);
  return {
    status: 200,
    body: {
      ...(await presentUser(context.sql, await findUserById(context.sql, user.id))),
      action_link: verifyLink(context.authUrl, token.hash, kind.mail, redirectTo),
      email_otp: token.otp,
      hashed_token: token.hash,
      redirect_to: redirectTo,
      verification_type: kind.verification,
    },
  };
}

async function linkTarget(
  type: string,
  email: string,
  request: AdminRequest,
  context: AdminContext,
): Promise<{ user: UserRow; kind: LinkKind }> {
  const link = (name: string): LinkKind => {
    const kind = LINKS[name];
    if (!kind) throw validationFailed(`Invalid email action link type requested: ${name}`);
    return kind;
  };
  if (type === 'invite') return { user: await invitedUser(request, context), kind: link('invite') };
  const existing = await findUserByEmail(context.sql, email);
  if (type === 'recovery' && !existing) throw userNotFound();
  if (type === 'signup' && existing?.email_confirmed_at) throw emailExists();
  if (existing) return { user: existing, kind: link(type) };
  // A magic link for a stranger is a sign-up, as on hosted.
  const data = request.body.data as Record<string, unknown> | undefined;
  const password = text(request.body.password);
  if (type === 'signup' && !password) throw validationFailed('Signup requires a valid password');
  const created = await createUser(context.sql, {
    email,
    ...(password ? { password } : {}),
    ...(data ? { user_metadata: data } : {}),
  });
  return { user: created, kind: link('signup') };
}

export async function readJsonBody(
  req: IncomingMessage,
): Promise<{ text: string; json: Record<string, unknown> }> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  if (body === '') return { text: body, json: {} };
  try {
    const json: unknown = JSON.parse(body);
    return {
      text: body,
      json: typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {},
    };
  } catch {
    throw new AuthFailure(400, 'bad_json', 'Could not parse request body as JSON');
  }
}
