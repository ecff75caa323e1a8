import { PRIORITIES, type Priority, type SiteAgent } from '@/lib/sites/agents/schema';

/** Who serves a site, in order inside each priority. */
export type Placing = { allAgents: boolean } & Record<Priority, readonly SiteAgent[]>;

export const priorityOf = (placing: Placing, id: string): Priority | null =>
  PRIORITIES.find((priority) => placing[priority].some((agent) => agent.id === id)) ?? null;

export function takeOut(placing: Placing, id: string): Placing {
  const without = (priority: Priority) => placing[priority].filter((agent) => agent.id !== id);
  return { ...placing, high: without('high'), low: without('low') };
}

/** The agent with this priority, before another of it; before null is the end. Nobody stands twice. */
export function put(
  placing: Placing,
  agent: SiteAgent,
  priority: Priority,
  beforeId: string | null = null,
): Placing {
  if (beforeId === agent.id) return placing;
  const rest = takeOut(placing, agent.id);
  const list = rest[priority];
  const at = list.findIndex(({ id }) => id === beforeId);
  const place = at === -1 ? list.length : at;
  return { ...rest, [priority]: [...list.slice(0, place), agent, ...list.slice(place)] };
}

const sameOrder = (one: readonly SiteAgent[], other: readonly SiteAgent[]): boolean =>
  one.length === other.length && one.every(({ id }, index) => id === other[index]?.id);

export const isSamePlacing = (one: Placing, other: Placing): boolean =>
  one.allAgents === other.allAgents &&
  PRIORITIES.every((priority) => sameOrder(one[priority], other[priority]));
