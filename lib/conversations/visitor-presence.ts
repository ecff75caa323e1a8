import type { Visitor } from '@/lib/conversations/schema';

/** A visitor's page tells when it is looked at; somebody who reads an answer takes a while over it. */
const thereMs = 3 * 60_000;

export const isVisitorThere = ({ last_seen_at }: Pick<Visitor, 'last_seen_at'>, nowMs: number): boolean =>
  nowMs - Date.parse(last_seen_at) < thereMs;
