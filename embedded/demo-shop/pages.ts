import { addressInOtherLanguage, addressOf, type Page } from '@/embedded/demo-shop/addresses';
import type { Cart } from '@/embedded/demo-shop/cart';
import { drawLamp, drawRoom, type LampName } from '@/embedded/demo-shop/lamps';
import { LAMP_NAMES, type Locale, SHOP_TEXTS } from '@/embedded/demo-shop/texts';

export type Snippet = { appUrl: string; siteKey: string };
export type View = { locale: Locale; page: Page | { kind: 'missing' }; cart: Cart; snippet: Snippet };

const euros = (locale: Locale, cents: number) =>
  new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-IE', {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 0,
  }).format(cents / 100);

const attribute = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The line a customer of Foyer pastes into every page. */
export const snippetTag = ({ appUrl, siteKey }: Snippet) =>
  `<script async src="${attribute(appUrl)}/widget/loader.js?site=${attribute(siteKey)}" data-site="${attribute(siteKey)}"></script>`;

function productCard(locale: Locale, lamp: LampName): string {
  const product = SHOP_TEXTS[locale].products[lamp];
  return `<a class="card" href="${addressOf(locale, { kind: 'product', lamp })}">
    ${drawLamp(lamp, product.name, 'card')}
    <span class="card-text"><strong>${product.name}</strong><span>${product.kind}</span></span>
    <span class="price">${euros(locale, product.cents)}</span>
  </a>`;
}

function home(locale: Locale): string {
  const { home: text } = SHOP_TEXTS[locale];
  return `<section class="hero">
    ${drawRoom(text.picture)}
    <div class="hero-text"><h1>${text.heading}</h1><p>${text.lead}</p><a class="button" href="#lamps">${text.action}</a></div>
  </section>
  <section class="wrap" id="lamps"><h2>${text.lamps}</h2>
    <div class="cards">${LAMP_NAMES.map((lamp) => productCard(locale, lamp)).join('')}</div></section>
  <section class="wrap promises">${text.promises
    .map(([title, body]) => `<div><h3>${title}</h3><p>${body}</p></div>`)
    .join('')}</section>`;
}

function productPage(locale: Locale, lamp: LampName): string {
  const { product: text, products } = SHOP_TEXTS[locale];
  const product = products[lamp];
  const others = LAMP_NAMES.filter((name) => name !== lamp);
  return `<section class="wrap"><a class="back" href="${addressOf(locale, { kind: 'home' })}#lamps">← ${text.back}</a>
    <div class="product">
      <div class="picture">${drawLamp(lamp, product.name, 'main')}</div>
      <div>
        <p class="kind">${product.kind}</p><h1>${product.name}</h1>
        <p class="lead">${product.line}</p><p>${product.description}</p>
        <dl>${product.facts.map(([label, value]) => `<div><dt>${label}</dt><dd>${value}</dd></div>`).join('')}</dl>
        <form method="post" action="${addressOf(locale, { kind: 'cart' })}">
          <span class="price">${euros(locale, product.cents)}</span>
          <button class="button" name="add" value="${lamp}">${text.add}</button>
        </form>
      </div>
    </div>
    <h2>${text.also}</h2><div class="cards two">${others.map((name) => productCard(locale, name)).join('')}</div></section>`;
}

function cartPage(locale: Locale, cart: Cart): string {
  const { cart: text, products } = SHOP_TEXTS[locale];
  if (cart.size === 0) {
    return `<section class="wrap narrow"><h1>${text.heading}</h1><p>${text.empty}</p>
      <p><a class="button" href="${addressOf(locale, { kind: 'home' })}#lamps">${text.browse}</a></p></section>`;
  }
  const total = [...cart].reduce((sum, [lamp, copies]) => sum + products[lamp].cents * copies, 0);
  const rows = [...cart].map(
    ([lamp, copies]) => `<li>${drawLamp(lamp, products[lamp].name, 'cart')}
      <span class="card-text"><strong>${products[lamp].name}</strong><span>${products[lamp].kind} × ${copies}</span></span>
      <span class="price">${euros(locale, products[lamp].cents * copies)}</span>
      <button class="quiet" name="remove" value="${lamp}">${text.remove}</button></li>`,
  );
  return `<section class="wrap narrow"><h1>${text.heading}</h1>
    <form method="post" action="${addressOf(locale, { kind: 'cart' })}"><ul class="lines">${rows.join('')}</ul></form>
    <p class="total"><span>${text.total} · ${text.delivery}</span><span class="price">${euros(locale, total)}</span></p>
    <p class="note">${text.note}</p></section>`;
}

function aboutPage(locale: Locale): string {
  const { about: text } = SHOP_TEXTS[locale];
  return `<section class="wrap narrow"><h1>${text.heading}</h1>${text.paragraphs.map((body) => `<p>${body}</p>`).join('')}</section>`;
}

/** Every view is in the document; spa.js shows one of them and moves through them with pushState. */
function spaPage(locale: Locale, current: string): string {
  const { spa: text } = SHOP_TEXTS[locale];
  const links = text.views.map(([view, name]) => {
    const here = view === current ? ' aria-current="page"' : '';
    return `<a data-view-link="${view}" href="${addressOf(locale, { kind: 'spa', view })}"${here}>${name}</a>`;
  });
  const views = text.views.map(([view, name, body], index) => {
    const lamp = LAMP_NAMES[index] ?? 'opale';
    return `<article data-view="${view}" data-title="${name}"${view === current ? '' : ' hidden'}>
      <div class="picture">${drawLamp(lamp, SHOP_TEXTS[locale].products[lamp].name, 'view')}</div>
      <div><h2>${name}</h2><p class="lead">${body}</p></div></article>`;
  });
  return `<section class="wrap spa"><h1>${text.heading}</h1><p>${text.lead}</p><nav>${links.join('')}</nav>${views.join('')}</section>
  <script src="/spa.js" defer></script>`;
}

function missingPage(locale: Locale): string {
  const { missing: text } = SHOP_TEXTS[locale];
  return `<section class="wrap narrow"><h1>${text.heading}</h1><p><a class="button" href="${addressOf(locale, { kind: 'home' })}">${text.action}</a></p></section>`;
}

function contentOf({ locale, page, cart }: View): { title: string; body: string } {
  const texts = SHOP_TEXTS[locale];
  switch (page.kind) {
    case 'home':
      return { title: texts.tagline, body: home(locale) };
    case 'product':
      return { title: texts.products[page.lamp].name, body: productPage(locale, page.lamp) };
    case 'cart':
      return { title: texts.cart.heading, body: cartPage(locale, cart) };
    case 'about':
      return { title: texts.about.heading, body: aboutPage(locale) };
    case 'spa':
      return { title: texts.spa.heading, body: spaPage(locale, page.view) };
    case 'missing':
      return { title: texts.missing.heading, body: missingPage(locale) };
  }
}

export function renderPage(view: View): string {
  const { locale, page, cart, snippet } = view;
  const texts = SHOP_TEXTS[locale];
  const { title, body } = contentOf(view);
  const count = [...cart.values()].reduce((sum, copies) => sum + copies, 0);
  const other = locale === 'fr' ? 'en' : 'fr';
  const otherAddress = addressInOtherLanguage(locale, page.kind === 'missing' ? { kind: 'home' } : page);
  return `<!doctype html>
<html lang="${locale}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} · ${texts.title}</title>
  <link rel="icon" href="/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/style.css">
</head>
<body>
  <header><div class="bar">
    <a class="brand" href="${addressOf(locale, { kind: 'home' })}">Maison <em>Lumen</em></a>
    <nav>
      <a href="${addressOf(locale, { kind: 'home' })}#lamps">${texts.nav.lamps}</a>
      <a href="${addressOf(locale, { kind: 'about' })}">${texts.nav.about}</a>
      <a href="${addressOf(locale, { kind: 'spa', view: '' })}">${texts.spa.heading}</a>
      <a href="${addressOf(locale, { kind: 'cart' })}">${texts.nav.cart}${count ? ` <b>${count}</b>` : ''}</a>
      <a href="${otherAddress}" lang="${other}" hreflang="${other}">${texts.nav.otherLanguage}</a>
    </nav>
  </div></header>
  <main>${body}</main>
  <footer>${texts.footer}</footer>
  ${snippetTag(snippet)}
</body>
</html>
`;
}
