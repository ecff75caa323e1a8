import type { Visitor } from '@/lib/conversations/schema';

/** Their name, or four characters of their id so that two unnamed visitors can be told apart. */
export function visitorLabel(visitor: Pick<Visitor, 'id' | 'name'>): { name: string } | { code: string } {
  const name = visitor.name?.trim();
  return name ? { name } : { code: visitor.id.slice(0, 4).toUpperCase() };
}
