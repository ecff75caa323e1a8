import { randomBytes } from 'node:crypto';

export type PresenceMeta = Record<string, unknown> & { phx_ref: string; phx_ref_prev?: string };
export type PresenceGroups = Record<string, { metas: PresenceMeta[] }>;
export interface PresenceDiff {
  joins: PresenceGroups;
  leaves: PresenceGroups;
}

interface Entry {
  key: string;
  meta: PresenceMeta;
}

const processMark = randomBytes(6).toString('base64url');
let refCount = 0;

/**
 * Who is present on one topic. An owner, one joined channel, tracks at most one entry; several owners
 * may share a key, which then has several metas. Keys are chosen by clients, so they live in a Map:
 * `__proto__` is a name like any other.
 */
export class PresenceState<Owner> {
  readonly #entries = new Map<Owner, Entry>();

  track(owner: Owner, key: string, payload: Record<string, unknown>): PresenceDiff {
    const previous = this.#entries.get(owner);
    const meta: PresenceMeta = { ...payload, phx_ref: nextRef() };
    if (previous) meta.phx_ref_prev = previous.meta.phx_ref;
    this.#entries.set(owner, { key, meta });
    return { joins: group([{ key, meta }]), leaves: group(previous ? [previous] : []) };
  }

  /** Null when the owner was not present. */
  untrack(owner: Owner): PresenceDiff | null {
    const previous = this.#entries.get(owner);
    if (!previous) return null;
    this.#entries.delete(owner);
    return { joins: {}, leaves: group([previous]) };
  }

  snapshot(): PresenceGroups {
    return group([...this.#entries.values()]);
  }
}

function group(entries: Entry[]): PresenceGroups {
  const groups = new Map<string, { metas: PresenceMeta[] }>();
  for (const { key, meta } of entries) {
    const existing = groups.get(key);
    if (existing) existing.metas.push(meta);
    else groups.set(key, { metas: [meta] });
  }
  // fromEntries defines own properties, so a key named __proto__ stays data and reaches the client.
  return Object.fromEntries(groups);
}

function nextRef(): string {
  refCount += 1;
  return `F${processMark}${refCount.toString(36)}`;
}
