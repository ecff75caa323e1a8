/** Stripe counts in the currency's smallest unit, which is not always a hundredth. */
export function formatMoney(amount: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: currency.toUpperCase() });
  const { maximumFractionDigits: digits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** digits);
}

/** How much less a year costs than twelve months, in whole percent. */
export function yearlyDiscountPercent(monthly: number, yearly: number): number {
  if (monthly <= 0) return 0;
  return Math.max(0, Math.floor((1 - yearly / (monthly * 12)) * 100));
}
