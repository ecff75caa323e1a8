import 'server-only';
import { configureBilling } from '@/lib/billing/ledger';
import { isBillingOn } from '@/lib/billing/stripe';
import { log } from '@/lib/platform/log';

/** Tells the database at the start whether organizations founded from now on begin with a trial, or without limits. */
export async function announceBilling(): Promise<void> {
  try {
    await configureBilling(isBillingOn());
  } catch (error) {
    // The database remembers what was said last, which is right unless the key has just come or gone.
    log().error({ err: error }, 'the database was not told whether subscriptions are sold');
  }
}
