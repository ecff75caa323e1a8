import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { Locale } from '@/lib/i18n/locales';
import { answerError } from '@/lib/platform/action';
import { env } from '@/lib/platform/env';
import { escapeHtml, sendMail } from '@/lib/platform/mail';

export type InvitationMail = {
  email: string;
  locale: Locale;
  token: string;
  organizationName: string;
  inviterName: string;
};

/** Opening it shows who invites and changes nothing, so a scanner that follows links uses up no invitation. */
export const invitationLink = (token: string): string => `${env().APP_URL}/invite/${token}`;

/** In the invited person's language. */
export async function sendInvitationMail(mail: InvitationMail): Promise<void> {
  const { email, locale, token, organizationName, inviterName } = mail;
  const t = await getTranslations({ locale, namespace: 'invitations.mail' });
  const link = invitationLink(token);
  const names = { organization: organizationName, inviter: inviterName };
  const lines = {
    title: t('title', names),
    text: t('text', names),
    action: t('action'),
    valid: t('valid'),
    ignore: t('ignore'),
  };
  await sendMail({
    to: email,
    subject: t('subject', names),
    text: [lines.title, lines.text, `${lines.action}:\n${link}`, lines.valid, lines.ignore].join('\n\n'),
    html: invitationHtml(locale, lines, link),
  });
}

const AT_ONCE = 4;

/** Sends many; one that fails keeps none of the others back. Answers the code of the failure for each address that got none. */
export async function sendInvitationMails(mails: readonly InvitationMail[]): Promise<Map<string, string>> {
  const failures = new Map<string, string>();
  const waiting = [...mails];
  const work = async () => {
    for (let mail = waiting.shift(); mail; mail = waiting.shift()) {
      try {
        await sendInvitationMail(mail);
      } catch (error) {
        failures.set(mail.email, answerError(error, 'invitations.mail').code);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failures;
}

type Lines = { title: string; text: string; action: string; valid: string; ignore: string };

/** Looks as the mails of Auth do; see supabase/templates. */
function invitationHtml(locale: Locale, lines: Lines, link: string): string {
  const { title, text, action, valid, ignore } = lines;
  return `<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeHtml(title)}</title>
  </head>
  <body style="margin:0;padding:32px 16px;background:#fafaf9;color:#1c1917;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
    <table role="presentation" width="100%" style="max-width:520px;margin:0 auto;background:#ffffff;border:1px solid #e7e5e4;border-radius:12px">
      <tr><td style="padding:32px">
        <p style="margin:0 0 20px;color:#b8431a;font-weight:700">Foyer</p>
        <h1 style="margin:0 0 12px;font-size:20px;line-height:28px">${escapeHtml(title)}</h1>
        <p style="margin:0;color:#57534e">${escapeHtml(text)}</p>
        <p style="margin:24px 0 0">
          <a href="${escapeHtml(link)}" style="display:inline-block;padding:11px 18px;border-radius:8px;background:#b8431a;color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(action)}</a>
        </p>
        <p style="margin:24px 0 0;color:#57534e;font-size:14px">${escapeHtml(valid)}</p>
        <p style="margin:8px 0 0;color:#57534e;font-size:14px">${escapeHtml(ignore)}</p>
      </td></tr>
    </table>
  </body>
</html>
`;
}
