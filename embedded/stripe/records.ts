import type Stripe from 'stripe';

/**
 * What the stand-in keeps and answers: the published types of the SDK, with references as ids and decimals
 * as the strings they are on the wire. A field that Stripe adds or renames fails the type check here.
 */
type With<T, R> = Omit<T, keyof R> & R;

export type Product = With<Stripe.Product, { default_price: string | null }>;

export type Price = With<
  Stripe.Price,
  { product: string; unit_amount: number; unit_amount_decimal: string; recurring: Stripe.Price.Recurring }
>;

export type Plan = With<
  Stripe.Plan,
  { product: string; amount: number; amount_decimal: string; tiers?: undefined }
>;

export type Customer = With<
  Stripe.Customer,
  {
    default_source: null;
    invoice_prefix: string;
    next_invoice_sequence: number;
    invoice_settings: With<Stripe.Customer.InvoiceSettings, { default_payment_method: string | null }>;
    address: Stripe.Address | null;
    name: string | null;
    phone: string | null;
    preferred_locales: string[];
    test_clock: null;
  }
>;

export type TaxId = With<Stripe.TaxId, { customer: string; owner: { type: 'customer'; customer: string } }>;

export type PaymentMethod = With<
  Stripe.PaymentMethod,
  { customer: string | null; card: Stripe.PaymentMethod.Card }
>;

export type SubscriptionItem = With<
  Stripe.SubscriptionItem,
  { price: Price; plan: Plan; quantity: number; discounts: string[] }
>;

export type List<T> = { object: 'list'; data: T[]; has_more: boolean; url: string };

export type PendingUpdate = With<
  Stripe.Subscription.PendingUpdate,
  { subscription_items: SubscriptionItem[]; discounts: null }
>;

export type Subscription = With<
  Stripe.Subscription,
  {
    application: null;
    customer: string;
    default_payment_method: string | null;
    default_source: null;
    discounts: string[];
    invoice_settings: {
      account_tax_ids: null;
      custom_fields: null;
      description: null;
      footer: null;
      issuer: { type: 'self' };
    };
    items: List<SubscriptionItem>;
    latest_invoice: string | null;
    on_behalf_of: null;
    payment_settings: Stripe.Subscription.PaymentSettings;
    pending_setup_intent: null;
    pending_update: PendingUpdate | null;
    schedule: null;
    test_clock: null;
    transfer_data: null;
  }
>;

export type InvoiceLine = With<
  Stripe.InvoiceLineItem,
  {
    discounts: string[];
    pretax_credit_amounts: [];
    pricing: {
      type: 'price_details';
      price_details: { price: string; product: string };
      unit_amount_decimal: string;
    };
    quantity: number;
    quantity_decimal: string;
    subscription: string | null;
  }
>;

export type Invoice = With<
  Stripe.Invoice,
  {
    account_tax_ids: null;
    application: null;
    customer: string;
    default_payment_method: string | null;
    default_source: null;
    discounts: string[];
    from_invoice: null;
    last_finalization_error: null;
    latest_revision: null;
    lines: List<InvoiceLine>;
    on_behalf_of: null;
    parent: {
      type: 'subscription_details';
      quote_details: null;
      subscription_details: {
        metadata: Record<string, string>;
        subscription: string;
        subscription_proration_date?: number;
      };
    } | null;
    payments?: undefined;
    confirmation_secret?: undefined;
    issuer: { type: 'self' };
    test_clock: null;
    total_discount_amounts: [];
    total_pretax_credit_amounts: [];
  }
>;

export type InvoicePayment = With<
  Stripe.InvoicePayment,
  { invoice: string; payment: { type: 'payment_intent'; payment_intent: string } }
>;

export type PaymentIntent = With<
  Stripe.PaymentIntent,
  {
    application: null;
    customer: string;
    client_secret: string;
    last_payment_error: CardFailure | null;
    latest_charge: string | null;
    on_behalf_of: null;
    payment_method: string | null;
    payment_record: null;
    review: null;
    source: null;
    transfer_data: null;
  }
>;

export type CardFailure = {
  type: 'card_error';
  code: string;
  message: string;
  decline_code?: string;
};

export type Charge = With<
  Stripe.Charge,
  {
    application: null;
    application_fee: null;
    balance_transaction: string | null;
    customer: string;
    failure_balance_transaction: null;
    on_behalf_of: null;
    payment_intent: string;
    payment_method: string;
    refunds?: undefined;
    review: null;
    source: null;
    source_transfer: null;
    transfer?: undefined;
    transfer_data: null;
  }
>;

export type Refund = With<
  Stripe.Refund,
  {
    balance_transaction: string;
    charge: string;
    customer: string;
    failure_balance_transaction?: undefined;
    payment_intent: string;
    payment_method: string;
    source_transfer_reversal: null;
    transfer_reversal: null;
  }
>;

export type Dispute = With<
  Stripe.Dispute,
  { charge: string; payment_intent: string; balance_transactions: [] }
>;

export type CheckoutSession = With<
  Stripe.Checkout.Session,
  {
    customer: string | null;
    discounts: [];
    invoice: string | null;
    payment_intent: null;
    payment_link: null;
    setup_intent: null;
    subscription: string | null;
    line_items?: undefined;
  }
>;

export type PortalSession = With<Stripe.BillingPortal.Session, { configuration: string; return_url: string }>;

export type WebhookEndpoint = With<Stripe.WebhookEndpoint, { secret: string }>;

export type StoredEvent = {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  data: { object: unknown; previous_attributes?: Record<string, unknown> };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: Stripe.Event.Type;
};

/** What Stripe keeps to itself about the things above. */
export type CardSecret = { id: string; number: string; setUp: boolean };

export type PendingLine = { id: string; subscription: string; line: InvoiceLine };

export type CheckoutPlan = {
  id: string;
  items: { price: string; quantity: number }[];
  metadata: Record<string, string>;
  description: string | null;
  trialEnd: number | null;
  collectTaxId: boolean;
  requireAddress: boolean;
  saveAddress: boolean;
  saveName: boolean;
  onMissingPaymentMethod: 'cancel' | 'create_invoice' | 'pause';
};

export type StoredAnswer = {
  id: string;
  fingerprint: string;
  status: number;
  body: string;
  request: string;
  at: number;
};

export type Delivery = {
  id: string;
  event: string;
  endpoint: string;
  attempts: number;
  /** Milliseconds of the real clock. */
  nextAt: number;
};

export type StandInState = { id: 'state'; clockOffset: number };

export type Tables = {
  product: Product;
  price: Price;
  customer: Customer;
  tax_id: TaxId;
  payment_method: PaymentMethod;
  subscription: Subscription;
  invoice: Invoice;
  invoice_payment: InvoicePayment;
  payment_intent: PaymentIntent;
  charge: Charge;
  refund: Refund;
  dispute: Dispute;
  checkout_session: CheckoutSession;
  portal_session: PortalSession;
  webhook_endpoint: WebhookEndpoint;
  event: StoredEvent;
  card_secret: CardSecret;
  pending_line: PendingLine;
  checkout_plan: CheckoutPlan;
  answer: StoredAnswer;
  delivery: Delivery;
  state: StandInState;
};

export type TableName = keyof Tables;
