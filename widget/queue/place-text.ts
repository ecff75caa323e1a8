import type { Texts } from '@/widget/locales/texts';

/** How a wait stands, in one sentence or two. */
export function placeText(texts: Texts['queue'], position: number, waitSeconds: number | null): string {
  const place = texts.place(position);
  return waitSeconds === null ? place : `${place} ${texts.about(Math.round(waitSeconds / 60))}`;
}
