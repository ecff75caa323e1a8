import { AsyncLocalStorage } from 'node:async_hooks';
import type { AuthMailer } from '@/embedded/auth/lite-app';
import type { MailKind, MailSender, MailVariables } from '@/embedded/auth/mail-messages';

/** What the request that causes a mail asked for; Lite does not carry it through to the mail itself. */
export type MailRequest = {
  redirectTo: string;
  linkToken: (tokenHash: string, kind: MailKind) => Promise<string>;
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

export function createAuthMailer(sender: MailSender, authUrl: string, siteUrl: string): AuthMailer {
  const send = async (
    kind: MailKind,
    to: string,
    hash: string,
    otp: string,
    addresses: { current?: string | undefined; next?: string | undefined } = {},
  ): Promise<void> => {
    const request = mailRequest.getStore();
    const redirectTo = request?.redirectTo ?? siteUrl;
    const token = request && hash ? await request.linkToken(hash, kind) : hash;
    const variables: MailVariables = {
      ConfirmationURL: kind === 'reauthentication' ? '' : verifyLink(authUrl, token, kind, redirectTo),
      Token: otp,
      TokenHash: token,
      SiteURL: siteUrl,
      Email: addresses.current ?? to,
      NewEmail: addresses.next ?? to,
      RedirectTo: redirectTo,
    };
    await sender.send(kind, to, variables);
  };
  return {
    sendConfirmation: (email, token, otp) => send('confirmation', email, token, otp),
    sendRecovery: (email, token, otp) => send('recovery', email, token, otp),
    sendMagicLink: (email, token, otp) => send('magic_link', email, token, otp),
    sendEmailChange: (email, token, otp, meta) =>
      send('email_change', email, token, otp, { current: meta?.currentEmail, next: meta?.newEmail }),
    sendReauthentication: (email, otp, meta) => send('reauthentication', email, meta?.tokenHash ?? '', otp),
  };
}
