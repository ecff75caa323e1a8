import { ScrollText } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuditFilterForm } from '@/components/people/audit/audit-filter-form';
import { AuditList } from '@/components/people/audit/audit-list';
import { PeopleTabs } from '@/components/people/people-tabs';
import { Card } from '@/components/shared/card';
import { EmptyState } from '@/components/shared/empty-state';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { readsAudit } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { auditAddress } from '@/lib/people/audit/audit-address';
import { describeEntry } from '@/lib/people/audit/describe-entry';
import { namesIn } from '@/lib/people/audit/find-names';
import { listAuditEntries, openAudit } from '@/lib/people/audit/queries';
import { auditFilter } from '@/lib/people/audit/schema';
import { memberTimeFormats } from '@/lib/people/time-formats';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') };
}

export default async function AuditPage({ params, searchParams }: PageProps<'/[org]/people/audit'>) {
  const access = await requireMember((await params).org);
  const { member, organization } = access;
  if (!readsAudit(member)) notFound();
  const filter = auditFilter.parse(await searchParams);
  const reader = await openAudit(access);
  const [texts, { entries, hasMore }] = await Promise.all([
    getTranslations('audit'),
    listAuditEntries(reader, filter),
  ]);
  const reading = {
    texts,
    names: await namesIn(reader, entries),
    formats: memberTimeFormats(member),
    locale: member.locale,
  };
  const path = `/${organization.slug}/people/audit`;
  const older = entries.at(-1)?.id;
  return (
    <PageBody className="max-w-5xl">
      <PageHeader title={texts('title')} description={texts('text')} />
      <PeopleTabs slug={organization.slug} member={member} />
      <AuditFilterForm path={path} filter={filter} exportHref={auditAddress(`${path}/export`, filter)} />
      <Card className="overflow-hidden">
        {entries.length === 0 ? (
          <EmptyState icon={<ScrollText />} title={texts('none.title')} text={texts('none.text')} />
        ) : (
          <AuditList entries={entries.map((entry) => describeEntry(entry, reading))} />
        )}
      </Card>
      <nav aria-label={texts('pages')} className="flex justify-between gap-2">
        {filter.before === undefined ? (
          <span />
        ) : (
          <Button asChild variant="secondary">
            <Link href={auditAddress(path, filter)}>{texts('newest')}</Link>
          </Button>
        )}
        {hasMore && older !== undefined ? (
          <Button asChild variant="secondary">
            <Link href={auditAddress(path, { ...filter, before: older }, 'page')}>{texts('older')}</Link>
          </Button>
        ) : null}
      </nav>
    </PageBody>
  );
}
