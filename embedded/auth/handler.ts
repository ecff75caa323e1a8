import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '@supabase/lite';
import {
  type AdminContext,
  answerAdmin,
  isAdminRoute,
  readJsonBody,
  requireService,
} from '@/embedded/auth/admin-routes';
import { AuthFailure } from '@/embedded/auth/auth-failure';
import { databaseAnswers } from '@/embedded/auth/database-answers';
import { FailureLimit } from '@/embedded/auth/failure-limit';
import { issueToken, rememberChallenge, withPkceMark } from '@/embedded/auth/mail-tokens';
import { mailRequest, mailVariables } from '@/embedded/auth/mailer';
import { safeRedirect } from '@/embedded/auth/redirects';
import { endOtherSessions, refuseBannedGrant } from '@/embedded/auth/session-guard';
import { databaseRefusal, refuseUnprovenChange } from '@/embedded/auth/sign-in-guard';
import { findUserByEmail } from '@/embedded/auth/users';
import { followLink, verifyToken } from '@/embedded/auth/verify-route';
import { checkApiKey } from '@/embedded/gateway/api-key';
import { sendFetchResponse } from '@/embedded/gateway/fetch-bridge';
import { answerJson, serviceDown } from '@/embedded/gateway/json-answer';
import type { HttpHandler } from '@/embedded/gateway/server';
import type { InstallKeys } from '@/embedded/install-keys';

export type AuthContext = AdminContext & { lite: App; keys: InstallKeys; confirmEmail: boolean };

/** Opened from a mail or by a program that has no key. */
const OPEN = /^\/(verify|authorize|callback|health|\.well-known\/.*)$/;

/** Lite's Auth with what it lacks beside it: bans, the admin API, links that lead where the caller asked. */
export function createAuthHandler(context: AuthContext): HttpHandler {
  const failures = new FailureLimit();

  const respond = async (req: IncomingMessage, url: URL): Promise<Response> => {
    const path = url.pathname.slice('/auth/v1'.length);
    const method = req.method ?? 'GET';
    if (method === 'GET' && path === '/verify') {
      return Response.redirect(await followLink(url, verification(req)), 303);
    }
    const key = checkApiKey(req, url, context.keys);
    if (!key.ok && !OPEN.test(path)) return Response.json(key.body, { status: key.status });
    const body = await readJsonBody(req);

    if (isAdminRoute(path)) {
      if (!key.ok) return Response.json(key.body, { status: key.status });
      await requireService(key, context.jwtSecret);
      const answer = await answerAdmin({ method, path, url, body: body.json }, context);
      return Response.json(answer.body, { status: answer.status, headers: answer.headers ?? {} });
    }
    const forward = () => context.lite.fetch(copyRequest(req, url, body.text));
    switch (`${method} ${path}`) {
      case 'POST /token':
        return grantToken(url.searchParams.get('grant_type'), body.json, forward);
      case 'POST /verify':
        return verifyToken(body.json, verification(req));
      case 'POST /signup':
        return (await repeatedSignUp(body.json, url)) ?? withMail(url, body.json, forward);
      case 'POST /resend':
        if (body.json.type !== 'signup') return withMail(url, body.json, forward);
        await resendConfirmation(String(body.json.email ?? ''), url);
        return Response.json({});
      case 'PUT /user': {
        const bearer = key.ok ? key.bearer : undefined;
        await refuseUnprovenChange(context.sql, context.jwtSecret, bearer, body.json);
        const answer = await withMail(url, body.json, forward);
        if (answer.ok && body.json.password) await endOtherSessions(context.sql, bearer);
        return answer;
      }
      default:
        return withMail(url, body.json, forward);
    }
  };

  const grantToken = async (
    grant: string | null,
    body: Record<string, unknown>,
    forward: () => Promise<Response>,
  ): Promise<Response> => {
    const account = grant === 'password' ? String(body.email ?? '').toLowerCase() : '';
    if (account) failures.check(account);
    await refuseBannedGrant(context.sql, grant, body);
    const answer = await forward();
    if (account && answer.ok) failures.succeeded(account);
    if (account && answer.status === 400) failures.failed(account);
    return answer;
  };

  /** Carries the address a link shall lead to, and the browser's challenge, to the mail Lite sends meanwhile. */
  const withMail = <T>(url: URL, body: Record<string, unknown>, work: () => Promise<T>): Promise<T> => {
    const value = typeof body.code_challenge === 'string' ? body.code_challenge : '';
    const method = String(body.code_challenge_method ?? 's256').toLowerCase();
    return mailRequest.run(
      {
        redirectTo: safeRedirect(url.searchParams.get('redirect_to'), context.siteUrl),
        async linkToken(hash, userId) {
          if (!value) return hash;
          await rememberChallenge(context.sql, userId, { value, method });
          return withPkceMark(hash);
        },
      },
      work,
    );
  };

  const resendConfirmation = async (email: string, url: URL): Promise<void> => {
    const user = await findUserByEmail(context.sql, email);
    if (!user?.email || user.email_confirmed_at) return;
    const token = await issueToken(context.sql, user, 'confirmation');
    const redirectTo = safeRedirect(url.searchParams.get('redirect_to'), context.siteUrl);
    const mail = {
      kind: 'confirmation' as const,
      to: user.email,
      token: token.hash,
      otp: token.otp,
      redirectTo,
      data: user.raw_user_meta_data,
    };
    await context.sender.send('confirmation', user.email, mailVariables(context, mail));
  };

  /**
   * Where addresses are confirmed by mail, signing up again must not tell a stranger that the address is
   * known: the same answer as for a new one, and the mail goes out again if it was never confirmed.
   */
  const repeatedSignUp = async (body: Record<string, unknown>, url: URL): Promise<Response | undefined> => {
    if (!context.confirmEmail) return undefined;
    const email = String(body.email ?? '').toLowerCase();
    if (!(await findUserByEmail(context.sql, email))) return undefined;
    await resendConfirmation(email, url);
    const now = new Date().toISOString();
    return Response.json({
      id: crypto.randomUUID(),
      aud: 'authenticated',
      role: '',
      email,
      phone: '',
      confirmation_sent_at: now,
      app_metadata: { provider: 'email', providers: ['email'] },
      user_metadata: {},
      identities: [],
      created_at: now,
      updated_at: now,
      is_anonymous: false,
    });
  };

  const verification = (req: IncomingMessage) => ({
    sql: context.sql,
    siteUrl: context.siteUrl,
    verify: (body: { token_hash: string; type: string }) => {
      const url = new URL('/auth/v1/verify', context.authUrl);
      return context.lite.fetch(copyRequest(req, url, JSON.stringify(body), context.keys.publishableKey));
    },
  });

  return async (req: IncomingMessage, res: ServerResponse, url: URL) => {
    try {
      const answer = await respond(req, url);
      if (answer.status !== 500 || (await databaseAnswers(context.sql)))
        return await sendFetchResponse(answer, res);
    } catch (error) {
      const refusal = error instanceof AuthFailure ? error : databaseRefusal(error);
      if (refusal) {
        return answerJson(res, refusal.status, refusal.toJSON(), { 'x-sb-error-code': refusal.code });
      }
      if (await databaseAnswers(context.sql)) throw error;
    }
    answerJson(res, 503, serviceDown('Sign-in'));
  };
}

/** Lite reads a copy: the body was already taken from the socket. */
function copyRequest(req: IncomingMessage, url: URL, text: string, apiKey?: string): Request {
  const method = apiKey ? 'POST' : (req.method ?? 'GET');
  const headers = new Headers();
  for (const name of [
    'apikey',
    'authorization',
    'content-type',
    'user-agent',
    'x-client-info',
    'x-supabase-api-version',
  ]) {
    const value = req.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  if (apiKey) {
    headers.set('apikey', apiKey);
    headers.set('content-type', 'application/json');
    headers.delete('authorization');
  }
  const hasBody = method !== 'GET' && method !== 'HEAD' && text !== '';
  return new Request(url, { method, headers, ...(hasBody ? { body: text } : {}) });
}
