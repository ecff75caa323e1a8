import 'server-only';
import { createTranslator } from 'next-intl';
import { formatMoney } from '@/lib/billing/money';
import { catalogue } from '@/lib/i18n/catalogue';
import type { BillingMail } from '@/lib/mails/due-mails';
import { messageIdOf } from '@/lib/mails/message-id';
import { env } from '@/lib/platform/env';
import type { Mail } from '@/lib/platform/mail';
import { mailHtml } from '@/lib/platform/mail-html';

const TEXTS = {
  payment_failed: 'paymentFailed',
  choose_seats: 'chooseSeats',
  shorter_retention: 'shorterRetention',
  disputed: 'disputed',
} as const;

/** To an administrator: what there is to do about the subscription, and until when. */
export function writeBillingMail(mail: BillingMail): Mail {
  const { to, locale, kind, organization_name: organization, organization_slug: slug } = mail;
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: 'billing.mail' });
  const text = TEXTS[kind];
  const values = { organization, ...detailsOf(mail) };
  const subject = t(`${text}.subject`, values);
  const link = `${env().APP_URL}/${slug}/subscription`;
  const parts = {
    title: t(`${text}.title`, values),
    text: t(`${text}.text`, values),
    action: t(`${text}.action`),
  };
  const note = t('note', values);
  return {
    to,
    subject: 'is_reminder' in mail && mail.is_reminder ? t('reminder', { subject }) : subject,
    messageId: messageIdOf(mail),
    text: [parts.title, parts.text, `${parts.action}:\n${link}`, note].join('\n\n'),
    html: mailHtml({ locale, ...parts, link, notes: [note] }),
  };
}

function detailsOf(mail: BillingMail): Record<string, string | number> {
  if (mail.kind === 'disputed') {
    const { number, total, currency, locale } = mail;
    return { number: number ?? '', amount: formatMoney(total, currency, locale) };
  }
  const format = new Intl.DateTimeFormat(mail.locale, { dateStyle: 'long', timeZone: 'UTC' });
  const date = format.format(new Date(mail.until));
  if (mail.kind !== 'shorter_retention') return { date };
  return { date, days: mail.days, conversations: mail.conversations };
}
