import { Code, Database, HeartHandshake, UsersRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Mark } from '@/components/shared/mark';
import { ChatPreview } from '@/components/site/chat-preview';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';

const POINTS = [
  { key: 'line', icon: Code },
  { key: 'team', icon: UsersRound },
  { key: 'separate', icon: Database },
  { key: 'open', icon: HeartHandshake },
] as const;

export function LandingPage() {
  const t = useTranslations('site');
  return (
    <>
      <header className="mx-auto flex w-full max-w-6xl items-center justify-between gap-4 px-5 py-5 sm:px-8">
        <span className="inline-flex items-center gap-2.5 font-semibold text-[17px]">
          <Mark className="size-8" /> Foyer
        </span>
        <Button asChild variant="ghost">
          <Link href="/sign-in">{t('signIn')}</Link>
        </Button>
      </header>
      <main className="mx-auto grid w-full max-w-6xl gap-16 px-5 pt-8 pb-16 sm:px-8 sm:pt-16">
        <section className="grid items-center gap-12 lg:grid-cols-[1.1fr_1fr]">
          <div className="grid justify-items-start gap-6">
            <h1 className="text-balance font-semibold text-4xl leading-[1.1] tracking-tight sm:text-5xl">
              {t('headline')}
            </h1>
            <p className="max-w-xl text-pretty text-lg text-muted-foreground leading-7">{t('lead')}</p>
            <div className="flex flex-wrap gap-3">
              <Button asChild size="lg">
                <Link href="/sign-up">{t('create')}</Link>
              </Button>
              <Button asChild size="lg" variant="secondary">
                <Link href="/sign-in">{t('signIn')}</Link>
              </Button>
            </div>
          </div>
          <ChatPreview />
        </section>
        <section className="grid gap-x-10 gap-y-8 border-border border-t pt-12 sm:grid-cols-2 lg:grid-cols-4">
          {POINTS.map(({ key, icon: Icon }) => (
            <div key={key} className="grid content-start gap-2">
              <Icon aria-hidden className="size-5 text-accent" />
              <h2 className="font-semibold text-[15px]">{t(`points.${key}.title`)}</h2>
              <p className="text-pretty text-muted-foreground leading-relaxed">
                {t(`points.${key}.text`, { tag: '</body>' })}
              </p>
            </div>
          ))}
        </section>
      </main>
    </>
  );
}
