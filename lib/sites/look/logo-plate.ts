import { contrast } from '@/lib/sites/look/palette';

/** What a logo may lie on: the chat's own ground, light and dark. */
const PLATES = ['#ffffff', '#1c1a19'] as const;
export type Plate = (typeof PLATES)[number];

/** Below this nobody sees a shape on a ground. */
const SEEN_CONTRAST_MIN = 1.5;
const OPAQUE = 250;

const hexOf = (...parts: number[]): string =>
  `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/**
 * What to put behind a logo that lets its ground through, so that it looks the same on light and on dark: white, or
 * dark where more of it would be lost on white. Null where no pixel lets anything through. `pixels` are red, green,
 * blue and opacity, as a canvas has them.
 */
export function plateFor(pixels: ArrayLike<number>): Plate | null {
  const lost = new Map<Plate, number>(PLATES.map((plate) => [plate, 0]));
  const isLost = new Map<string, boolean>();
  let isClear = false;
  for (let at = 0; at < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0, opacity = 0] = [0, 1, 2, 3].map((part) => pixels[at + part]);
    if (opacity < OPAQUE) isClear = true;
    if (opacity === 0) continue;
    // A few steps are as good as all, and there are far fewer of them to judge.
    const colour = hexOf(red & 0xf8, green & 0xf8, blue & 0xf8);
    for (const plate of PLATES) {
      const key = plate + colour;
      const known = isLost.get(key) ?? contrast(colour, plate) < SEEN_CONTRAST_MIN;
      isLost.set(key, known);
      if (known) lost.set(plate, (lost.get(plate) ?? 0) + opacity);
    }
  }
  if (!isClear) return null;
  const [light, dark] = PLATES;
  return (lost.get(light) ?? 0) > (lost.get(dark) ?? 0) ? dark : light;
}
