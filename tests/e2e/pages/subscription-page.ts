import type { Page } from '@playwright/test';
import type en from '@/lib/i18n/messages/en/billing.json';

type Texts = typeof en;

/** The stand-in's own words for the card, in both languages. */
const CARD = {
  en: {
    number: 'Card number',
    expiry: 'Expiry (MM / YY)',
    cvc: 'Security code',
    name: 'Name on card',
    pay: /^Pay /,
  },
  fr: {
    number: 'Numéro de carte',
    expiry: 'Expiration (MM / AA)',
    cvc: 'Cryptogramme',
    name: 'Nom sur la carte',
    pay: /^Payer /,
  },
};

/** The page Subscription, and Stripe's page that it leads to. */
export class SubscriptionPage {
  constructor(
    readonly page: Page,
    readonly texts: Texts,
    readonly language: 'en' | 'fr',
  ) {}

  get preview() {
    return this.page.getByRole('region', { name: this.texts.preview.title });
  }

  get seats() {
    return this.page.getByRole('textbox', { name: this.texts.edit.seats });
  }

  async fillOrder(vatId: string): Promise<void> {
    const { order } = this.texts;
    const field = (name: string) => this.page.getByRole('textbox', { name, exact: true });
    await field(order.company).fill('Lantern SAS');
    await field(order.line1).fill('1 rue de la Paix');
    await field(order.postalCode).fill('75002');
    await field(order.city).fill('Paris');
    await this.page.getByRole('combobox', { name: order.country }).selectOption('FR');
    await field(order.vatId).fill(vatId);
  }

  async fillCard(number: string): Promise<void> {
    const card = CARD[this.language];
    await this.page.getByLabel(card.number).fill(number);
    await this.page.getByLabel(card.expiry).fill('12 / 34');
    await this.page.getByLabel(card.cvc).fill('123');
    await this.page.getByLabel(card.name).fill('Ada Lantern');
    await this.page.getByRole('button', { name: card.pay }).click();
  }
}
