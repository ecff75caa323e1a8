import 'server-only';
import { limitRate } from '@/lib/platform/rate-limit';

const DAY_SECONDS = 24 * 60 * 60;
/** The texts of too_many_invitations name it. */
const MAILS_A_DAY = 500;

/**
 * Counts invitations before they are written, for the organization and for whoever sends them: they go to people
 * who have not asked for them, in this installation's name, and organizations are free to make.
 */
export async function limitInvitations(organizationId: string, userId: string, mails: number): Promise<void> {
  const limit = { max: MAILS_A_DAY, windowSeconds: DAY_SECONDS, refusal: 'too_many_invitations' };
  await limitRate({ ...limit, name: 'invitations-organization' }, organizationId, mails);
  await limitRate({ ...limit, name: 'invitations-user' }, userId, mails);
}
