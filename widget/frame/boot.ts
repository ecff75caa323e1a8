import type { WidgetBoot } from '@/lib/visitors/schema';

/** What the server wrote into the page: a block of data, since the page's policy runs no inline script. */
export function readBoot(): WidgetBoot {
  const text = document.getElementById('foyer-boot')?.textContent ?? '';
  return JSON.parse(text) as WidgetBoot;
}
