import { readRights } from '@/embedded/realtime/admission';
import type { Channel, Membership } from '@/embedded/realtime/channel';
import { databaseFailureOf } from '@/embedded/realtime/database-failure';
import { isRecord } from '@/embedded/realtime/frames';
import { isApiKey } from '@/embedded/realtime/join-request';
import { canNoLongerRead, cannotRead, shutdownNoticeOf } from '@/embedded/realtime/refusal';

/** Puts a client's new token in place of the old one. The reason to close the channel, or null. */
export async function replaceToken(
  channel: Channel,
  membership: Membership,
  payload: unknown,
): Promise<string | null> {
  const token = isRecord(payload) ? payload.access_token : null;
  if (typeof token !== 'string' || isApiKey(token)) return null;
  if (token === membership.caller.identity.token) return null;
  const verdict = await channel.context.tokens.verify(token);
  if (!verdict.ok) return verdict.failure.message;
  membership.caller = { identity: verdict.identity, headers: membership.caller.headers };
  return membership.request.isPrivate ? rereadRights(channel, membership) : null;
}

/** The same token, later. The reason to close the channel, or null. */
export async function recheckToken(channel: Channel, membership: Membership): Promise<string | null> {
  const verdict = await channel.context.tokens.recheck(membership.caller.identity);
  return verdict.ok ? null : verdict.failure.message;
}

/** A right that was there and is gone closes the channel; write rights are asked again when used. */
async function rereadRights(channel: Channel, membership: Membership): Promise<string | null> {
  const { name, context } = channel;
  const before = membership.rights;
  try {
    const rights = await readRights(context, membership.caller, name, membership.presenceEnabled);
    if (!rights) return cannotRead(name);
    if (before.broadcastRead && !rights.broadcastRead) return canNoLongerRead(name);
    if (before.presenceRead === true && rights.presenceRead === false) return canNoLongerRead(name);
    membership.rights = rights;
    return null;
  } catch (error) {
    return shutdownNoticeOf(databaseFailureOf(error), name);
  }
}
