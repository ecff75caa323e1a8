import type { LampName } from '@/embedded/demo-shop/lamps';
import { LAMP_NAMES } from '@/embedded/demo-shop/texts';

/** How many of each lamp; kept in a cookie, so the shop itself stores nothing. */
export type Cart = Map<LampName, number>;

const COOKIE = 'lumen_cart';
const COPIES_MAX = 9;

const lampNamed = (text: string | undefined): LampName | undefined =>
  LAMP_NAMES.find((lamp) => lamp === text);

export function readCart(cookieHeader: string | undefined): Cart {
  const cart: Cart = new Map();
  const value = new RegExp(`(?:^|;\\s*)${COOKIE}=([a-z0-9.]*)`).exec(cookieHeader ?? '')?.[1] ?? '';
  const parts = value.split('.');
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const lamp = lampNamed(parts[index]);
    const copies = Math.min(Number.parseInt(parts[index + 1] ?? '', 10) || 0, COPIES_MAX);
    if (lamp && copies > 0) cart.set(lamp, copies);
  }
  return cart;
}

export function cartCookie(cart: Cart): string {
  const value = [...cart].flat().join('.');
  return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800`;
}

/** The cart after a form was sent from a product page (`add`) or from the cart (`remove`). */
export function changeCart(cart: Cart, form: URLSearchParams): Cart {
  const next = new Map(cart);
  const added = lampNamed(form.get('add') ?? undefined);
  if (added) next.set(added, Math.min((next.get(added) ?? 0) + 1, COPIES_MAX));
  const removed = lampNamed(form.get('remove') ?? undefined);
  if (removed) next.delete(removed);
  return next;
}
