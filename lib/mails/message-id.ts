import 'server-only';
import type { DueMail } from '@/lib/mails/due-mails';
import { env } from '@/lib/platform/env';

/** The same mail has the same id whenever it is sent: where it arrives twice, mail programs show it once. */
export const messageIdOf = ({ id, seq }: DueMail): string =>
  `<${id}.${seq}@${new URL(env().APP_URL).hostname}>`;
