import 'server-only';
import { createTransport, type Transporter } from 'nodemailer';
import { env } from '@/lib/platform/env';
import { UserError } from '@/lib/platform/errors';

export type Mail = { to: string; subject: string; text: string; html: string; messageId?: string };

/** What SMTP_URL may say otherwise. A server that does not answer is given up soon: somebody waits for the result. */
const TRANSPORT_DEFAULTS = {
  pool: 'true',
  maxConnections: '3',
  connectionTimeout: '10000',
  greetingTimeout: '10000',
  socketTimeout: '20000',
};

let transport: Transporter | undefined;

function mailTransport(): Transporter {
  const { SMTP_URL } = env();
  if (SMTP_URL === undefined) throw new UserError('mail_is_not_set_up', { status: 503 });
  if (transport) return transport;
  const url = new URL(SMTP_URL);
  for (const [name, value] of Object.entries(TRANSPORT_DEFAULTS)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  }
  transport = createTransport(url.href);
  return transport;
}

export const isMailSetUp = (): boolean => env().SMTP_URL !== undefined;

/** Refuses with mail_is_not_set_up where there is no mail server, with mail_was_not_sent where it does not take the mail. */
export async function sendMail(mail: Mail): Promise<void> {
  const { MAIL_FROM, APP_URL } = env();
  const sender = mailTransport();
  const from = MAIL_FROM ?? `Foyer <no-reply@${new URL(APP_URL).hostname}>`;
  try {
    // As a text it could name several.
    await sender.sendMail({ from, ...mail, to: { name: '', address: mail.to } });
  } catch (error) {
    throw new UserError('mail_was_not_sent', { status: 502, cause: error });
  }
}

/** The mail server knows that nobody has this address: asking again would change nothing. */
export function isAddressRefused(error: unknown): boolean {
  const cause = error instanceof UserError ? error.cause : error;
  if (!(cause instanceof Error) || !('code' in cause) || !('responseCode' in cause)) return false;
  return cause.code === 'EENVELOPE' && typeof cause.responseCode === 'number' && cause.responseCode >= 500;
}

/** Text that people chose, inside the HTML of a mail. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
