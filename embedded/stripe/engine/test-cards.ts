import type { CardFailure } from '@/embedded/stripe/records';

export type ChargeContext = {
  /** Nobody is at the screen: a renewal. */
  offSession: boolean;
  /** The customer has just authenticated this payment. */
  authenticated: boolean;
  /** The card was authenticated when it was saved. */
  setUp: boolean;
};

export type TestCard = {
  brand: string;
  /** Saving it for later is refused as well as charging it. */
  attaches: boolean;
  /** Asks for 3-D Secure when it is saved or first used. */
  authenticatesAtSetup: boolean;
  charge(context: ChargeContext): 'paid' | 'requires_action' | CardFailure;
  disputed?: boolean;
};

const failure = (code: string, message: string, decline_code?: string): CardFailure => ({
  type: 'card_error',
  code,
  message,
  ...(decline_code ? { decline_code } : {}),
});

const DECLINED = failure('card_declined', 'Your card was declined.', 'generic_decline');
const NO_FUNDS = failure('card_declined', 'Your card has insufficient funds.', 'insufficient_funds');
const EXPIRED = failure('expired_card', 'Your card has expired.');
const WRONG_CODE = failure('incorrect_cvc', "Your card's security code is incorrect.");
export const AUTHENTICATION_FAILED = failure(
  'payment_intent_authentication_failure',
  'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
);
const AUTHENTICATION_MISSING = failure(
  'authentication_required',
  'Your card was declined. This transaction requires authentication.',
  'authentication_required',
);

const plain = (brand: string): TestCard => ({
  brand,
  attaches: true,
  authenticatesAtSetup: false,
  charge: () => 'paid',
});
const refusing = (reason: CardFailure): TestCard => ({
  ...plain('visa'),
  attaches: false,
  charge: () => reason,
});

/** Stripe's published test cards; any other number is not a card. */
const CARDS: Record<string, TestCard> = {
  '4242424242424242': plain('visa'),
  '5555555555554444': plain('mastercard'),
  '378282246310005': plain('amex'),
  '4000000000000002': refusing(DECLINED),
  '4000000000009995': refusing(NO_FUNDS),
  '4000000000000069': refusing(EXPIRED),
  '4000000000000127': refusing(WRONG_CODE),
  '4000000000000341': { ...plain('visa'), charge: () => DECLINED },
  '4000000000000259': { ...plain('visa'), disputed: true },
  // Authenticated once, at setup; payments later pass without the customer.
  '4000002500003155': {
    ...plain('visa'),
    authenticatesAtSetup: true,
    charge: ({ authenticated, setUp, offSession }) => {
      if (authenticated || setUp) return 'paid';
      return offSession ? AUTHENTICATION_MISSING : 'requires_action';
    },
  },
  // Every payment has to be authenticated, whether or not it was set up.
  '4000002760003184': {
    ...plain('visa'),
    authenticatesAtSetup: true,
    charge: ({ offSession, authenticated }) => {
      if (offSession) return AUTHENTICATION_MISSING;
      return authenticated ? 'paid' : 'requires_action';
    },
  },
};

export function testCard(number: string): TestCard | undefined {
  return CARDS[number.replace(/\D/g, '')];
}
