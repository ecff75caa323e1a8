import { describe, expect, it } from 'vitest';
import type { MemberRight } from '@/lib/auth/permissions';
import { offeredActions } from '@/lib/conversations/offered-actions';
import { colleagueId, memberId } from './rows';

const offered = (
  rights: MemberRight[],
  status: 'waiting' | 'open' | 'closed',
  assignee_id: string | null = null,
  is_test = false,
  channel: 'live' | 'nrt' = 'live',
) =>
  Object.entries(offeredActions({ member_id: memberId, rights }, { status, channel, assignee_id, is_test }))
    .filter(([, isOffered]) => isOffered)
    .map(([name]) => name);

describe('what a member is offered', () => {
  it('to an agent: take what waits, end or return their own, reopen what is closed', () => {
    expect(offered(['agent'], 'waiting')).toEqual(['accept']);
    expect(offered(['agent'], 'open', memberId)).toEqual(['close', 'transfer', 'returnToQueue']);
    expect(offered(['agent'], 'open', colleagueId)).toEqual([]);
    expect(offered(['agent'], 'closed', colleagueId)).toEqual(['reopen']);
  });

  it('to a tester: the same, and of tests only [U28]', () => {
    expect(offered(['tester'], 'waiting', null, true)).toEqual(['accept']);
    expect(offered(['tester'], 'open', memberId, true)).toEqual(['close', 'transfer', 'returnToQueue']);
    expect(offered(['tester'], 'closed', memberId, true)).toEqual(['reopen']);
    expect(offered(['tester'], 'waiting')).toEqual([]);
    expect(offered(['tester'], 'closed', memberId)).toEqual([]);
  });

  it('of an offline message of their own: that it becomes a chat [A30]', () => {
    expect(offered(['agent'], 'open', memberId, false, 'nrt')).toContain('makeLive');
    expect(offered(['agent'], 'open', colleagueId, false, 'nrt')).not.toContain('makeLive');
    expect(offered(['agent'], 'waiting', null, false, 'nrt')).toEqual(['accept']);
    expect(offered(['supervisor'], 'open', colleagueId, false, 'nrt')).not.toContain('makeLive');
  });

  it('to who leads: also a colleague’s, but nothing that makes them answer visitors', () => {
    for (const right of ['supervisor', 'administrator'] as const) {
      expect(offered([right], 'open', colleagueId)).toEqual(['close', 'transfer', 'returnToQueue']);
      expect(offered([right], 'waiting')).toEqual(['close', 'transfer']);
      expect(offered([right], 'closed', memberId)).toEqual([]);
    }
  });
});
