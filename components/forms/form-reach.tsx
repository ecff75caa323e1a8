import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '@/components/shared/card';
import { TextLink } from '@/components/shared/text-link';
import type { FormReach as Reach } from '@/lib/forms/queries';

type FormReachProps = {
  /** Where the viewer may choose it, and say who advises; null where they may not. */
  sitesAddress: string | null;
  peopleAddress: string | null;
  reach: Reach;
};

/** Where a form is asked, and who takes what it brings. */
export function FormReach({ reach, sitesAddress, peopleAddress }: FormReachProps) {
  const t = useTranslations('forms.reach');
  const { sites, advisers } = reach;
  const site = ({ id, name }: { id: string; name: string }): ReactNode => (
    <Named key={id} href={sitesAddress && `${sitesAddress}/${id}/forms`} name={name} />
  );
  return (
    <Card className="p-5">
      <dl className="grid gap-x-4 gap-y-1 text-[13px] sm:grid-cols-[auto_minmax(0,1fr)] sm:gap-y-2.5">
        <dt className="text-muted-foreground">{t('sites')}</dt>
        <dd className="mb-2 flex flex-wrap gap-x-3 gap-y-1 sm:mb-0">
          {sites.using.length > 0 ? sites.using.map(site) : null}
          {sites.using.length === 0 ? (
            <>
              <span>{t(sites.others.length > 0 ? 'nowhere' : 'noSite')}</span>
              {sites.others.map(site)}
            </>
          ) : null}
        </dd>
        {advisers ? (
          <>
            <dt className="text-muted-foreground">{t('advisers')}</dt>
            <dd className="flex flex-wrap gap-x-3 gap-y-1">
              {advisers.count === advisers.agents ? <span>{t('everybody')}</span> : null}
              {advisers.count === 0 && advisers.agents > 0 ? (
                <span className="flex gap-1.5 text-waiting">
                  <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                  {t('nobody')}
                </span>
              ) : null}
              {advisers.count < advisers.agents
                ? advisers.names.map(({ id, nickname }) => (
                    <Named
                      key={id}
                      href={peopleAddress && `${peopleAddress}/${id}#expertise`}
                      name={nickname}
                    />
                  ))
                : null}
              {advisers.count < advisers.agents && advisers.count > advisers.names.length ? (
                <span>{t('more', { count: advisers.count - advisers.names.length })}</span>
              ) : null}
              {advisers.count === 0 && peopleAddress ? (
                <TextLink href={peopleAddress}>{t('choose')}</TextLink>
              ) : null}
            </dd>
          </>
        ) : null}
      </dl>
    </Card>
  );
}

function Named({ href, name }: { href: string | null; name: string }) {
  if (href === null) return <span className="min-w-0 truncate">{name}</span>;
  return (
    <TextLink href={href} className="min-w-0 truncate">
      {name}
    </TextLink>
  );
}
