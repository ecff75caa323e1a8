import type { Facts } from '@/widget/core/facts';
import type { Visit } from '@/widget/core/visit';
import type { ToFrame } from '@/widget/protocol';

/** Where a finger is what people point with, the size says which of the two it is. */
function device(): Facts['device'] {
  if (!matchMedia('(pointer: coarse)').matches) return 'desktop';
  return Math.min(screen.width, screen.height) < 600 ? 'phone' : 'tablet';
}

export const readFacts = ({ page, referrer }: ToFrame, visit: Visit): Facts => ({
  page_url: page?.url ?? null,
  referrer,
  language: navigator.language,
  device: device(),
  visits: visit.number,
  seconds: visit.seconds(),
});
