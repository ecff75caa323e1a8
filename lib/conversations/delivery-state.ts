import type { Conversation } from '@/lib/conversations/schema';

export type DeliveryState = 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

type Receipts = Pick<Conversation, 'visitor_delivered_seq' | 'visitor_read_seq'>;

/** How far a stored message has come on the visitor's side. */
export function deliveryState(seq: number, receipts: Receipts): DeliveryState {
  if (seq <= receipts.visitor_read_seq) return 'read';
  if (seq <= receipts.visitor_delivered_seq) return 'delivered';
  return 'sent';
}
