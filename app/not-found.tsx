import { getTranslations } from 'next-intl/server';
import { Mark } from '@/components/shared/mark';
import { Button } from '@/components/ui/button';

export default async function NotFound() {
  const t = await getTranslations('shared.notFound');
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-4 px-6 text-center">
      <Mark className="size-10" />
      <div className="grid gap-1">
        <h1 className="font-semibold text-xl">{t('title')}</h1>
        <p className="text-muted-foreground">{t('text')}</p>
      </div>
      <Button asChild variant="secondary">
        {/* No Link: its script would come with every page, since every page may turn out not to exist. */}
        <a href="/">{t('home')}</a>
      </Button>
    </main>
  );
}
