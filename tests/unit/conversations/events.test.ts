import { describe, expect, it } from 'vitest';
import { readEvent } from '@/lib/conversations/events';
import { aConversation, aMessage } from './rows';

describe('broadcasts', () => {
  it('are read when they carry what is decided by', () => {
    const message = { ...aMessage(1, 1), agent_unread: 1 };
    expect(readEvent('message', message)).toEqual({ name: 'message', payload: message });
    expect(readEvent('conversation', aConversation(1))?.name).toBe('conversation');
    expect(readEvent('epoch', { epoch: 2 })?.name).toBe('epoch');
    expect(readEvent('member', { status: 'active', epoch: 2 })?.name).toBe('member');
  });

  it('are ignored when they are unknown or incomplete: a newer server may say more', () => {
    expect(readEvent('reaction', { id: 'x' })).toBeNull();
    expect(readEvent('toString', {})).toBeNull();
    expect(readEvent('message', { id: 'x' })).toBeNull();
    expect(readEvent('typing', null)).toBeNull();
    expect(readEvent('receipt', 'text')).toBeNull();
    expect(readEvent('epoch', {})).toBeNull();
    expect(readEvent('member', undefined)).toBeNull();
  });
});
