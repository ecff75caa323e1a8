'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/auth/member-action';
import type { Access } from '@/lib/auth/session';
import {
  beginCheckout,
  changeSubscription,
  chooseSeats,
  openPortal,
  type Payer,
  requireBillingAccount,
  saveOrder,
  setCanceled,
} from '@/lib/billing/commands';
import { previewChoice } from '@/lib/billing/preview';
import {
  cancelInput,
  changeInput,
  checkoutInput,
  chooseSeatsInput,
  orderInput,
  organizationInput,
  previewInput,
} from '@/lib/billing/schema';
import { syncOrganization } from '@/lib/billing/sync';
import { limitRate } from '@/lib/platform/rate-limit';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

/** No module opens billing: each command asks the database for the account, which only administrators see. */
const payerOf = ({ organization, member, supabase }: Access & { supabase: DatabaseClient }): Payer => ({
  supabase,
  organizationId: organization.id,
  slug: organization.slug,
  locale: member.locale,
});

/** Each of these is a question to Stripe, which counts them too. */
const limited = (payer: Payer) =>
  limitRate({ name: 'billing', max: 120, windowSeconds: 600 }, payer.organizationId);

export const previewAction = memberAction
  .metadata({ name: 'billing.preview', module: null })
  .inputSchema(previewInput)
  .action(async ({ parsedInput, ctx }) => {
    const payer = payerOf(ctx);
    await requireBillingAccount(payer);
    await limited(payer);
    return previewChoice(payer.organizationId, parsedInput);
  });

export const saveOrderAction = memberAction
  .metadata({ name: 'billing.save-order', module: null })
  .inputSchema(orderInput)
  .action(async ({ parsedInput, ctx }) => {
    const { vat_id, email } = await saveOrder(payerOf(ctx), parsedInput);
    revalidatePath(`/${ctx.organization.slug}/subscription`);
    return { ...parsedInput, vat_id, email };
  });

export const checkoutAction = memberAction
  .metadata({ name: 'billing.checkout', module: null })
  .inputSchema(checkoutInput)
  .action(async ({ parsedInput: { next, keptMembers, ...choice }, ctx }) => {
    const payer = payerOf(ctx);
    await limited(payer);
    return { url: await beginCheckout(payer, { ...choice, keptMembers }, next) };
  });

export const changeAction = memberAction
  .metadata({ name: 'billing.change', module: null })
  .inputSchema(changeInput)
  .action(async ({ parsedInput, ctx }) => {
    const payer = payerOf(ctx);
    await limited(payer);
    return changeSubscription(payer, parsedInput);
  });

export const cancelAction = memberAction
  .metadata({ name: 'billing.cancel', module: null })
  .inputSchema(cancelInput)
  .action(async ({ parsedInput, ctx }) => {
    await setCanceled(payerOf(ctx), parsedInput.isCanceled);
    return { isCanceled: parsedInput.isCanceled };
  });

export const portalAction = memberAction
  .metadata({ name: 'billing.portal', module: null })
  .inputSchema(organizationInput)
  .action(async ({ ctx }) => ({ url: await openPortal(payerOf(ctx)) }));

export const chooseSeatsAction = memberAction
  .metadata({ name: 'billing.choose-seats', module: null })
  .inputSchema(chooseSeatsInput)
  .action(async ({ parsedInput, ctx }) => {
    await chooseSeats(payerOf(ctx), parsedInput.members);
    revalidatePath(`/${ctx.organization.slug}`, 'layout');
    return { members: parsedInput.members };
  });

/** Where Stripe's message is late: asks Stripe now. It writes what Stripe says, never what the caller does. */
export const checkPaymentAction = memberAction
  .metadata({ name: 'billing.check-payment', module: null })
  .inputSchema(organizationInput)
  .action(async ({ ctx }) => {
    const payer = payerOf(ctx);
    await requireBillingAccount(payer);
    await limited(payer);
    await syncOrganization(payer.organizationId);
    revalidatePath(`/${ctx.organization.slug}`, 'layout');
    return null;
  });
