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
  /** What the person's account carries, such as their language. */
  Data: Record<string, unknown>;
};

/** As in supabase/config.toml; the same files and variables serve the Supabase CLI and hosted projects. */
const SUBJECTS: Record<MailKind, string> = {
  confirmation:
    '{{ if eq .Data.locale "fr" }}Confirmez votre adresse e-mail{{ else }}Confirm your e-mail address{{ end }}',
  recovery:
    '{{ if eq .Data.locale "fr" }}Réinitialisez votre mot de passe{{ else }}Reset your password{{ end }}',
  magic_link: '{{ if eq .Data.locale "fr" }}Votre lien de connexion{{ else }}Your sign-in link{{ end }}',
  invite: '{{ if eq .Data.locale "fr" }}Vous êtes invité{{ else }}You have been invited{{ end }}',
  email_change:
    '{{ if eq .Data.locale "fr" }}Confirmez votre nouvelle adresse e-mail{{ else }}Confirm your new e-mail address{{ end }}',
  reauthentication:
    '{{ if eq .Data.locale "fr" }}Votre code de confirmation{{ else }}Your confirmation code{{ end }}',
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
      const subject = fillIn(SUBJECTS[kind], variables, String);
      const link = /href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
      const text = `${subject}\n\n${link ?? variables.Token}\n`;
      await transport.sendMail({ from: options.from, to, subject, html, text });
    },
  };
}

/** The part of Go's templates that the files use: a choice by one value of Data, and variables. */
export function fillIn(template: string, variables: MailVariables, encode: (text: string) => string): string {
  return template
    .replaceAll(
      /\{\{\s*if eq \.Data\.(\w+) "([^"]*)"\s*\}\}(.*?)\{\{\s*else\s*\}\}(.*?)\{\{\s*end\s*\}\}/gs,
      (_whole, name: string, value: string, same: string, other: string) =>
        variables.Data[name] === value ? same : other,
    )
    .replaceAll(/\{\{\s*\.(\w+)\s*\}\}/g, (whole, name: string) => {
      const value = variables[name as keyof MailVariables];
      return typeof value === 'string' ? encode(value) : whole;
    });
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
