import { describe, expect, it } from 'vitest';
import { withVisitorSeen } from '@/lib/conversations/inbox-state';
import { isVisitorThere } from '@/lib/conversations/visitor-presence';
import { aState, at, aVisitor, id, mine } from './rows';

describe('a visitor', () => {
  const visitor = aVisitor(1, { last_seen_at: at(10) });
  const state = aState([mine(1)], { visitors: new Map([[visitor.id, visitor]]) });
  const seen = (known: typeof state) => known.visitors.get(visitor.id)?.last_seen_at;

  it('is there for three minutes after their page last said so', () => {
    expect(isVisitorThere(visitor, Date.parse(at(12)))).toBe(true);
    expect(isVisitorThere(visitor, Date.parse(at(13)))).toBe(false);
  });

  it('was seen when their side did something, and never earlier than was known', () => {
    expect(seen(withVisitorSeen(state, id(1), Date.parse(at(20))))).toBe(at(20));
    expect(withVisitorSeen(state, id(1), Date.parse(at(5)))).toBe(state);
    expect(withVisitorSeen(state, id(2), Date.parse(at(20)))).toBe(state);
  });
});
