import type { Channel, Membership } from '@/embedded/realtime/channel';
import { isRecord } from '@/embedded/realtime/frames';
import { payloadBytesMax } from '@/embedded/realtime/limits';

const tooManyCalls = 'Client presence rate limit exceeded';
const tooManyEvents = 'Too many presence messages per second';

/** Who is there now; sent once, after the join or after the track that turned presence on. */
export function sendPresenceState(channel: Channel, membership: Membership): void {
  if (!membership.presenceEnabled || membership.rights.presenceRead !== true) return;
  const { presence: rate } = channel.context.rates;
  if (rate.exceeded()) {
    channel.shutdown(tooManyEvents);
    return;
  }
  rate.add();
  channel.sendEvent('presence_state', membership.topic.presence.snapshot());
}

export function handlePresence(
  channel: Channel,
  membership: Membership,
  ref: string | null,
  message: unknown,
): void | Promise<void> {
  if (!isRecord(message) || typeof message.event !== 'string') return channel.reply(ref);
  if (!membership.presenceCalls.take()) return channel.shutdown(tooManyCalls);
  switch (message.event.toLowerCase()) {
    case 'track':
      return track(channel, membership, ref, message.payload ?? {});
    case 'untrack':
      return untrack(channel, membership, ref);
    default:
      return channel.replyError(ref, {});
  }
}

function untrack(channel: Channel, membership: Membership, ref: string | null): void {
  membership.tracked = null;
  const diff = membership.topic.presence.untrack(channel);
  channel.reply(ref);
  if (diff) channel.context.hub.sendPresence(membership.topic, diff);
}

async function track(
  channel: Channel,
  membership: Membership,
  ref: string | null,
  payload: unknown,
): Promise<void> {
  const allowed = await mayTrack(channel, membership);
  if (!channel.open) return;
  if (!allowed) return channel.replyError(ref, {});
  if (!isRecord(payload)) {
    return channel.replyError(ref, { reason: 'Presence track payload must be a map' });
  }
  const text = JSON.stringify(payload);
  if (text === membership.tracked) return channel.reply(ref);
  if (Buffer.byteLength(text) > payloadBytesMax(channel.context.limits)) {
    return channel.shutdown('Track message size exceeded');
  }
  const { hub, rates } = channel.context;
  if (rates.presence.exceeded()) return channel.shutdown(tooManyEvents);
  rates.presence.add();

  const wasEnabled = membership.presenceEnabled;
  membership.tracked = text;
  membership.presenceEnabled = true;
  const diff = membership.topic.presence.track(channel, membership.request.presenceKey, payload);
  channel.reply(ref);
  // A channel that joined without presence has seen nobody yet; differences alone would mislead it.
  if (!wasEnabled) sendPresenceState(channel, membership);
  hub.sendPresence(membership.topic, diff);
}

async function mayTrack(channel: Channel, membership: Membership): Promise<boolean> {
  const { rights, caller } = membership;
  const { probe } = channel.context;
  try {
    if (rights.presenceRead === null) {
      rights.presenceRead = (await probe.read(caller, channel.name, true)).presence;
    }
    if (rights.presenceWrite === null) {
      const grants = await probe.write(caller, channel.name);
      rights.broadcastWrite = grants.broadcast;
      rights.presenceWrite = grants.presence;
    }
    return rights.presenceWrite;
  } catch {
    return false;
  }
}
