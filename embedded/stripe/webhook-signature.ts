import { createHmac } from 'node:crypto';

/** The Stripe-Signature header: the moment of sending, and a MAC over it and the exact bytes. */
export function webhookSignature(secret: string, body: string, seconds: number): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}
