import { readFile } from 'node:fs/promises';
import { createTransport } from 'nodemailer';

export type MailKind =
  | 'confirmation'
  | 'recovery'
  | 'magic_link'
  | 'email_change'
  | 'invite'
  | 'reauthentication';

export type MailVariables = {
  ConfirmationURL: string;
  Token: string;
  TokenHash: string;
  SiteURL: string;
  Email: string;
  NewEmail: string;
  RedirectTo: string;
};

/** The same files and variables the Supabase CLI and hosted use, so one set of mails serves everywhere. */
const SUBJECTS: Record<MailKind, string> = {
  confirmation: 'Confirm your e-mail address',
  recovery: 'Reset your password',
  magic_link: 'Your sign-in link',
  email_change: 'Confirm your new e-mail address',
  invite: 'You have been invited',
  reauthentication: 'Your confirmation code',
};

export type MailSender = { send(kind: MailKind, to: string, variables: MailVariables): Promise<void> };

export function createMailSender(options: { host: string; smtpPort: number; from: string }): MailSender {
  const transport = createTransport({
    host: options.host,
    port: options.smtpPort,
    secure: false,
    ignoreTLS: true,
  });
  return {
    async send(kind, to, variables) {
      const file = new URL(`../../supabase/templates/${kind}.html`, import.meta.url);
      const html = fillIn(await readFile(file, 'utf8'), variables, escapeHtml);
      const text = variables.ConfirmationURL || variables.Token;
      await transport.sendMail({
        from: options.from,
        to,
        subject: SUBJECTS[kind],
        html,
        text: `${SUBJECTS[kind]}: ${text}\n`,
      });
    },
  };
}

function fillIn(template: string, variables: MailVariables, encode: (text: string) => string): string {
  return template.replaceAll(/\{\{\s*\.(\w+)\s*\}\}/g, (whole, name: string) => {
    const value = variables[name as keyof MailVariables];
    return value === undefined ? whole : encode(value);
  });
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
