import { LOCALES } from '@/lib/i18n/locales';
import { inBoth, paletteOf } from '@/lib/sites/look/palette';
import { OFFSET_DEFAULT, type SiteLook } from '@/lib/sites/look/schema';

/** The loader's own distances, in loader.css. */
const PANEL_MARGINS = 92;
const ROOMY = '@media (min-width:481px) and (min-height:481px)';

/** In a string of CSS every character may be written as its number. */
const quoted = (text: string): string =>
  `"${[...text].map((letter) => (/[\p{L}\p{N} ]/u.test(letter) ? letter : `\\${letter.codePointAt(0)?.toString(16)} `)).join('')}"`;

/** The launcher shows its name where that is the site's own: it has another one while the chat is open. */
function textStyle(text: string): string {
  const launcher = `#launcher:not([hidden])[aria-label^=${quoted(text)}]`;
  return `${launcher}{display:flex;align-items:center;gap:10px;width:auto;padding-inline:18px 22px;border-radius:28px}${launcher}::after{content:attr(aria-label)}`;
}

/** The rules that follow the loader's own and make the launcher the site's. Empty where the site left it as it is. */
export function launcherStyle({ accent, launcher_offset: offset, texts }: SiteLook): string {
  const rules: string[] = [];
  if (accent !== null) {
    const palette = paletteOf(accent);
    rules.push(`:host{--accent:${inBoth(palette, 'accent')}}button{color:${inBoth(palette, 'onAccent')}}`);
  }
  if (offset !== OFFSET_DEFAULT) {
    rules.push(`#launcher{bottom:calc(${offset}px + env(safe-area-inset-bottom))}`);
    rules.push(
      `${ROOMY}{#panel{bottom:calc(${offset}px + env(safe-area-inset-bottom));height:min(640px,100vh - ${PANEL_MARGINS + offset}px)}}`,
    );
  }
  const written = LOCALES.flatMap((locale) => texts[locale]?.launcher ?? []);
  if (written.length > 0) rules.push(`${ROOMY}{${written.map(textStyle).join('')}}`);
  return rules.join('');
}

/** What the frame's style sheet calls its colours, for this site; null where they are Foyer's. */
export function frameStyle({ accent }: Pick<SiteLook, 'accent'>): string | null {
  if (accent === null) return null;
  const palette = paletteOf(accent);
  const names = {
    accent: 'accent',
    'on-accent': 'onAccent',
    'accent-soft': 'soft',
    'on-accent-soft': 'onSoft',
  } as const;
  const declarations = Object.entries(names).map(([name, tone]) => `--${name}:${inBoth(palette, tone)}`);
  return `:root{${declarations.join(';')}}`;
}
