import { type Channel, Socket } from '@supabase/phoenix';
import { reconnectDelayMs } from '@/lib/platform/realtime/delays';
import { decodeFrame, encodeFrame } from '@/lib/platform/realtime/frame';
import type { RealtimeSocket } from '@/lib/platform/realtime/topics-connection';
import type { BrowserSupabase } from '@/lib/platform/supabase/browser';

type RealtimeOptions = Pick<BrowserSupabase, 'config' | 'accessToken'> & {
  transport?: typeof WebSocket;
  startBeats?: StartBeats;
};

/** Calls at the interval until it is stopped. */
type StartBeats = (intervalMs: number, onBeat: () => void, onFailed: () => void) => () => void;

const heartbeatMs = 25_000;

/**
 * The browser's socket, signed in as the member. Connects when the first topic is joined. It is made of what
 * Supabase's own client is made of: the whole of that is twice the size for tables and presence, which nobody asks for.
 */
export function createRealtime({
  config,
  accessToken,
  transport,
  startBeats = beatsFromWorker,
}: RealtimeOptions): RealtimeSocket {
  const channels = new Set<Channel>();
  let token = '';
  let stopBeats: (() => void) | null = null;

  const renewToken = async () => {
    const { token: next } = await accessToken();
    if (next === token) return;
    token = next;
    for (const channel of channels) {
      if (channel.state === 'joined') channel.push('access_token', { access_token: next });
    }
  };
  // The old one may still do; if not, the topic is refused and says so.
  const tryToRenewToken = () => renewToken().catch(() => undefined);

  const socket = new Socket(`${config.supabaseUrl.replace(/^http/, 'ws')}/realtime/v1`, {
    ...(transport && { transport }),
    params: { apikey: config.publishableKey },
    vsn: '2.0.0',
    reconnectAfterMs: (tries) => reconnectDelayMs(tries),
    beforeReconnect: tryToRenewToken,
    heartbeatIntervalMs: heartbeatMs,
    autoSendHeartbeat: false,
    heartbeatCallback(status) {
      if (status === 'sent') void tryToRenewToken();
    },
    encode: (frame, callback) => callback(encodeFrame(frame)),
    decode(raw, callback) {
      const frame = decodeFrame(raw);
      if (frame) callback(frame);
    },
  });

  const endBeats = () => {
    stopBeats?.();
    stopBeats = null;
  };
  const beatOnPage = () => {
    endBeats();
    socket.autoSendHeartbeat = true;
    socket.resetHeartbeat();
  };
  socket.onOpen(() => {
    // The answer to a beat of the connection before will not come, and must not be missed on this one.
    socket.pendingHeartbeatRef = null;
    if (!socket.autoSendHeartbeat)
      stopBeats ??= startBeats(heartbeatMs, () => socket.sendHeartbeat(), beatOnPage);
  });
  socket.onClose(endBeats);

  return {
    connect: () => socket.connect(),
    isConnected: () => socket.isConnected(),
    renewToken,
    disconnect: () =>
      new Promise((resolve) =>
        socket.disconnect(() => {
          endBeats();
          // From a dead connection no close event comes, without which a topic would count as joined for ever.
          for (const channel of channels) {
            if (channel.state === 'joined') channel.trigger('phx_error', 'disconnected');
          }
          resolve();
        }),
      ),
    join(topic, { onBroadcast, onStatus }) {
      const channel = socket.channel(`realtime:${topic}`, () => ({
        config: { broadcast: { ack: false, self: false }, presence: { enabled: false }, private: true },
        access_token: token,
      }));
      channels.add(channel);
      channel.on('broadcast', (message) => {
        const { event, payload } = message as { event?: unknown; payload?: unknown };
        if (typeof event === 'string') onBroadcast(event, payload);
      });
      channel.onError((reason) => onStatus('failed', reason));
      channel.onClose(() => {
        channels.delete(channel);
        onStatus('closed');
      });
      socket.connect();
      channel
        .join()
        .receive('ok', () => {
          void tryToRenewToken();
          onStatus('joined');
        })
        .receive('error', (reason) => onStatus('failed', reason))
        .receive('timeout', () => onStatus('failed', 'timeout'));
      return {
        leave: () =>
          new Promise((resolve) => {
            const left = () => resolve();
            channel.leave().receive('ok', left).receive('error', left).receive('timeout', left);
          }),
      };
    },
  };
}

/** Browsers slow the timers of hidden pages to one a minute; the server gives up on a socket silent that long. */
function beatsFromWorker(intervalMs: number, onBeat: () => void, onFailed: () => void): () => void {
  const worker = new Worker('/realtime-heartbeat.js');
  worker.onmessage = onBeat;
  worker.onerror = onFailed;
  worker.postMessage({ event: 'start', interval: intervalMs });
  return () => worker.terminate();
}
