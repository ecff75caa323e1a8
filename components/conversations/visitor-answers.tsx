'use client';

import { Star } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { LoadFailure } from '@/components/conversations/list-states';
import { useMember } from '@/components/shell/member-provider';
import { useSupabase } from '@/components/shell/supabase-provider';
import { listFormResponses } from '@/lib/conversations/live';
import type { Conversation, FormResponse } from '@/lib/conversations/schema';
import { type Answer, type FormField, inLanguage } from '@/lib/forms/fields';

/** What the visitor answered before, with or after the conversation, as it was asked then. */
export function VisitorAnswers({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('conversations.details');
  const locale = useLocale();
  const { rest } = useSupabase();
  const { organizationId } = useMember();
  const [loaded, setLoaded] = useState<{ id: string; responses: FormResponse[] | null } | null>(null);
  const { id, status, last_seq } = conversation;
  // A rating comes after the end, and is told of by an event.
  const version = status === 'closed' ? last_seq : 0;

  const load = useCallback(async () => {
    const outcome = await listFormResponses(rest, organizationId, id);
    return { id, responses: outcome.kind === 'done' ? outcome.data : null };
  }, [rest, organizationId, id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when a rating may have come
  useEffect(() => {
    let isCurrent = true;
    void load().then((answer) => isCurrent && setLoaded(answer));
    return () => {
      isCurrent = false;
    };
  }, [load, version]);

  if (loaded?.id !== id) return null;
  if (loaded.responses === null) {
    return <LoadFailure text={t('answersFailed')} onRetry={() => void load().then(setLoaded)} />;
  }
  return loaded.responses.map(({ kind, fields, answers }) => (
    <section
      key={kind}
      aria-label={t(`answers.${kind}`)}
      className="grid gap-3 border-border border-t px-4 py-4"
    >
      <h3 className="font-medium text-[13px] text-muted-foreground">{t(`answers.${kind}`)}</h3>
      <dl className="grid gap-3 text-[13px]">
        {fields.map((field) => (
          <div key={field.key} className="grid gap-0.5">
            <dt className="break-words text-muted-foreground">{inLanguage(field.label, locale)}</dt>
            <dd dir="auto" className="whitespace-pre-line break-words">
              <AnswerText field={field} answer={answers[field.key]} locale={locale} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ));
}

type AnswerTextProps = { field: FormField; answer: Answer | undefined; locale: string };

function AnswerText({ field, answer, locale }: AnswerTextProps) {
  const t = useTranslations('conversations.details');
  if (answer === undefined) return <span className="text-muted-foreground">{t('notAnswered')}</span>;
  if (answer === true) return t('agreed');
  if (typeof answer === 'number') {
    return (
      <span role="img" aria-label={t('stars', { count: answer })} className="inline-flex gap-0.5">
        {[1, 2, 3, 4, 5].map((star) => (
          <Star
            key={star}
            aria-hidden
            className={star <= answer ? 'size-4 fill-accent text-accent' : 'size-4 text-border-strong'}
          />
        ))}
      </span>
    );
  }
  const nameOf = (value: string): string =>
    inLanguage(field.options?.find((option) => option.value === value)?.label, locale) || value;
  return [answer].flat().map(String).map(nameOf).join(', ');
}
