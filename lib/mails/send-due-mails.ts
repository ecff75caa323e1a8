import 'server-only';
import { claimMails, type DueMail, settleMail } from '@/lib/mails/due-mails';
import { writeMail } from '@/lib/mails/write-mail';
import { log } from '@/lib/platform/log';
import { isAddressRefused, isMailSetUp, sendMail } from '@/lib/platform/mail';

const PORTION = 20;
const AT_ONCE = 4;

export type SentMails = { sent: number; failed: number };

/**
 * Sends what is due, portion by portion. Claiming, sending and settling are three steps, and no transaction is open
 * while a mail server takes its time; what is claimed and never settled is due again.
 */
export async function sendDueMails(): Promise<SentMails> {
  const result: SentMails = { sent: 0, failed: 0 };
  if (!isMailSetUp()) return result;
  for (let isMore = true; isMore; ) {
    const mails = await claimMails(PORTION);
    isMore = mails.length === PORTION;
    const work = async () => {
      for (let mail = mails.shift(); mail; mail = mails.shift()) {
        result[(await sendOne(mail)) ? 'sent' : 'failed'] += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
  return result;
}

async function sendOne(mail: DueMail): Promise<boolean> {
  try {
    await sendMail(writeMail(mail));
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const isFinal = isAddressRefused(error);
    log().warn({ mail: mail.id, isFinal, err: cause }, 'mail not sent');
    await settleMail(mail, { error: cause instanceof Error ? cause.message : String(cause), isFinal });
    return false;
  }
  await settleMail(mail);
  return true;
}
