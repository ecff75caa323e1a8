import type { RawData, WebSocket } from 'ws';
import { Channel, type ChannelSocket } from '@/embedded/realtime/channel';
import type { RealtimeContext } from '@/embedded/realtime/context';
import {
  decodeBinary,
  decodeText,
  encodeFrame,
  type Frame,
  type ProtocolVersion,
  type WireFrame,
} from '@/embedded/realtime/frames';
import type { Caller } from '@/embedded/realtime/policy-probe';
import type { SharedFrame } from '@/embedded/realtime/shared-frame';

const channelTopicPrefix = 'realtime:';
/** Joins that were refused and wait for their answer keep an entry each; nobody honest has so many. */
const topicsPerChannelMax = 10;

/** One websocket: finds the channel a frame belongs to and keeps the connection honest. */
export class RealtimeSocket implements ChannelSocket {
  readonly caller: Caller;
  readonly #context: RealtimeContext;
  readonly #webSocket: WebSocket;
  readonly #version: ProtocolVersion;
  readonly #channels = new Map<string, Channel>();
  #lastFrameMs = performance.now();
  #withoutChannelSinceMs = performance.now();

  constructor(context: RealtimeContext, webSocket: WebSocket, caller: Caller, version: ProtocolVersion) {
    this.#context = context;
    this.#webSocket = webSocket;
    this.#version = version;
    this.caller = caller;
    webSocket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    webSocket.on('close', () => this.#disposeChannels());
    // A protocol violation or a reset; `close` follows and cleans up.
    webSocket.on('error', () => webSocket.terminate());
  }

  send(frame: SharedFrame): void {
    const wire = frame.for(this.#version);
    if (wire) this.#write(wire);
  }

  sendEvent(frame: Frame): void {
    this.#write(encodeFrame(frame, this.#version));
  }

  channelsOpen(except: Channel): number {
    let open = 0;
    for (const channel of this.#channels.values()) if (channel !== except && channel.open) open += 1;
    return open;
  }

  release(channel: Channel): void {
    if (this.#channels.get(channel.name) !== channel) return;
    this.#channels.delete(channel.name);
    if (this.#channels.size === 0) this.#withoutChannelSinceMs = performance.now();
  }

  close(code: number, reason: string): void {
    this.#disposeChannels();
    this.#webSocket.close(code, reason);
  }

  /** Says goodbye on every channel; the client comes back by itself. */
  drain(): void {
    for (const channel of this.#channels.values()) channel.announceRestart();
    this.close(1012, 'restart');
  }

  terminate(): void {
    this.#webSocket.terminate();
  }

  /** Called now and then; closes a socket that fell silent or that nobody uses. */
  closeIfStale(nowMs: number): void {
    const { idleTimeoutMs, withoutChannelTimeoutMs } = this.#context.limits;
    if (nowMs - this.#lastFrameMs > idleTimeoutMs) this.close(1000, 'idle');
    const isUnused = this.#channels.size === 0;
    if (isUnused && nowMs - this.#withoutChannelSinceMs > withoutChannelTimeoutMs) this.terminate();
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    this.#lastFrameMs = performance.now();
    this.#context.metrics.add('framesReceived');
    const bytes = bytesOf(data);
    const understood = isBinary ? this.#receivePush(bytes) : this.#receiveText(bytes);
    if (!understood) this.#context.metrics.add('framesMalformed');
  }

  #receivePush(bytes: Buffer): boolean {
    const push = decodeBinary(bytes);
    if (!push) return false;
    const channel = this.#channelOf(push.topic);
    if (channel) channel.handlePush(push);
    else this.#answerUnmatched({ ...push, payload: null });
    return true;
  }

  #receiveText(bytes: Buffer): boolean {
    const frame = decodeText(bytes.toString(), this.#version);
    if (!frame) return false;
    if (frame.topic === 'phoenix') this.#answerHeartbeat(frame);
    else if (frame.event === 'phx_join' && frame.topic.startsWith(channelTopicPrefix)) this.#join(frame);
    else this.#route(frame);
    return true;
  }

  #answerHeartbeat(frame: Frame): void {
    if (frame.event === 'heartbeat') this.#reply(frame, 'ok', {});
  }

  #route(frame: Frame): void {
    const channel = this.#channelOf(frame.topic);
    if (channel) channel.handle(frame);
    // The client leaves topics it was never admitted to, and waits for the answer.
    else if (frame.event === 'phx_leave') this.#reply(frame, 'ok', {});
    else this.#answerUnmatched(frame);
  }

  #join(frame: Frame): void {
    const name = frame.topic.slice(channelTopicPrefix.length);
    this.#channels.get(name)?.close();
    if (this.#channels.size >= this.#context.limits.channelsPerSocketMax * topicsPerChannelMax) {
      this.close(1008, 'too many joins');
      return;
    }
    const channel = new Channel(this.#context, this, name, frame.joinRef ?? frame.ref);
    this.#channels.set(name, channel);
    channel.join(frame.ref, frame.payload);
  }

  #channelOf(wireTopic: string): Channel | undefined {
    if (!wireTopic.startsWith(channelTopicPrefix)) return undefined;
    return this.#channels.get(wireTopic.slice(channelTopicPrefix.length));
  }

  #answerUnmatched(frame: Frame): void {
    this.#reply(frame, 'error', { reason: 'unmatched topic' });
  }

  #reply({ joinRef, ref, topic }: Frame, status: 'ok' | 'error', response: unknown): void {
    this.sendEvent({ joinRef, ref, topic, event: 'phx_reply', payload: { status, response } });
  }

  #write({ data, binary }: WireFrame): void {
    const { metrics, limits, log } = this.#context;
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    if (this.#webSocket.bufferedAmount > limits.bufferedBytesMax) {
      metrics.add('slowConsumersClosed');
      log('cut a socket whose client does not read');
      // A close frame would queue behind everything the client has not read.
      this.terminate();
      return;
    }
    metrics.add('framesSent');
    this.#webSocket.send(data, { binary });
  }

  #disposeChannels(): void {
    for (const channel of [...this.#channels.values()]) channel.dispose();
  }
}

function bytesOf(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
