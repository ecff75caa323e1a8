import { type Channel, Socket } from '@supabase/phoenix';
import { decodeFrame, encodeFrame } from '@/lib/platform/realtime/frame';
import type { RealtimeOptions, RealtimeTopic } from '@/widget/core/transport';

const heartbeatMs = 25_000;
const stepsMs = [1000, 2000, 5000, 10_000];

/** Half fixed, half random, so that a deploy does not bring every visitor back in the same instant. */
const backoffMs = (tries: number): number => {
  const stepMs = stepsMs[Math.min(tries, stepsMs.length) - 1] ?? 1000;
  return stepMs / 2 + (stepMs / 2) * Math.random();
};

export type RealtimeAddress = { supabaseUrl: string; publishableKey: string };

/** Joins one private topic over a socket of its own, and keeps it joined until it is left. */
export async function joinTopic(
  { supabaseUrl, publishableKey }: RealtimeAddress,
  { topic, token, onEvent, onJoined }: RealtimeOptions,
): Promise<RealtimeTopic> {
  let current = await token();
  let isLeft = false;
  let channel: Channel | null = null;
  let rejoin: ReturnType<typeof setTimeout> | undefined;

  const renew = async (): Promise<void> => {
    try {
      current = await token();
    } catch {
      // The old one may still do; if not, the join is refused and this runs again.
    }
  };

  const socket = new Socket(`${supabaseUrl.replace(/^http/, 'ws')}/realtime/v1`, {
    params: { apikey: publishableKey },
    vsn: '2.0.0',
    heartbeatIntervalMs: heartbeatMs,
    reconnectAfterMs: backoffMs,
    rejoinAfterMs: backoffMs,
    beforeReconnect: renew,
    encode: (frame, callback) => callback(encodeFrame(frame)),
    decode(raw, callback) {
      const frame = decodeFrame(raw);
      if (frame) callback(frame);
    },
  });

  const lost = (): void => {
    if (!isLeft) onJoined(false);
  };

  const open = (): void => {
    if (isLeft) return;
    const mine = socket.channel(`realtime:${topic}`, () => ({
      config: { broadcast: { ack: false, self: false }, presence: { enabled: false }, private: true },
      access_token: current,
    }));
    channel = mine;
    mine.on('broadcast', (message) => {
      const { event, payload } = message as { event?: unknown; payload?: unknown };
      if (!isLeft && typeof event === 'string') onEvent(event, payload);
    });
    mine.onError(lost);
    mine.onClose(() => {
      if (isLeft || channel !== mine) return;
      lost();
      // The client never rejoins what the server closed, which it does when a token ends.
      rejoin = setTimeout(() => void renew().then(open), 1000 + 4000 * Math.random());
    });
    mine
      .join()
      .receive('ok', () => {
        if (!isLeft) onJoined(true);
      })
      .receive('error', () => {
        lost();
        void renew();
      })
      .receive('timeout', lost);
  };

  socket.connect();
  open();

  return {
    setToken(next) {
      if (next === current) return;
      current = next;
      if (channel?.state === 'joined') channel.push('access_token', { access_token: next });
    },
    reconnect() {
      if (isLeft) return;
      // A socket that outlived a change of network may be dead without knowing; a new one is certain. Its
      // close event may never come, and without it the client would think the topic still joined.
      channel?.trigger('phx_error', 'reconnect');
      socket.disconnect(() => socket.connect());
    },
    leave() {
      isLeft = true;
      clearTimeout(rejoin);
      channel?.leave();
      socket.disconnect();
    },
  };
}
