import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { FormsScreen } from '@/components/forms/forms-screen';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { managesSettings } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { listForms } from '@/lib/forms/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('forms'))('title') };
}

export default async function QuestionnairesPage({ params }: PageProps<'/[org]/questionnaires'>) {
  const { member, organization } = await requireMember((await params).org);
  if (!managesSettings(member)) notFound();
  const [t, forms] = await Promise.all([getTranslations('forms'), listForms(organization.id)]);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'forms']}>
      <PageBody>
        <PageHeader title={t('title')} description={t('description')} />
        <FormsScreen initial={forms} />
      </PageBody>
    </IntlProvider>
  );
}
