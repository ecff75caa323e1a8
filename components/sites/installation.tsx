import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card, CardBody, CardHeader } from '@/components/shared/card';
import { CodeBlock } from '@/components/sites/code-block';
import { Button } from '@/components/ui/button';
import type { Site } from '@/lib/sites/schema';
import { nextSnippet, siteSnippet, tagManagerSnippet, wordPressSnippet } from '@/lib/sites/snippet';

const BODY_END = '</body>';

type InstallationProps = { site: Site; appUrl: string; testPath: string };

export function Installation({ site, appUrl, testPath }: InstallationProps) {
  const t = useTranslations('sites.installation');
  const snippet = siteSnippet(appUrl, site.public_key);
  const code = <code className="rounded-sm bg-muted px-1 py-0.5 font-mono text-[0.92em]">{BODY_END}</code>;
  const tag = { tag: () => code };
  return (
    <>
      <Card>
        <CardHeader title={t('title')} description={t.rich('text', { site: site.name, ...tag })} />
        <CardBody>
          <CodeBlock code={snippet} label={t('snippet')} isProminent />
          <Button asChild variant="secondary" className="justify-self-start">
            <Link href={testPath}>{t('testNext')}</Link>
          </Button>
        </CardBody>
      </Card>
      <section className="grid gap-3">
        <h2 className="font-semibold text-[15px]">{t('recipes')}</h2>
        <Card className="divide-y divide-border">
          <Recipe title={t('html.title')} text={t.rich('html.text', tag)}>
            <CodeBlock code={`  …\n  ${snippet}\n${BODY_END}`} label={t('html.title')} />
          </Recipe>
          <Recipe title={t('wordpress.title')} text={t.rich('wordpress.text', tag)}>
            <CodeBlock code={wordPressSnippet(appUrl, site.public_key)} label={t('wordpress.title')} />
          </Recipe>
          <Recipe title={t('tagManager.title')} text={t('tagManager.text')}>
            <CodeBlock code={tagManagerSnippet(appUrl, site.public_key)} label={t('tagManager.title')} />
          </Recipe>
          <Recipe title={t('next.title')} text={t('next.text')}>
            <CodeBlock code={nextSnippet(appUrl, site.public_key)} label={t('next.title')} />
          </Recipe>
        </Card>
      </section>
    </>
  );
}

function Recipe({ title, text, children }: { title: string; text: ReactNode; children: ReactNode }) {
  return (
    <details className="group px-5 py-3.5">
      <summary className="rounded-sm font-medium marker:text-muted-foreground">{title}</summary>
      <div className="grid gap-3 pt-3">
        <p className="text-muted-foreground leading-relaxed">{text}</p>
        {children}
      </div>
    </details>
  );
}
