import { describe, expect, it } from 'vitest';
import { createDrafts } from '@/lib/conversations/drafts';
import { memoryStorage } from '@/lib/platform/key-value-storage';
import { id, memberId } from './rows';

const day = 24 * 60 * 60_000;

describe('drafts', () => {
  it('are kept per conversation and per member, replies and notes apart, for the next page too', () => {
    const storage = memoryStorage();
    const drafts = createDrafts(storage, memberId, Date.now());
    drafts.set(id(1), 'text', 'Hello');
    drafts.set(id(1), 'note', 'Difficult');
    drafts.set(id(2), 'text', 'Bonjour');

    const later = createDrafts(storage, memberId, Date.now());
    expect([later.get(id(1), 'text'), later.get(id(1), 'note'), later.get(id(2), 'text')]).toEqual([
      'Hello',
      'Difficult',
      'Bonjour',
    ]);
    expect(createDrafts(storage, id(99), Date.now()).get(id(1), 'text')).toBe('');
  });

  it('leave nothing behind once they are emptied', () => {
    const storage = memoryStorage();
    const drafts = createDrafts(storage, memberId, Date.now());
    drafts.set(id(1), 'text', 'Hello');
    drafts.set(id(1), 'text', '');
    expect(storage.keys()).toEqual([]);
  });

  it('are dropped after fifteen days, and when they cannot be read', () => {
    const storage = memoryStorage();
    createDrafts(storage, memberId, Date.now()).set(id(1), 'text', 'Hello');
    storage.set(`foyer:draft:${memberId}:${id(2)}:text`, '{broken');
    expect(createDrafts(storage, memberId, Date.now() + 14 * day).get(id(1), 'text')).toBe('Hello');
    createDrafts(storage, memberId, Date.now() + 16 * day);
    expect(storage.keys()).toEqual([]);
  });
});
