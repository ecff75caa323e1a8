import { describe, expect, it } from 'vitest';
import { type InboxAddress, readAddress, toPath } from '@/lib/conversations/inbox-address';
import { id } from './rows';

const read = (path: string) => {
  const url = new URL(path, 'https://app.example');
  return readAddress(url.pathname, url.searchParams);
};

describe('the inbox’s address', () => {
  it.each<[string, InboxAddress]>([
    ['/acme/inbox', { conversationId: null, list: null, filter: 'current', isDetails: false }],
    [`/acme/inbox/${id(1)}`, { conversationId: id(1), list: null, filter: 'current', isDetails: false }],
    ['/acme/inbox?list=queue', { conversationId: null, list: 'queue', filter: 'current', isDetails: false }],
    [
      `/acme/inbox/${id(1)}?list=all&show=closed&view=details`,
      { conversationId: id(1), list: 'all', filter: 'closed', isDetails: true },
    ],
  ])('%s leads back to itself', (path, address) => {
    expect(read(path)).toEqual(address);
    expect(toPath('acme', address)).toBe(path);
  });

  it('ignores what it does not know', () => {
    expect(read('/acme/inbox/not-an-id?list=trash&show=1')).toEqual(read('/acme/inbox'));
  });
});
