import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import {
  BILLING_INTERVALS,
  BILLING_PLANS,
  type BillingInterval,
  DISPUTE_STATES,
  SEATS_MAX,
  SEATS_MIN,
  SUBSCRIPTION_STATUSES,
} from '@/lib/billing/plans';
import { cleanLine } from '@/lib/platform/clean-line';

export type Offer = {
  interval: BillingInterval;
  priceId: string;
  productId: string;
  unitAmount: number;
  currency: string;
};
export type Offers = Record<BillingInterval, Offer>;

/** The row an administrator may read. */
export const billingAccount = z.object({
  plan: z.enum(BILLING_PLANS),
  is_unlimited: z.boolean(),
  trial_ends_at: z.string().nullable(),
  stripe_customer_id: z.string().nullable(),
  stripe_subscription_id: z.string().nullable(),
  subscribed_plan: z.enum(BILLING_PLANS).nullable(),
  status: z.enum(SUBSCRIPTION_STATUSES),
  quantity: z.number(),
  billing_interval: z.enum(BILLING_INTERVALS).nullable(),
  current_period_end: z.string().nullable(),
  cancel_at_period_end: z.boolean(),
  grace_until: z.string().nullable(),
  choose_by: z.string().nullable(),
  kept_members: z.array(z.string()).nullable(),
  company: z.string(),
  email: z.string(),
  line1: z.string(),
  line2: z.string(),
  postal_code: z.string(),
  city: z.string(),
  country: z.string(),
  vat_id: z.string(),
});
export type BillingAccount = z.infer<typeof billingAccount>;

export const billingInvoice = z.object({
  id: z.string(),
  number: z.string().nullable(),
  status: z.enum(['draft', 'open', 'paid', 'uncollectible', 'void']),
  currency: z.string(),
  total: z.number(),
  amount_due: z.number(),
  refunded: z.number(),
  dispute: z.enum(DISPUTE_STATES).nullable(),
  hosted_url: z.string().nullable(),
  pdf_url: z.string().nullable(),
  created_at: z.string(),
});
export type BillingInvoice = z.infer<typeof billingInvoice>;

/** That conversations will be kept for a shorter time, and how many are then deleted. */
const retentionChange = z.object({ days: z.number(), at: z.string(), conversations: z.number() });
export type RetentionChange = z.infer<typeof retentionChange>;

export const retentionOutlook = z.object({
  /** Null: for ever. */
  days: z.number().nullable(),
  /** Of a smaller plan that has begun. */
  shorter: retentionChange.nullable(),
  /** Of the free plan, if the subscription ends with what is paid for. */
  free: retentionChange.nullable(),
});
export type RetentionOutlook = z.infer<typeof retentionOutlook>;

/** Where somebody who came to pay goes on. */
export const WAYS_BACK = ['people', 'import', 'sites', 'subscription'] as const;
export type WayBack = (typeof WAYS_BACK)[number];
export const wayBack = z.enum(WAYS_BACK).catch('subscription');

const chosenShape = {
  ...inOrganizationShape,
  quantity: z.coerce
    .number('seats_are_invalid')
    .int('seats_are_invalid')
    .min(SEATS_MIN, 'seats_are_invalid')
    .max(SEATS_MAX, 'seats_are_invalid'),
  interval: z.enum(BILLING_INTERVALS),
};
export const previewInput = z.object(chosenShape);
/** Who keeps a seat, where there will be fewer than people who hold one. */
const keptMembers = z.array(z.uuid()).max(SEATS_MAX).nullable();
export const checkoutInput = z.object({ ...chosenShape, keptMembers, next: z.enum(WAYS_BACK) });
export const changeInput = z.object({
  ...chosenShape,
  /** The moment the preview was made for: what is charged is what was shown. Refused when it is not recent. */
  prorationDate: z.number().int().positive(),
  /** The price it was made with: compared and never charged. */
  priceId: z.string().max(255),
  keptMembers,
});
export const organizationInput = z.object(inOrganizationShape);
export const cancelInput = z.object({ ...inOrganizationShape, isCanceled: z.boolean() });
export const chooseSeatsInput = z.object({
  ...inOrganizationShape,
  members: z.array(z.uuid()).min(1, 'required').max(SEATS_MAX),
});

const line = (max: number) => z.string().overwrite(cleanLine).max(max, 'text_is_too_long');
const required = (max: number) => line(max).min(1, 'required');

/** Named as the database function save_order_information names them, which checks the VAT number. */
export const orderInput = z.object({
  ...inOrganizationShape,
  company: required(150),
  email: z.email('email_is_invalid').max(254),
  line1: required(200),
  line2: line(200),
  postal_code: required(20),
  city: required(100),
  country: z.string().regex(/^[A-Z]{2}$/, 'required'),
  vat_id: line(40),
});
export type OrderInput = z.infer<typeof orderInput>;

/** unused: what is left of seats paid for already; remaining: seats until the renewal; period: a whole one. */
export type PreviewLine = {
  kind: 'unused' | 'remaining' | 'period';
  seats: number;
  amount: number;
  from: string;
  to: string;
};

/** What a choice costs: now, and when it is renewed. Amounts in the currency's smallest unit. */
export type Preview = {
  currency: string;
  dueNow: number;
  next: { amount: number; at: string | null };
  /** Everything that is charged or credited at this moment. */
  lines: PreviewLine[];
  prorationDate: number;
  priceId: string;
  /** Fewer seats: what is left of them is credited on the next invoice. */
  isCredited: boolean;
};

/** changed: Stripe has it, and its webhook is on the way; confirm: the payment waits for the person. */
export type ChangeOutcome = { outcome: 'changed' } | { outcome: 'confirm'; url: string };
