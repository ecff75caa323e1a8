/** Foyer's own colour, where a site has chosen none. */
export const DEFAULT_ACCENT = '#b8431a';

/** What WCAG AA asks of text, and of what shows where a button ends. */
const TEXT_CONTRAST_MIN = 4.5;
const SHAPE_CONTRAST_MIN = 3;

/** What the chat is drawn on: its `surface`, light and dark. */
const SURFACES = { light: '#ffffff', dark: '#1c1a19' } as const;
const SOFT_SHARE = { light: 0.1, dark: 0.22 } as const;

export type Scheme = keyof typeof SURFACES;
/** The accent as it is drawn, what is written on it, its soft ground, and what is written on that. */
export type Tones = { accent: string; onAccent: string; soft: string; onSoft: string };
export type Palette = Record<Scheme, Tones>;

type Rgb = [number, number, number];

const toRgb = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;
const toHex = (rgb: Rgb): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

const mix = (from: Rgb, to: Rgb, share: number): Rgb =>
  from.map((part, at) => part + ((to[at] ?? part) - part) * share) as Rgb;

function luminance(hex: string): number {
  const [r, g, b] = toRgb(hex).map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** As WCAG defines it: from 1, the same, to 21, black on white. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const STEPS = 100;

/** The colour, or as little darker or lighter as makes it stand out from what is behind it. */
function standOut(hex: string, ground: string, least: number): string {
  const towards: Rgb = luminance(ground) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  for (let step = 0; step < STEPS; step += 1) {
    const tone = toHex(mix(toRgb(hex), towards, step / STEPS));
    if (contrast(tone, ground) >= least) return tone;
  }
  return toHex(towards);
}

/** Black or white: one of the two is readable on any colour. */
const textOn = (ground: string): string =>
  contrast('#ffffff', ground) >= TEXT_CONTRAST_MIN ? '#ffffff' : '#000000';

function tones(accent: string, scheme: Scheme): Tones {
  const surface = SURFACES[scheme];
  const drawn = standOut(accent, surface, SHAPE_CONTRAST_MIN);
  const soft = toHex(mix(toRgb(surface), toRgb(drawn), SOFT_SHARE[scheme]));
  return { accent: drawn, onAccent: textOn(drawn), soft, onSoft: standOut(drawn, soft, TEXT_CONTRAST_MIN) };
}

/** Everything readable that is made of one colour, whichever it is. */
export const paletteOf = (accent: string): Palette => ({
  light: tones(accent, 'light'),
  dark: tones(accent, 'dark'),
});

/** The same as a value of CSS, which the page's scheme decides. */
export const inBoth = ({ light, dark }: Palette, tone: keyof Tones): string =>
  `light-dark(${light[tone]},${dark[tone]})`;
