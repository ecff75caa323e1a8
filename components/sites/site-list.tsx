import { ChevronRight, PanelsTopLeft, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/shared/card';
import { EmptyState } from '@/components/shared/empty-state';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import type { Site } from '@/lib/sites/schema';

const SHOWN_ADDRESSES = 2;

export function SiteList({ slug, sites }: { slug: string; sites: readonly Site[] }) {
  const t = useTranslations('sites');
  if (sites.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={<PanelsTopLeft />}
          title={t('empty.title')}
          text={t('empty.text')}
          actions={<AddSiteButton slug={slug} />}
        />
      </Card>
    );
  }
  return (
    <Card className="overflow-hidden">
      <ul className="divide-y divide-border">
        {sites.map((site) => (
          <li key={site.id}>
            <Link
              href={`/${slug}/sites/${site.id}/installation`}
              className="flex items-center gap-4 px-5 py-4 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
            >
              <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-muted text-muted-foreground">
                <PanelsTopLeft aria-hidden className="size-[18px]" />
              </span>
              <span className="grid min-w-0 flex-1 gap-0.5">
                <span className="flex items-center gap-2 font-medium">
                  <span className="truncate">{site.name}</span>
                  {site.is_enabled ? null : <Badge tone="danger">{t('disabled')}</Badge>}
                </span>
                <span className="truncate text-muted-foreground">
                  <Addresses addresses={site.addresses} />
                </span>
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-muted-foreground rtl:rotate-180" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function AddSiteButton({ slug }: { slug: string }) {
  const t = useTranslations('sites');
  return (
    <Button asChild>
      <Link href={`/${slug}/sites/new`}>
        <Plus aria-hidden /> {t('add')}
      </Link>
    </Button>
  );
}

function Addresses({ addresses }: { addresses: readonly string[] }) {
  const t = useTranslations('sites');
  if (addresses.length === 0) return t('noAddress');
  const shown = addresses.slice(0, SHOWN_ADDRESSES).join(', ');
  const count = addresses.length - SHOWN_ADDRESSES;
  return count > 0 ? `${shown} ${t('moreAddresses', { count })}` : shown;
}
