export type TextPart = { text: string; href?: string };

const candidate =
  /(?:https?:\/\/|mailto:|www\.)[^\s<>"`]+|[\p{L}\d._%+-]{1,64}@[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}/giu;
const closing: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
const trailing = /[.,;:!?'’”»…*_~]$/u;
const allowed = new Set(['http:', 'https:', 'mailto:']);

const count = (text: string, character: string): number => text.split(character).length - 1;

/** Where a sentence ends and not the address: full stops, quotes, and brackets opened before the address. */
function withoutTrailing(text: string): string {
  let end = text;
  for (;;) {
    const last = end.at(-1) ?? '';
    const opening = closing[last];
    const isSurplus = opening !== undefined && count(end, last) > count(end, opening);
    if (!isSurplus && !trailing.test(end)) return end;
    end = end.slice(0, -1);
  }
}

function addressOf(text: string): string | undefined {
  const isMail = text.includes('@') && !/^(?:https?:\/\/|mailto:|www\.)/i.test(text);
  const written = isMail ? `mailto:${text}` : /^www\./i.test(text) ? `https://${text}` : text;
  try {
    const url = new URL(written);
    const hasPlace = url.protocol === 'mailto:' ? url.pathname.includes('@') : url.hostname !== '';
    return allowed.has(url.protocol) && hasPlace ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Cuts a message into text and links. What comes out is drawn as text nodes and anchors: nothing anybody
 * wrote is ever markup, and no link leads anywhere but to the web or to a mail address.
 */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(candidate)) {
    const address = withoutTrailing(match[0]);
    const href = addressOf(address);
    if (href === undefined) continue;
    if (match.index > done) parts.push({ text: text.slice(done, match.index) });
    parts.push({ text: address, href });
    done = match.index + address.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
}
