import { addressOf, type Page } from '@/embedded/demo-shop/addresses';
import { SHOP_TEXTS } from '@/embedded/demo-shop/texts';

export type VisitedPage = { url: string; title: string };

const elsewhere: Record<string, VisitedPage> = {
  'pro-quotes': { url: 'https://pro.maison-lumen.example/devis', title: 'Devis · Lumen Pro' },
  'pro-invoices': { url: 'https://pro.maison-lumen.example/factures', title: 'Factures · Lumen Pro' },
  road: { url: 'https://northwind-cycles.example/bikes/wayfarer', title: 'Wayfarer · Northwind Cycles' },
  workshop: { url: 'https://northwind-cycles.example/workshop', title: 'Workshop · Northwind Cycles' },
  orders: { url: 'https://northwind-cycles.example/orders', title: 'Your orders · Northwind Cycles' },
};

/** Where a visitor was when they wrote; pages of the demo shop are real addresses. */
export function visitedPage(key: string, locale: 'en' | 'fr', shopUrl: string): VisitedPage {
  const texts = SHOP_TEXTS[locale];
  const inShop = (page: Page, title: string): VisitedPage => ({
    url: `${shopUrl}${addressOf(locale, page)}`,
    title: `${title} · ${texts.title}`,
  });
  switch (key) {
    case 'home':
      return inShop({ kind: 'home' }, texts.tagline);
    case 'cart':
      return inShop({ kind: 'cart' }, texts.cart.heading);
    case 'about':
      return inShop({ kind: 'about' }, texts.about.heading);
    case 'spa':
      return inShop({ kind: 'spa', view: '' }, texts.spa.heading);
    case 'opale':
    case 'brume':
    case 'heron':
      return inShop({ kind: 'product', lamp: key }, texts.products[key].name);
    default: {
      const page = elsewhere[key];
      if (!page) throw new Error(`No page is called ${key}.`);
      return page;
    }
  }
}
