import { useTranslations } from 'next-intl';
import { Card, CardBody, CardHeader } from '@/components/shared/card';
import { CodeBlock } from '@/components/sites/code-block';
import { Recipes } from '@/components/sites/installation/recipes';
import { BODY_END } from '@/components/sites/installation/tag-name';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import type { Site } from '@/lib/sites/schema';
import { policySources, siteSnippet } from '@/lib/sites/snippet';

type InstallationProps = { site: Site; appUrl: string; sitePath: string };

export function Installation({ site, appUrl, sitePath }: InstallationProps) {
  const t = useTranslations('siteInstallation');
  return (
    <>
      <Card>
        <CardHeader title={t('title')} description={t.rich('text', { site: site.name, ...BODY_END })} />
        <CardBody>
          <CodeBlock code={siteSnippet(appUrl, site.public_key)} label={t('snippet')} isProminent />
          <Button asChild variant="secondary" className="justify-self-start">
            <Link href={`${sitePath}/test`}>{t('testNext')}</Link>
          </Button>
        </CardBody>
      </Card>
      <Card>
        <CardHeader title={t('recipes')} />
        <Recipes appUrl={appUrl} siteKey={site.public_key} pluginPath={`${sitePath}/wordpress`} />
      </Card>
      <Card>
        <CardHeader title={t('policy.title')} description={t('policy.text')} />
        <CardBody>
          <CodeBlock code={policySources(appUrl)} label={t('policy.label')} />
          <p className="text-[13px] text-muted-foreground">{t('policy.hint')}</p>
        </CardBody>
      </Card>
    </>
  );
}
