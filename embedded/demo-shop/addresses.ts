import type { LampName } from '@/embedded/demo-shop/lamps';
import { LAMP_NAMES, type Locale, SHOP_TEXTS } from '@/embedded/demo-shop/texts';

export type Page =
  | { kind: 'home' }
  | { kind: 'product'; lamp: LampName }
  | { kind: 'cart' }
  | { kind: 'about' }
  | { kind: 'spa'; view: string };

const words = {
  fr: { root: '', lamps: 'lampes', cart: 'panier', about: 'la-maison', spa: 'spa' },
  en: { root: '/en', lamps: 'lamps', cart: 'cart', about: 'about', spa: 'spa' },
} as const;

export function addressOf(locale: Locale, page: Page): string {
  const word = words[locale];
  if (page.kind === 'home') return word.root || '/';
  if (page.kind === 'product') return `${word.root}/${word.lamps}/${page.lamp}`;
  if (page.kind === 'spa') return `${word.root}/${word.spa}${page.view ? `/${page.view}` : ''}`;
  return `${word.root}/${word[page.kind]}`;
}

const everyAddress = new Map<string, { locale: Locale; page: Page }>();
for (const locale of ['fr', 'en'] as const) {
  const pages: Page[] = [
    { kind: 'home' },
    { kind: 'cart' },
    { kind: 'about' },
    ...LAMP_NAMES.map((lamp): Page => ({ kind: 'product', lamp })),
    ...SHOP_TEXTS[locale].spa.views.map(([view]): Page => ({ kind: 'spa', view })),
  ];
  for (const page of pages) everyAddress.set(addressOf(locale, page), { locale, page });
}

export function pageAt(path: string): { locale: Locale; page: Page } | undefined {
  return everyAddress.get(path.length > 1 ? path.replace(/\/+$/, '') || '/' : path);
}

/** The same page in the other language; views of the single-page part keep their order. */
export function addressInOtherLanguage(locale: Locale, page: Page): string {
  const other: Locale = locale === 'fr' ? 'en' : 'fr';
  if (page.kind !== 'spa') return addressOf(other, page);
  const index = SHOP_TEXTS[locale].spa.views.findIndex(([view]) => view === page.view);
  return addressOf(other, { kind: 'spa', view: SHOP_TEXTS[other].spa.views[index]?.[0] ?? '' });
}
