import { expect } from '@playwright/test';

type Mail = { subject: string; text: string; html: string; to: { address: string }[] };

/** The mails that reached one address, oldest first, read from the installation's inbox. */
export async function mailsTo(inboxUrl: string, address: string): Promise<Mail[]> {
  const response = await fetch(`${inboxUrl}/api/email`);
  const mails = (await response.json()) as Mail[];
  return mails.filter((mail) => mail.to.some((recipient) => recipient.address === address));
}

/** The first link of the newest mail to the address, as soon as there are that many mails. */
export async function linkInMail(inboxUrl: string, address: string, count = 1): Promise<string> {
  await expect
    .poll(async () => (await mailsTo(inboxUrl, address)).length, { message: `mails to ${address}` })
    .toBeGreaterThanOrEqual(count);
  const newest = (await mailsTo(inboxUrl, address)).at(-1);
  const link = /href="([^"]+)"/.exec(newest?.html ?? '')?.[1];
  if (!link) throw new Error(`The mail "${newest?.subject}" carries no link.`);
  return link.replaceAll('&amp;', '&');
}
