import type { Channel, Membership } from '@/embedded/realtime/channel';
import type { BroadcastPush } from '@/embedded/realtime/frames';
import { payloadBytesMax } from '@/embedded/realtime/limits';

/**
 * Sends a client's broadcast to the others. A sender without the right to write gets no answer at all,
 * acknowledged or not: that is how the real server denies.
 */
export function pushBroadcast(
  channel: Channel,
  membership: Membership,
  push: BroadcastPush,
): void | Promise<void> {
  if (membership.rights.broadcastWrite === null) return askAndPush(channel, membership, push);
  if (membership.rights.broadcastWrite) send(channel, membership, push);
}

async function askAndPush(channel: Channel, membership: Membership, push: BroadcastPush): Promise<void> {
  if (await mayBroadcast(channel, membership)) send(channel, membership, push);
}

/** An error is a denial of this message only: the next one asks again. */
async function mayBroadcast(channel: Channel, membership: Membership): Promise<boolean> {
  const { rights, caller } = membership;
  try {
    const grants = await channel.context.probe.write(caller, channel.name);
    rights.broadcastWrite = grants.broadcast;
    rights.presenceWrite = grants.presence;
    return channel.open && grants.broadcast;
  } catch {
    return false;
  }
}

function send(channel: Channel, membership: Membership, push: BroadcastPush): void {
  const { limits, hub, metrics, rates } = channel.context;
  const { request, topic } = membership;
  if (push.body.length > payloadBytesMax(limits)) {
    rates.events.add();
    if (request.acknowledges) channel.replyError(push.ref, 'payload_size_exceeded');
    return;
  }
  metrics.add('broadcastsFromClients');
  const { event, encoding, body } = push;
  const broadcast = { topic: topic.name, event, encoding, body, meta: null };
  // Acknowledged first: past the rate limit the broadcast itself may close this channel.
  if (request.acknowledges) channel.reply(push.ref);
  hub.broadcast(topic, broadcast, request.receivesOwn ? undefined : channel);
}
