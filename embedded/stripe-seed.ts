/**
 * Fills the stand-in with the very script operators run against Stripe. The SDK is loaded for a new
 * installation only: a supervisor that stays for months should not carry it.
 */
export async function seedStripeCatalogue(apiBase: string, secretKey: string): Promise<void> {
  const { SEAT_PRICES, ensureCatalogue } = await import('@/lib/billing/stripe-catalogue');
  const query = SEAT_PRICES.map(({ lookup_key }) => `lookup_keys[]=${lookup_key}`).join('&');
  const response = await fetch(`${apiBase}/v1/prices?active=true&${query}`, {
    headers: { authorization: `Bearer ${secretKey}` },
  });
  const { data } = (await response.json()) as { data: unknown[] };
  if (data.length === SEAT_PRICES.length) return;
  const { stripeClient } = await import('@/embedded/stripe-client');
  await ensureCatalogue(stripeClient(secretKey, apiBase));
}
