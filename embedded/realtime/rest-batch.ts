import { z } from 'zod';

export interface BatchMessage {
  topic: string;
  event: string;
  body: Buffer;
  isPrivate: boolean;
  id: string | null;
}

export type Batch =
  | { ok: true; messages: BatchMessage[] }
  | { ok: false; answer: { status: number; body: unknown } };

const requiredText = z.string({ error: "can't be blank" }).min(1, "can't be blank");
const batchSchema = z.object({
  messages: z
    .array(
      z.object({
        topic: requiredText,
        event: requiredText,
        payload: z.record(z.string(), z.unknown(), { error: "can't be blank" }),
        private: z.boolean().nullish(),
        id: z.uuid().optional().catch(undefined),
      }),
    )
    .min(1, "can't be blank"),
});

export function readBatch(body: Buffer, payloadBytesMax: number): Batch {
  const json = parseJson(body);
  if (json === undefined) return { ok: false, answer: { status: 400, body: { error: 'Bad Request' } } };
  const parsed = batchSchema.safeParse(json);
  if (!parsed.success) return invalid(z.treeifyError(parsed.error));
  const messages = parsed.data.messages.map((message) => ({
    topic: message.topic,
    event: message.event,
    body: Buffer.from(JSON.stringify(message.payload)),
    isPrivate: message.private === true,
    id: message.id ?? null,
  }));
  return messages.some((message) => message.body.length > payloadBytesMax)
    ? invalid({ messages: [{ payload: ['Payload size exceeds tenant limit'] }] })
    : { ok: true, messages };
}

function invalid(errors: unknown): Batch {
  return { ok: false, answer: { status: 422, body: { errors } } };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
