import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { AnswerMail, DueMail, OfflineMessageMail } from '@/lib/conversations/mails/due-mails';
import { pageLink } from '@/lib/conversations/mails/page-link';
import { quotedQuestion } from '@/lib/conversations/mails/quoted-question';
import { env } from '@/lib/platform/env';
import type { Mail } from '@/lib/platform/mail';
import { mailHtml } from '@/lib/platform/mail-html';

/** The same mail has the same id whenever it is sent: where it arrives twice, mail programs show it once. */
const messageIdOf = ({ id, seq }: DueMail): string => `<${id}.${seq}@${new URL(env().APP_URL).hostname}>`;

export const writeMail = (mail: DueMail): Promise<Mail> =>
  mail.kind === 'answer' ? writeAnswer(mail) : writeOfflineMessage(mail);

/** To the visitor, in their language: what was answered, from the site and not from a person. */
async function writeAnswer(mail: AnswerMail): Promise<Mail> {
  const { locale, answers, site_name: site } = mail;
  const question = mail.question === null ? null : quotedQuestion(mail.question);
  const t = await getTranslations({ locale, namespace: 'offlineMails.answer' });
  const link = pageLink(mail.page_url, mail.site_addresses);
  const title = t('title', { site });
  const action = t('action');
  const note = t(link === null ? 'noteWithoutLink' : 'note');
  const asked = question === null ? [] : [{ label: t('asked'), text: question }];
  return {
    to: mail.to,
    subject: t('subject', { site }),
    messageId: messageIdOf(mail),
    text: [
      title,
      ...answers,
      ...(question === null ? [] : [`${t('asked')}\n${quoted(question)}`]),
      ...(link === null ? [] : [`${action}:\n${link}`]),
      note,
    ].join('\n\n'),
    html: mailHtml({
      locale,
      sender: site,
      title,
      text: '',
      blocks: [...answers.map((text) => ({ text })), ...asked],
      action,
      link,
      notes: [note],
    }),
  };
}

/** To a member, in theirs: a message nobody has taken. */
async function writeOfflineMessage(mail: OfflineMessageMail): Promise<Mail> {
  const { locale, message, site_name: site } = mail;
  const t = await getTranslations({ locale, namespace: 'offlineMails.waiting' });
  const visitor = mail.visitor_name ?? t('somebody');
  const link = `${env().APP_URL}/${mail.organization_slug}/inbox/${mail.conversation_id}?list=offline`;
  const parts = { title: t('title', { visitor, site }), text: t('text'), action: t('action') };
  const note = t('note');
  return {
    to: mail.to,
    subject: t('subject', { visitor, site }),
    messageId: messageIdOf(mail),
    text: [
      parts.title,
      parts.text,
      ...(message === null ? [] : [quoted(message)]),
      `${parts.action}:\n${link}`,
      note,
    ].join('\n\n'),
    html: mailHtml({
      locale,
      ...parts,
      blocks: message === null ? [] : [{ text: message }],
      link,
      notes: [note],
    }),
  };
}

const quoted = (text: string): string => text.replaceAll(/^/gm, '> ');
