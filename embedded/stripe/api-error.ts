import type Stripe from 'stripe';

/** The inside of `{"error": …}` as Stripe writes it. */
export type ApiErrorBody = {
  type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error';
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  payment_intent?: { id: string };
  doc_url?: string;
};

/** A refusal that reaches the caller in Stripe's shape; whatever the request had changed is undone. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: ApiErrorBody,
  ) {
    super(body.message);
  }
}

export function invalid(message: string, param?: string, code?: string): ApiError {
  return new ApiError(400, {
    type: 'invalid_request_error',
    message,
    ...(param ? { param } : {}),
    ...(code ? { code, doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}` } : {}),
  });
}

/** An id in the address is missing with 404; one among the parameters is a bad parameter. */
export function noSuch(what: string, id: string, param = 'id'): ApiError {
  const { body } = invalid(`No such ${what}: '${id}'`, param, 'resource_missing');
  return new ApiError(param === 'id' ? 404 : 400, body);
}

export type Decline = NonNullable<Stripe.PaymentIntent['last_payment_error']> & { message: string };

export function cardError(decline: Decline, param?: string): ApiError {
  return new ApiError(402, {
    type: 'card_error',
    message: decline.message,
    ...(decline.code ? { code: decline.code } : {}),
    ...(decline.decline_code ? { decline_code: decline.decline_code } : {}),
    ...(param ? { param } : {}),
  });
}
