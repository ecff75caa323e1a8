'use client';

import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/shared/card';
import { ReadinessList } from '@/components/sites/readiness-list';
import { useReadiness } from '@/components/sites/use-readiness';
import { cn } from '@/lib/platform/cn';
import { isAnswerable, type SiteReadiness } from '@/lib/sites/readiness';

type SiteTestProps = { slug: string; siteId: string; initial: SiteReadiness };

/** The real snippet on a page of its own, beside what is still missing. */
export function SiteTest({ slug, siteId, initial }: SiteTestProps) {
  const t = useTranslations('sites.test');
  const { readiness, isUnreachable, refresh } = useReadiness(siteId, initial);
  const isReady = isAnswerable(readiness);
  const page = `/${slug}/sites/${siteId}/test/page`;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[1fr_20rem]">
      <Card className="overflow-hidden">
        <div className="flex items-center justify-between gap-3 border-border border-b bg-muted/60 px-4 py-2 text-[13px]">
          <span className="truncate text-muted-foreground">{t('frame')}</span>
          <a
            href={page}
            target="_blank"
            rel="noreferrer"
            className="inline-flex shrink-0 items-center gap-1.5 rounded-sm font-medium text-accent hover:underline"
          >
            {t('openPage')} <ExternalLink aria-hidden className="size-3.5" />
          </a>
        </div>
        {/* Loaded anew when the site starts or stops answering, as a visitor would see it at the next page view. */}
        <iframe
          key={String(readiness.is_enabled)}
          src={page}
          title={t('frame')}
          className="h-[max(26rem,calc(100dvh-17rem))] w-full"
        />
      </Card>
      <Card className="grid gap-3 p-5">
        <p role="status" className={cn('font-medium', isReady ? 'text-online' : 'text-waiting')}>
          {isReady ? t('ready') : t('notReady')}
        </p>
        <ReadinessList slug={slug} siteId={siteId} readiness={readiness} onChanged={refresh} />
        {isUnreachable ? <p className="text-[13px] text-muted-foreground">{t('unreachable')}</p> : null}
      </Card>
    </div>
  );
}
