import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ImportScreen } from '@/components/people/import/import-screen';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { Link } from '@/components/ui/link';
import { managesPeople } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { listCircles } from '@/lib/people/groups/queries';
import { getImportDirectory, getUnfinishedImport } from '@/lib/people/import/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('import'))('title') };
}

export default async function ImportPage({ params }: PageProps<'/[org]/people/import'>) {
  const { member, organization } = await requireMember((await params).org);
  if (!managesPeople(member)) notFound();
  const [t, directory, unfinished, circles] = await Promise.all([
    getTranslations('import'),
    getImportDirectory(organization.id),
    getUnfinishedImport(organization.id, member.id),
    listCircles(organization.id),
  ]);
  return (
    <IntlProvider namespaces={['shared', 'errors', 'import']}>
      <PageBody>
        <div className="grid gap-1">
          <Link
            href={`/${organization.slug}/people`}
            className="justify-self-start rounded-sm text-[13px] text-muted-foreground hover:text-foreground"
          >
            {t('back')}
          </Link>
          <PageHeader title={t('title')} description={t('text')} />
        </div>
        <ImportScreen
          directory={{ ...directory, groups: circles.groups }}
          unfinished={unfinished}
          mayCreateGroups={!circles.is_confined}
        />
      </PageBody>
    </IntlProvider>
  );
}
