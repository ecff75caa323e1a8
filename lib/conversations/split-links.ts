export type TextPart = { text: string; href?: string };

const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?';
const host = `(?:${label}\\.)*${label}`;
/** A name without a scheme is a link only below these, or "report.txt" would be one. */
const countries =
  'a[cdefgilmnoqrstuwxz]|b[abdefghijmnorstvwyz]|c[acdfghiklmnoruvwxyz]|d[ejkmoz]|e[cegrstu]|f[ijkmor]|g[abdefghilmnpqrstuwy]|h[kmnrtu]|i[delmnoqrst]|j[emop]|k[eghimnprwyz]|l[abcikrstuvy]|m[acdeghklmnopqrstuvwxyz]|n[acefgilopruz]|om|p[aefghklmnrstwy]|qa|r[eosuw]|s[abcdeghijklmnortuvxyz]|t[cdfghjklmnortvwz]|u[agksyz]|v[aceginu]|w[fs]|y[et]|z[amw]';
const topLevel = `(?:${countries}|com|org|net|edu|gov|info|biz|name|pro|shop|web|aero|asia|coop|museum|xxx|рф|xn--[a-z\\d-]+)`;
const named = `(?:${label}\\.)+${topLevel}(?!\\.[\\p{L}\\p{N}])`;
const rest = '(?![\\p{L}\\p{N}_@-])(?::\\d{1,5})?(?:[/?#][^\\s\\p{Cc}<>"`｜]*)?';
const mailbox = `[\\p{L}\\p{N}_+$&=][\\p{L}\\p{N}_+$&=.-]{0,63}@(?:${label}\\.)+\\p{L}[\\p{L}\\p{N}-]*`;
const links = new RegExp(
  [
    `(?<web>https?://(?:[^\\s/@]{1,99}@)?${host}${rest})`,
    `(?<mail>(?:mailto:)?${mailbox})`,
    `(?<bare>(?<![\\p{L}\\p{N}.:/_@-])${named}${rest})`,
  ].join('|'),
  'giu',
);

/** Plain text cut into text and links. Nothing is ever read as HTML; other schemes stay text. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let position = 0;
  for (const match of text.matchAll(links)) {
    const written = withoutEndOfSentence(match[0]);
    const href = addressOf(written, match.groups);
    if (!URL.canParse(href)) continue;
    if (match.index > position) parts.push({ text: text.slice(position, match.index) });
    parts.push({ text: written, href });
    position = match.index + written.length;
  }
  if (position < text.length) parts.push({ text: text.slice(position) });
  return parts;
}

function addressOf(written: string, { mail, bare }: Record<string, string | undefined> = {}): string {
  if (mail !== undefined) return /^mailto:/i.test(written) ? written : `mailto:${written}`;
  return bare === undefined ? written : `http://${written}`;
}

const openings: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
const endOfSentence = /[.,;!?'’”»…]/u;

/** Full stops, quotes, and brackets that were opened before the address belong to the sentence around it. */
function withoutEndOfSentence(address: string): string {
  const counts = new Map<string, number>();
  for (const character of address) counts.set(character, (counts.get(character) ?? 0) + 1);
  const countOf = (character: string) => counts.get(character) ?? 0;
  let end = address.length;
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1);
    const opening = openings[last];
    const isSurplus = opening !== undefined && countOf(last) > countOf(opening);
    if (!isSurplus && !endOfSentence.test(last)) break;
    counts.set(last, countOf(last) - 1);
  }
  return address.slice(0, end);
}
