import { SendHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Mark } from '@/components/shared/mark';

/** A drawing of the chat on somebody's page; nothing in it can be used. */
export function ChatPreview() {
  const t = useTranslations('site.preview');
  return (
    <figure
      role="img"
      aria-label={t('label')}
      className="overflow-hidden rounded-xl border border-border bg-surface shadow-float"
    >
      <div aria-hidden className="flex items-center gap-3 border-border border-b bg-muted px-4 py-2.5">
        <span className="flex gap-1.5">
          <span className="size-2.5 rounded-full bg-border-strong" />
          <span className="size-2.5 rounded-full bg-border-strong" />
          <span className="size-2.5 rounded-full bg-border-strong" />
        </span>
        <span className="flex-1 truncate rounded-md bg-surface px-3 py-1 text-muted-foreground text-xs">
          {t('site')}
        </span>
      </div>
      <div aria-hidden className="grid grid-cols-[1fr_auto] gap-6 p-5 sm:p-6">
        <div className="hidden content-start gap-3 pt-2 sm:grid">
          <span className="h-4 w-3/4 rounded bg-border" />
          <span className="h-2.5 w-full rounded bg-muted" />
          <span className="h-2.5 w-5/6 rounded bg-muted" />
          <span className="mt-2 h-28 w-full rounded-lg bg-muted" />
          <span className="h-2.5 w-2/3 rounded bg-muted" />
        </div>
        <div className="w-full overflow-hidden rounded-xl border border-border bg-surface-raised shadow-float max-sm:col-span-2 sm:w-72">
          <div className="flex items-center gap-2.5 bg-accent px-4 py-3 text-accent-foreground">
            <Mark className="size-7 rounded-lg ring-1 ring-white/25" />
            <span className="grid">
              <span className="font-semibold text-sm leading-5">{t('name')}</span>
              <span className="text-xs leading-4 opacity-90">{t('status')}</span>
            </span>
          </div>
          <div className="grid gap-2.5 p-4 text-[13px] leading-[18px]">
            <p className="max-w-[85%] justify-self-end rounded-xl rounded-br-sm bg-accent-soft px-3 py-2 text-accent-soft-foreground">
              {t('visitor')}
            </p>
            <p className="max-w-[85%] rounded-xl rounded-bl-sm bg-muted px-3 py-2">{t('agent')}</p>
          </div>
          <div className="flex items-center justify-between border-border border-t px-4 py-3 text-[13px] text-muted-foreground">
            {t('placeholder')}
            <SendHorizontal className="size-4 text-accent" />
          </div>
        </div>
      </div>
    </figure>
  );
}
