import {
  encodeFrame,
  type PayloadEncoding,
  type ProtocolVersion,
  type WireFrame,
} from '@/embedded/realtime/frames';

export interface Broadcast {
  topic: string;
  event: string;
  encoding: PayloadEncoding;
  body: Buffer;
  meta: { id: string; replayed?: true } | null;
}

const userBroadcastKind = 4;
const fieldBytesMax = 255;

/** A frame for many receivers, encoded once per protocol version and only when somebody needs it. */
export class SharedFrame {
  readonly #encode: (version: ProtocolVersion) => WireFrame | null;
  readonly #encoded = new Map<ProtocolVersion, WireFrame | null>();

  constructor(encode: (version: ProtocolVersion) => WireFrame | null) {
    this.#encode = encode;
  }

  /** Null when this version of the protocol cannot carry the frame. */
  for(version: ProtocolVersion): WireFrame | null {
    const known = this.#encoded.get(version);
    if (known !== undefined) return known;
    const encoded = this.#encode(version);
    this.#encoded.set(version, encoded);
    return encoded;
  }
}

export function eventFrame(topic: string, event: string, payload: unknown): SharedFrame {
  return new SharedFrame((version) =>
    encodeFrame({ joinRef: null, ref: null, topic: wireTopic(topic), event, payload }, version),
  );
}

export function broadcastFrame(broadcast: Broadcast): SharedFrame {
  return new SharedFrame((version) =>
    version === '2.0.0' ? encodeUserBroadcast(broadcast) : encodeText(broadcast, version),
  );
}

export function wireTopic(topic: string): string {
  return `realtime:${topic}`;
}

function encodeUserBroadcast(broadcast: Broadcast): WireFrame | null {
  const topic = Buffer.from(wireTopic(broadcast.topic));
  const event = Buffer.from(broadcast.event);
  const meta = Buffer.from(broadcast.meta ? JSON.stringify(broadcast.meta) : '');
  if (topic.length > fieldBytesMax || event.length > fieldBytesMax) return encodeText(broadcast, '2.0.0');
  const encoding = broadcast.encoding === 'json' ? 1 : 0;
  const header = Buffer.from([userBroadcastKind, topic.length, event.length, meta.length, encoding]);
  return { data: Buffer.concat([header, topic, event, meta, broadcast.body]), binary: true };
}

// The body is already JSON text, so it is spliced in instead of being parsed and written again.
function encodeText(broadcast: Broadcast, version: ProtocolVersion): WireFrame | null {
  if (broadcast.encoding === 'binary') return null;
  const topic = JSON.stringify(wireTopic(broadcast.topic));
  const event = JSON.stringify(broadcast.event);
  const meta = broadcast.meta ? `,"meta":${JSON.stringify(broadcast.meta)}` : '';
  const payload = `{"event":${event},"type":"broadcast","payload":${broadcast.body.toString()}${meta}}`;
  const text =
    version === '2.0.0'
      ? `[null,null,${topic},"broadcast",${payload}]`
      : `{"topic":${topic},"event":"broadcast","payload":${payload},"ref":null,"join_ref":null}`;
  return { data: Buffer.from(text), binary: false };
}
