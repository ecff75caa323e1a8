import { LinkifyIt } from 'linkify-it';

export type TextPart = { text: string; href?: string };

const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: true });
const safeSchemes = new Set(['http:', 'https:', 'mailto:']);

/** Plain text cut into text and links. Nothing is ever read as HTML; other schemes stay text. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let position = 0;
  for (const match of linkify.match(text) ?? []) {
    if (!safeSchemes.has(schemeOf(match.url))) continue;
    if (match.index > position) parts.push({ text: text.slice(position, match.index) });
    parts.push({ text: match.text, href: match.url });
    position = match.lastIndex;
  }
  if (position < text.length) parts.push({ text: text.slice(position) });
  return parts;
}

function schemeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}
