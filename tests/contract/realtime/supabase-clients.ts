import {
  createClient,
  type RealtimeChannel,
  type RealtimeChannelOptions,
  type RealtimeClientOptions,
  type SupabaseClient,
} from '@supabase/supabase-js';
import WebSocket from 'ws';
import { Recorder } from '@/tests/contract/realtime/recorder';
import type { ContractTarget } from '@/tests/support/contract-target';

/** Node 20 has no WebSocket of its own; the npm one differs from the browser's in event types only. */
const clientSocket = WebSocket as unknown as NonNullable<RealtimeClientOptions['transport']>;

export type Message = {
  event: string;
  payload: unknown;
  meta?: { id: string; replayed?: boolean } | undefined;
};
export type SystemNotice = { extension: string; status: string; message: string; channel: string };
export type Status = { status: string; error: Error | undefined };

/** A joined (or refused) channel with everything it heard. */
export type Line = {
  channel: RealtimeChannel;
  messages: Recorder<Message>;
  notices: Recorder<SystemNotice>;
  statuses: Recorder<Status>;
};

/** One browser, so to speak: an unmodified client with one socket and a token that may change. */
export class Caller {
  readonly client: SupabaseClient;
  #token: string | null;

  constructor(target: ContractTarget, token: string | null, realtime: RealtimeClientOptions = {}) {
    this.#token = token;
    this.client = createClient(target.url, target.publishableKey, {
      accessToken: async () => this.#token,
      realtime: { transport: clientSocket, ...realtime },
    });
  }

  async replaceToken(token: string): Promise<void> {
    this.#token = token;
    await this.client.realtime.setAuth();
  }

  /** Starts a subscription; listeners that must exist before it are added in `prepare`. */
  async dial(
    topic: string,
    config: RealtimeChannelOptions['config'] = {},
    prepare: (channel: RealtimeChannel) => void = () => undefined,
  ): Promise<Line> {
    await this.client.realtime.setAuth();
    const channel = this.client.channel(topic, { config: { private: true, ...config } });
    const line: Line = {
      channel,
      messages: new Recorder(),
      notices: new Recorder(),
      statuses: new Recorder(),
    };
    channel.on('broadcast', { event: '*' }, ({ event, payload, meta }) => {
      line.messages.push({ event, payload, meta });
    });
    channel.on('system', {}, (notice: SystemNotice) => line.notices.push(notice));
    prepare(channel);
    channel.subscribe((status, error) => line.statuses.push({ status, error }));
    return line;
  }

  /** Joins, or fails with the server's reason. */
  async join(
    topic: string,
    config: RealtimeChannelOptions['config'] = {},
    prepare: (channel: RealtimeChannel) => void = () => undefined,
  ): Promise<Line> {
    const line = await this.dial(topic, config, prepare);
    const [first] = await line.statuses.atLeast(1);
    if (first?.status !== 'SUBSCRIBED') throw first?.error ?? new Error(`The join ended ${first?.status}.`);
    return line;
  }

  /** The reason a join is refused for. */
  async refusal(topic: string, config: RealtimeChannelOptions['config'] = {}): Promise<string> {
    const { channel, statuses } = await this.dial(topic, config);
    const [first] = await statuses.atLeast(1);
    await this.client.removeChannel(channel);
    if (first?.status !== 'CHANNEL_ERROR') throw new Error(`The join was not refused but ${first?.status}.`);
    return first.error?.message ?? '';
  }

  async hangUp(): Promise<void> {
    await this.client.removeAllChannels();
    await this.client.realtime.disconnect();
  }
}

/** What a line heard so far, without what only the wire adds. */
export function heard(line: Line): { event: string; payload: unknown }[] {
  return line.messages.items.map(({ event, payload }) => ({ event, payload: withoutId(payload) }));
}

/** realtime.send adds an id to payloads that have none. */
export function withoutId(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || payload instanceof ArrayBuffer) return payload;
  return Object.fromEntries(Object.entries(payload).filter(([name]) => name !== 'id'));
}
