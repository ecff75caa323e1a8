import { messageLengthMax } from '@/lib/conversations/schema';

const counterFrom = messageLengthMax - 500;

/** The text as the database stores it: trimmed, and without what Postgres cannot hold. */
export function toMessageBody(text: string): string {
  return text
    .replaceAll('\u0000', '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim();
}

/** Characters left, counted as the database counts; null while there are plenty. */
export function charactersLeft(text: string): number | null {
  if (text.length < counterFrom) return null;
  const length = [...toMessageBody(text)].length;
  return length < counterFrom ? null : messageLengthMax - length;
}
