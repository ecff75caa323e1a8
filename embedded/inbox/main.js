import { MailDev } from 'maildev';

// The inbox itself. Plain JavaScript, so that this process carries no compiler; it lives as long as the
// gateway that forked it.
const [smtpPort, webPort, mailDirectory] = process.argv.slice(2);
const maildev = new MailDev({
  smtp: Number(smtpPort),
  ip: '127.0.0.1',
  web: Number(webPort),
  webIp: '127.0.0.1',
  mailDirectory,
  maxEmails: 500,
  silent: true,
});
process.once('disconnect', () => process.exit(0));
await maildev.start();
process.send?.('ready');
