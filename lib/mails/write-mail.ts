import 'server-only';
import { createTranslator } from 'next-intl';
import { catalogue } from '@/lib/i18n/catalogue';
import type { AnswerMail, DueMail, OfflineMessageMail } from '@/lib/mails/due-mails';
import { messageIdOf } from '@/lib/mails/message-id';
import { pageLink } from '@/lib/mails/page-link';
import { quotedQuestion } from '@/lib/mails/quoted-question';
import { writeBillingMail } from '@/lib/mails/write-billing-mail';
import { env } from '@/lib/platform/env';
import type { Mail } from '@/lib/platform/mail';
import { mailHtml } from '@/lib/platform/mail-html';

/** In the language of whoever reads it. */
export function writeMail(mail: DueMail): Mail {
  switch (mail.kind) {
    case 'answer':
      return writeAnswer(mail);
    case 'offline_message':
      return writeOfflineMessage(mail);
    default:
      return writeBillingMail(mail);
  }
}

/** To the visitor, in their language: what was answered, from the site and not from a person. */
function writeAnswer(mail: AnswerMail): Mail {
  const { locale, answers, site_name: site } = mail;
  const question = mail.question === null ? null : quotedQuestion(mail.question);
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: 'offlineMails.answer' });
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
function writeOfflineMessage(mail: OfflineMessageMail): Mail {
  const { locale, message, site_name: site } = mail;
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: 'offlineMails.waiting' });
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
