import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/shared/card';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { type OnboardingFacts, type OnboardingStep, onboardingSteps } from '@/lib/organizations/onboarding';
import { cn } from '@/lib/platform/cn';

type OnboardingChecklistProps = { slug: string; facts: OnboardingFacts };

/** The steps of a new organization, the next one standing out. */
export function OnboardingChecklist({ slug, facts }: OnboardingChecklistProps) {
  const t = useTranslations('organizations.start');
  const steps = onboardingSteps(facts);
  const next = steps.find(({ isDone }) => !isDone)?.step;
  const [siteId] = facts.siteIds;
  const paths: Record<OnboardingStep, string | null> = {
    site: `/${slug}/sites/new`,
    install: siteId ? `/${slug}/sites/${siteId}/installation` : null,
    people: `/${slug}/people`,
    test: siteId ? `/${slug}/sites/${siteId}/test` : null,
  };
  const done = steps.filter(({ isDone }) => isDone).length;
  return (
    <div className="grid gap-3">
      <p className="text-muted-foreground text-xs">{t('progress', { done, total: steps.length })}</p>
      <Card>
        <ol className="divide-y divide-border">
          {steps.map(({ step, isDone }, index) => {
            const path = paths[step];
            return (
              <li key={step} className="flex gap-4 px-5 py-4">
                <StepMark number={index + 1} isDone={isDone} doneLabel={t('done')} />
                <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-3">
                  <div className="min-w-0 flex-1 basis-60">
                    <p className={cn('font-medium', isDone && 'text-muted-foreground')}>
                      {t(`${step}.title`)}
                    </p>
                    <p className="text-muted-foreground">{t(`${step}.text`, { tag: '</body>' })}</p>
                  </div>
                  {isDone ? null : path ? (
                    <Button asChild size="sm" variant={step === next ? 'primary' : 'secondary'}>
                      <Link href={path}>{t(`${step}.action`)}</Link>
                    </Button>
                  ) : (
                    <span className="text-muted-foreground text-xs">{t('waitsForSite')}</span>
                  )}
                </div>
              </li>
            );
          })}
        </ol>
      </Card>
    </div>
  );
}

function StepMark({ number, isDone, doneLabel }: { number: number; isDone: boolean; doneLabel: string }) {
  return (
    <span
      className={cn(
        'grid size-7 shrink-0 place-items-center rounded-full font-semibold text-xs',
        isDone ? 'bg-online-soft text-online' : 'bg-muted text-muted-foreground',
      )}
    >
      {isDone ? (
        <>
          <Check aria-hidden className="size-4" />
          <span className="sr-only">{doneLabel}</span>
        </>
      ) : (
        number
      )}
    </span>
  );
}
