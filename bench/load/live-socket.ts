import { once } from 'node:events';
import WebSocket from 'ws';
import type { Backend } from '@/embedded/backend';

export type LiveEvent = { topic: string; event: string; payload: Record<string, unknown> };

export type LiveSocket = {
  join(topic: string): Promise<void>;
  onEvent(listener: (event: LiveEvent) => void): void;
  close(): void;
};

const USER_BROADCAST = 4;
const HEARTBEAT_MS = 20_000;

/** The Realtime protocol in as few instructions as possible; what it costs is paid by the load, not by Foyer. */
export async function openLiveSocket(backend: Backend, token: string): Promise<LiveSocket> {
  const url = `${backend.url.replace('http', 'ws')}/realtime/v1/websocket?apikey=${backend.publishableKey}&vsn=2.0.0`;
  const socket = new WebSocket(url);
  await once(socket, 'open');
  let listener: (event: LiveEvent) => void = () => undefined;
  let nextRef = 1;
  const replies = new Map<string, (status: string) => void>();
  const heartbeat = setInterval(
    () => socket.send(JSON.stringify([null, String(nextRef++), 'phoenix', 'heartbeat', {}])),
    HEARTBEAT_MS,
  );
  socket.on('close', () => clearInterval(heartbeat));

  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      const event = decodeBroadcast(data);
      if (event) listener(event);
      return;
    }
    const [, ref, , event, payload] = JSON.parse(data.toString()) as [
      string,
      string,
      string,
      string,
      { status: string },
    ];
    if (event === 'phx_reply') replies.get(ref)?.(payload.status);
  });

  return {
    join: (topic) =>
      new Promise((done, fail) => {
        const ref = String(nextRef++);
        replies.set(ref, (status) => {
          replies.delete(ref);
          if (status === 'ok') done();
          else fail(new Error(`The topic ${topic} could not be joined.`));
        });
        const config = { private: true, broadcast: { self: false, ack: false }, presence: { key: '' } };
        socket.send(
          JSON.stringify([ref, ref, `realtime:${topic}`, 'phx_join', { config, access_token: token }]),
        );
      }),
    onEvent(next) {
      listener = next;
    },
    close: () => socket.close(),
  };
}

function decodeBroadcast(data: Buffer): LiveEvent | undefined {
  if (data[0] !== USER_BROADCAST) return undefined;
  const [, topicBytes = 0, eventBytes = 0, metaBytes = 0] = data;
  const topicAt = 5;
  const eventAt = topicAt + topicBytes;
  const bodyAt = eventAt + eventBytes + metaBytes;
  return {
    topic: data.toString('utf8', topicAt, eventAt),
    event: data.toString('utf8', eventAt, eventAt + eventBytes),
    payload: JSON.parse(data.toString('utf8', bodyAt)) as LiveEvent['payload'],
  };
}
