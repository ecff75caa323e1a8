import { describe, expect, it } from 'vitest';
import { isSamePlacing, type Placing, priorityOf, put, takeOut } from '@/lib/sites/agents/placing';
import type { SiteAgent } from '@/lib/sites/agents/schema';

const agent = (id: string): SiteAgent => ({
  id,
  nickname: id,
  first_name: '',
  last_name: '',
  avatar_path: null,
  is_online: false,
  is_mine: true,
  obstacle: null,
});
const placing = (high: string, low: string): Placing => ({
  allAgents: false,
  high: [...high].map(agent),
  low: [...low].map(agent),
});
const read = ({ high, low }: Placing) => [high, low].map((list) => list.map(({ id }) => id).join(''));

describe('who serves a site [A24, A25]', () => {
  it.each([
    ['high', null, 'abcx'],
    ['high', 'a', 'xabc'],
    ['high', 'c', 'abxc'],
    ['high', 'gone', 'abcx'],
  ] as const)('somebody new is put under %s before %s', (priority, beforeId, expected) => {
    expect(read(put(placing('abc', 'd'), agent('x'), priority, beforeId))).toEqual([expected, 'd']);
  });

  it('moves between the lists and inside one, and stands in one place only', () => {
    expect(read(put(placing('abc', 'd'), agent('a'), 'low', 'd'))).toEqual(['bc', 'ad']);
    expect(read(put(placing('abc', 'd'), agent('a'), 'high', 'c'))).toEqual(['bac', 'd']);
    expect(read(put(placing('abc', 'd'), agent('b'), 'high', 'b'))).toEqual(['abc', 'd']);
    expect(read(takeOut(placing('abc', 'd'), 'd'))).toEqual(['abc', '']);
    expect(priorityOf(placing('abc', 'd'), 'd')).toBe('low');
    expect(priorityOf(placing('abc', 'd'), 'x')).toBeNull();
  });

  it('is unchanged only with the same people in the same order', () => {
    expect(isSamePlacing(placing('ab', 'c'), placing('ab', 'c'))).toBe(true);
    for (const other of [placing('ba', 'c'), placing('abc', ''), placing('a', 'bc'), placing('ab', 'd')]) {
      expect(isSamePlacing(placing('ab', 'c'), other)).toBe(false);
    }
    expect(isSamePlacing(placing('ab', 'c'), { ...placing('ab', 'c'), allAgents: true })).toBe(false);
  });
});
