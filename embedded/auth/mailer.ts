import { AsyncLocalStorage } from 'node:async_hooks';
import type { AuthMailer } from '@/embedded/auth/lite-app';
import type { MailKind, MailSender, MailVariables } from '@/embedded/auth/mail-messages';

/** What the request behind a mail asked for; Lite does not carry it through to the mail itself. */
export type MailRequest = {
  redirectTo: string;
  /** Called with the user the mail goes to; answers the token as the link shall carry it. */
  linkToken(hash: string, userId: string): Promise<string>;
};

export const mailRequest = new AsyncLocalStorage<MailRequest>();

const VERIFY_TYPES: Record<MailKind, string> = {
  confirmation: 'signup',
  recovery: 'recovery',
  magic_link: 'magiclink',
  email_change: 'email_change',
  invite: 'invite',
  reauthentication: 'reauthentication',
};

export function verifyLink(authUrl: string, token: string, kind: MailKind, redirectTo: string): string {
  const link = new URL(`${authUrl}/verify`);
  link.searchParams.set('token', token);
  link.searchParams.set('type', VERIFY_TYPES[kind]);
  link.searchParams.set('redirect_to', redirectTo);
  return link.toString();
}

export type Mail = {
  kind: MailKind;
  to: string;
  token: string;
  otp: string;
  redirectTo: string;
  email?: string | undefined;
  newEmail?: string | undefined;
  data?: Record<string, unknown> | null | undefined;
};

export function mailVariables(context: { authUrl: string; siteUrl: string }, mail: Mail): MailVariables {
  return {
    ConfirmationURL:
      mail.kind === 'reauthentication'
        ? ''
        : verifyLink(context.authUrl, mail.token, mail.kind, mail.redirectTo),
    Token: mail.otp,
    TokenHash: mail.token,
    SiteURL: context.siteUrl,
    Email: mail.email ?? mail.to,
    NewEmail: mail.newEmail ?? mail.to,
    RedirectTo: mail.redirectTo,
    Data: mail.data ?? {},
  };
}

type Meta = { userId?: string; currentEmail?: string; newEmail?: string; tokenHash?: string };

export function createAuthMailer(
  sender: MailSender,
  context: {
    authUrl: string;
    siteUrl: string;
    metadataOf(userId: string): Promise<Record<string, unknown>>;
  },
): AuthMailer {
  const send = async (
    kind: MailKind,
    to: string,
    hash: string,
    otp: string,
    meta: Meta = {},
  ): Promise<void> => {
    const request = mailRequest.getStore();
    const redirectTo = request?.redirectTo ?? context.siteUrl;
    const token = request && meta.userId ? await request.linkToken(hash, meta.userId) : hash;
    const variables = mailVariables(context, {
      kind,
      to,
      token,
      otp,
      redirectTo,
      email: meta.currentEmail,
      newEmail: meta.newEmail,
      data: meta.userId ? await context.metadataOf(meta.userId) : {},
    });
    await sender.send(kind, to, variables);
  };
  return {
    sendConfirmation: (email, token, otp, meta) => send('confirmation', email, token, otp, meta),
    sendRecovery: (email, token, otp, meta) => send('recovery', email, token, otp, meta),
    sendMagicLink: (email, token, otp, meta) => send('magic_link', email, token, otp, meta),
    sendEmailChange: (email, token, otp, meta) => send('email_change', email, token, otp, meta),
    sendReauthentication: (email, otp, meta) => send('reauthentication', email, meta?.tokenHash ?? '', otp),
  };
}
