import { once } from 'node:events';
import WebSocket from 'ws';
import { Recorder } from '@/tests/contract/realtime/recorder';
import type { ContractTarget } from '@/tests/support/contract-target';

export type WireFrame = {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: { status?: string; response?: Record<string, unknown> } & Record<string, unknown>;
};

/** The bare protocol, for what an unmodified client never sends. Protocol 2.0.0. */
export class PhoenixWire {
  readonly frames = new Recorder<WireFrame>();
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = once(socket, 'close').then(([code]) => Number(code));
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (isBinary) return;
      const [joinRef, ref, topic, event, payload] = JSON.parse(data.toString());
      this.frames.push({ joinRef, ref, topic, event, payload });
    });
  }

  static async open(target: ContractTarget): Promise<PhoenixWire> {
    const socket = new WebSocket(addressOf(target, { apikey: target.publishableKey, vsn: '2.0.0' }));
    const wire = new PhoenixWire(socket);
    await once(socket, 'open');
    return wire;
  }

  send(frame: unknown): void {
    this.#socket.send(JSON.stringify(frame));
  }

  sendRaw(data: string | Uint8Array): void {
    this.#socket.send(data);
  }

  join(topic: string, ref: string, token: string, presence: { enabled: boolean } = { enabled: false }): void {
    const config = { private: true, broadcast: { ack: true }, presence };
    this.send([ref, ref, `realtime:${topic}`, 'phx_join', { config, access_token: token }]);
  }

  reply(ref: string): Promise<WireFrame> {
    return this.frames.first((frame) => frame.event === 'phx_reply' && frame.ref === ref);
  }

  async close(): Promise<void> {
    this.#socket.close();
    await this.closed;
  }
}

/** The HTTP status of an upgrade that is refused. */
export async function refusedUpgrade(
  target: ContractTarget,
  query: Record<string, string>,
): Promise<number | undefined> {
  const socket = new WebSocket(addressOf(target, query));
  socket.on('error', () => undefined);
  const [, response] = await once(socket, 'unexpected-response');
  socket.terminate();
  return response.statusCode;
}

function addressOf(target: ContractTarget, query: Record<string, string>): string {
  const address = new URL('/realtime/v1/websocket', target.url.replace(/^http/, 'ws'));
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address.href;
}
