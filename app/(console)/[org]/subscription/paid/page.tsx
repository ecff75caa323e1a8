import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { AwaitingPayment } from '@/components/billing/awaiting-payment';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { requireMember } from '@/lib/auth/session';
import { checkoutState, getBillingAccount } from '@/lib/billing/queries';
import { wayBack } from '@/lib/billing/schema';
import { pathBack } from '@/lib/billing/way-back';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('billing'))('title') };
}

const address = z.object({ next: wayBack, session: z.string().max(200).catch('') });

/** Where Stripe's page leads back to. Goes on by itself once what was paid is stored. */
export default async function PaidPage({ params, searchParams }: PageProps<'/[org]/subscription/paid'>) {
  const { organization } = await requireMember((await params).org);
  const account = await getBillingAccount(organization.id);
  if (!account) notFound();
  const { next, session } = address.parse(await searchParams);
  const state = await checkoutState(account, session);
  if (state === 'unknown') notFound();
  if (state === 'stored') redirect(pathBack(organization.slug, next));
  const t = await getTranslations('billing');
  return (
    <IntlProvider namespaces={['shared', 'errors', 'billing']}>
      <PageBody>
        <PageHeader title={t('title')} />
        <AwaitingPayment organization={organization.slug} isPaid={state === 'paid'} />
      </PageBody>
    </IntlProvider>
  );
}
