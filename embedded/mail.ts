import { mkdir } from 'node:fs/promises';
import { MailDev } from 'maildev';
import { LOOPBACK } from '@/embedded/config';

export type Inbox = { stop(): Promise<void> };

/** Takes every mail this installation sends and shows it on a web page; nothing leaves the machine. */
export async function startInbox(options: {
  smtpPort: number;
  webPort: number;
  dir: string;
}): Promise<Inbox> {
  await mkdir(options.dir, { recursive: true });
  const maildev = new MailDev({
    smtp: options.smtpPort,
    ip: LOOPBACK,
    web: options.webPort,
    webIp: LOOPBACK,
    mailDirectory: options.dir,
    maxEmails: 500,
    silent: true,
  });
  await maildev.start();
  return { stop: () => maildev.stop() };
}
