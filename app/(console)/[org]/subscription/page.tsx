import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { SubscriptionScreen } from '@/components/billing/subscription-screen';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { requireMember } from '@/lib/auth/session';
import { countriesIn } from '@/lib/billing/countries';
import { offersOrNull } from '@/lib/billing/offers';
import { BILLING_INTERVALS, SEATS_MAX, SEATS_MIN } from '@/lib/billing/plans';
import { getBillingAccount, getRetentionOutlook, listInvoices, listSeatHolders } from '@/lib/billing/queries';
import { wayBack } from '@/lib/billing/schema';
import { getSeats } from '@/lib/people/directory/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('billing'))('title') };
}

const address = z.object({
  next: wayBack,
  seats: z.coerce.number().int().min(SEATS_MIN).max(SEATS_MAX).optional().catch(undefined),
  interval: z.enum(BILLING_INTERVALS).optional().catch(undefined),
});

export default async function SubscriptionPage({ params, searchParams }: PageProps<'/[org]/subscription'>) {
  const { member, organization, user } = await requireMember((await params).org);
  const account = await getBillingAccount(organization.id);
  if (!account) notFound();
  const { next, seats: wish, interval } = address.parse(await searchParams);
  const [t, seats, offers, invoices, holders, retention] = await Promise.all([
    getTranslations('billing'),
    getSeats(organization.id),
    offersOrNull(account),
    listInvoices(organization.id),
    listSeatHolders(organization.id),
    getRetentionOutlook(organization.id),
  ]);
  // Who comes because all seats are taken wants one more at least.
  const wanted = Math.max(account.quantity, seats.used) + (next === 'people' || next === 'import' ? 1 : 0);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'billing']}>
      <PageBody>
        <PageHeader title={t('title')} description={t('text')} />
        <SubscriptionScreen
          organization={organization.slug}
          account={account}
          seats={seats}
          offers={offers}
          invoices={invoices}
          holders={holders}
          retention={retention}
          buyer={{ company: organization.name, email: member.email ?? user.email }}
          countries={countriesIn(await getLocale())}
          next={next}
          wished={{
            quantity: wish ?? Math.max(wanted, SEATS_MIN),
            interval: interval ?? account.billing_interval ?? 'month',
          }}
          isEditing={next !== 'subscription'}
        />
      </PageBody>
    </IntlProvider>
  );
}
