import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { Locale } from '@/lib/i18n/locales';
import { answerError } from '@/lib/platform/action';
import { env } from '@/lib/platform/env';
import { sendMail } from '@/lib/platform/mail';
import { mailHtml } from '@/lib/platform/mail-html';

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
    html: mailHtml({ locale, ...lines, link, notes: [lines.valid, lines.ignore] }),
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
