import 'server-only';
import { getTranslations } from 'next-intl/server';
import { type Recipients, readRecipients } from '@/lib/billing/ledger';
import { formatMoney } from '@/lib/billing/money';
import type { RetentionChange } from '@/lib/billing/schema';
import type { Locale } from '@/lib/i18n/locales';
import { answerError } from '@/lib/platform/action';
import { env } from '@/lib/platform/env';
import { isMailSetUp, sendMail } from '@/lib/platform/mail';
import { mailHtml } from '@/lib/platform/mail-html';

type Kind = 'paymentFailed' | 'chooseSeats' | 'disputed' | 'shorterRetention';
/** What the mail says besides the organization's name, in the reader's language. */
type Details = (locale: Locale) => Record<string, string | number>;

/** A payment failed: what was paid for stays for now, and here is what to do. */
export async function sendPaymentFailedMails(organizationId: string): Promise<void> {
  await sendToAdministrators(organizationId, 'paymentFailed', () => ({}));
}

/** There are fewer seats than people who hold one: somebody chooses until then. */
export async function sendChooseSeatsMails(organizationId: string, chooseBy: string): Promise<void> {
  await sendToAdministrators(organizationId, 'chooseSeats', (locale) => ({ date: dateIn(locale, chooseBy) }));
}

/** Somebody asked their bank to take a payment back. */
export async function sendDisputeMails(
  organizationId: string,
  { amount, currency }: { amount: number; currency: string },
): Promise<void> {
  await sendToAdministrators(organizationId, 'disputed', (locale) => ({
    amount: formatMoney(amount, currency, locale),
  }));
}

/** A smaller plan has begun, and conversations will be deleted sooner; nobody is told of none. */
export async function sendRetentionMails(
  organizationId: string,
  { days, at, conversations }: RetentionChange,
): Promise<void> {
  if (conversations === 0) return;
  await sendToAdministrators(organizationId, 'shorterRetention', (locale) => ({
    days,
    conversations,
    date: dateIn(locale, at),
  }));
}

/** Never throws: what was stored stays stored, and Stripe need not tell us again because a mail server is away. */
async function sendToAdministrators(organizationId: string, kind: Kind, details: Details): Promise<void> {
  if (!isMailSetUp()) return;
  try {
    const { name, slug, members } = await readRecipients(organizationId);
    for (const member of members) await sendOne({ name, slug, member, kind, details });
  } catch (error) {
    answerError(error, `billing.mail.${kind}`);
  }
}

type OneMail = {
  name: string;
  slug: string;
  member: Recipients['members'][number];
  kind: Kind;
  details: Details;
};

async function sendOne({ name, slug, member, kind, details }: OneMail): Promise<void> {
  const { email, locale } = member;
  const t = await getTranslations({ locale, namespace: 'billing.mail' });
  const values = { ...details(locale), organization: name };
  const link = `${env().APP_URL}/${slug}/subscription`;
  const parts = {
    title: t(`${kind}.title`, values),
    text: t(`${kind}.text`, values),
    action: t(`${kind}.action`),
  };
  const note = t('note', values);
  const mail = {
    to: email,
    subject: t(`${kind}.subject`, values),
    text: [parts.title, parts.text, `${parts.action}:\n${link}`, note].join('\n\n'),
    html: mailHtml({ locale, ...parts, link, notes: [note] }),
  };
  // A mail server that is busy for a moment is asked once more: no other message would bring this mail.
  await sendMail(mail).catch(() => sendMail(mail));
}

const dateIn = (locale: Locale, at: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(at));
