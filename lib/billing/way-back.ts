import type { WayBack } from '@/lib/billing/schema';

/** Where adding users goes on: the addresses are ours, whatever somebody writes into the page's own. */
export function pathBack(slug: string, next: WayBack): string {
  const paths: Record<WayBack, string> = {
    people: `/${slug}/people?add=1`,
    import: `/${slug}/people/import`,
    sites: `/${slug}/sites/new`,
    subscription: `/${slug}/subscription`,
  };
  return paths[next];
}
