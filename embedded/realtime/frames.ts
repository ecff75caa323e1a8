/** The wire format: what a client may send and how the server writes its answers. */

export type ProtocolVersion = '1.0.0' | '2.0.0';

export type PayloadEncoding = 'json' | 'binary';

export interface Frame {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: unknown;
}

/** A client broadcast, whichever of the two encodings it came in. */
export interface BroadcastPush {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  encoding: PayloadEncoding;
  body: Buffer;
}

export interface WireFrame {
  data: Buffer;
  binary: boolean;
}

const userBroadcastPushKind = 3;
const userBroadcastPushHeaderBytes = 7;
const jsonEncoding = 1;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const loneSurrogate = /\p{Cs}/u;

/** Null for anything that is not a frame: such input is dropped, as the real server does. */
export function decodeText(text: string, version: ProtocolVersion): Frame | null {
  const parsed = parseJson(text);
  if (parsed === undefined) return null;
  if (version === '2.0.0') {
    if (!Array.isArray(parsed) || parsed.length !== 5) return null;
    const [joinRef, ref, topic, event, payload]: unknown[] = parsed;
    return frameOf(joinRef, ref, topic, event, payload);
  }
  if (!isRecord(parsed)) return null;
  return frameOf(parsed.join_ref, parsed.ref, parsed.topic, parsed.event, parsed.payload);
}

export function decodeBinary(bytes: Buffer): BroadcastPush | null {
  if (bytes.length < userBroadcastPushHeaderBytes || bytes[0] !== userBroadcastPushKind) return null;
  const lengths = [...bytes.subarray(1, 6)];
  const encoding = bytes[6] === jsonEncoding ? 'json' : 'binary';
  const fields: string[] = [];
  let offset = userBroadcastPushHeaderBytes;
  for (const length of lengths) {
    if (offset + length > bytes.length) return null;
    const field = decodeUtf8(bytes.subarray(offset, offset + length));
    if (field === null) return null;
    fields.push(field);
    offset += length;
  }
  const [joinRef = '', ref = '', topic = '', event = ''] = fields;
  const body = bytes.subarray(offset);
  // Receivers parse this text; one that does not parse would throw inside their message handler.
  if (encoding === 'json' && parseJson(body.toString()) === undefined) return null;
  return { joinRef: joinRef || null, ref: ref || null, topic, event, encoding, body };
}

/** A `broadcast` text frame as a push; null when it does not have the shape of one. */
export function broadcastPushOf(frame: Frame): BroadcastPush | null {
  const { payload } = frame;
  if (!isRecord(payload) || typeof payload.event !== 'string') return null;
  const body = Buffer.from(JSON.stringify(payload.payload ?? {}));
  return {
    joinRef: frame.joinRef,
    ref: frame.ref,
    topic: frame.topic,
    event: payload.event,
    encoding: 'json',
    body,
  };
}

export function encodeFrame(frame: Frame, version: ProtocolVersion): WireFrame {
  const { joinRef, ref, topic, event, payload } = frame;
  const text =
    version === '2.0.0'
      ? JSON.stringify([joinRef, ref, topic, event, payload])
      : JSON.stringify({ topic, event, payload, ref, join_ref: joinRef });
  return { data: Buffer.from(text), binary: false };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function frameOf(
  joinRef: unknown,
  ref: unknown,
  topic: unknown,
  event: unknown,
  payload: unknown,
): Frame | null {
  if (!isOptionalString(joinRef) || !isOptionalString(ref)) return null;
  if (typeof topic !== 'string' || typeof event !== 'string') return null;
  // Postgres would store a replacement character instead, and so authorize another topic.
  if (loneSurrogate.test(topic)) return null;
  return { joinRef: joinRef ?? null, ref: ref ?? null, topic, event, payload };
}

function isOptionalString(value: unknown): value is string | null | undefined {
  return value === null || value === undefined || typeof value === 'string';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decodeUtf8(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}
