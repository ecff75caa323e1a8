import { describe, expect, it } from 'vitest';
import { deliveryState } from '@/lib/conversations/delivery-state';
import { visitorLabel } from '@/lib/conversations/visitor-label';

describe('a stored message', () => {
  it('is sent, then delivered, then read, as the visitor’s receipts pass it', () => {
    const receipts = { visitor_delivered_seq: 5, visitor_read_seq: 3 };
    expect([6, 5, 4, 3].map((seq) => deliveryState(seq, receipts))).toEqual([
      'sent',
      'delivered',
      'delivered',
      'read',
    ]);
  });
});

describe('a visitor', () => {
  it('is called by name, or by four characters that tell them apart', () => {
    expect(visitorLabel({ id: '3f2a91c0-0000-4000-8000-000000000000', name: ' Ada ' })).toEqual({
      name: 'Ada',
    });
    expect(visitorLabel({ id: '3f2a91c0-0000-4000-8000-000000000000', name: ' ' })).toEqual({ code: '3F2A' });
  });
});
