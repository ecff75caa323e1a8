export type RealtimeFrame = {
  join_ref: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: unknown;
};

/** What a client sends. There is no binary form of it: nobody but the database broadcasts. */
type PushedFrame = Pick<RealtimeFrame, 'topic' | 'event' | 'payload'> & {
  join_ref?: string | null | undefined;
  ref?: string | null | undefined;
};

export const encodeFrame = ({ join_ref, ref, topic, event, payload }: PushedFrame): string =>
  JSON.stringify([join_ref ?? null, ref ?? null, topic, event, payload]);

const binaryBroadcast = 4;
const jsonEncoding = 1;

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';

function decodeText(raw: string): RealtimeFrame | null {
  const parts: unknown = JSON.parse(raw);
  if (!Array.isArray(parts)) return null;
  const [join_ref, ref, topic, event, payload] = parts as unknown[];
  if (!isTextOrNull(join_ref) || !isTextOrNull(ref)) return null;
  if (typeof topic !== 'string' || typeof event !== 'string' || typeof payload !== 'object' || !payload)
    return null;
  return { join_ref, ref, topic, event, payload };
}

/** [4, length of topic, of event, of meta, encoding], then topic, event, meta and the payload. */
function decodeBinary(raw: ArrayBuffer): RealtimeFrame | null {
  const bytes = new Uint8Array(raw);
  const [kind, topicLength = 0, eventLength = 0, metaLength = 0, encoding] = bytes;
  if (kind !== binaryBroadcast || encoding !== jsonEncoding) return null;
  const decoder = new TextDecoder();
  let offset = 5;
  const take = (length: number): string => {
    offset += length;
    return decoder.decode(bytes.subarray(offset - length, offset));
  };
  const topic = take(topicLength);
  const event = take(eventLength);
  take(metaLength);
  const payload: unknown = JSON.parse(take(bytes.length - offset));
  // The text form of a broadcast: listeners see no difference.
  return {
    join_ref: null,
    ref: null,
    topic,
    event: 'broadcast',
    payload: { type: 'broadcast', event, payload },
  };
}

/** One frame of the Realtime socket (vsn 2.0.0); null for what cannot be read, which is then ignored. */
export function decodeFrame(raw: string | ArrayBuffer): RealtimeFrame | null {
  try {
    return typeof raw === 'string' ? decodeText(raw) : decodeBinary(raw);
  } catch {
    return null;
  }
}
