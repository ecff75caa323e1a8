'use client';

import { CircleHelp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import type { MemberRight } from '@/lib/auth/permissions';

/** In the order of the columns: what matters for chat first. */
export const SHOWN_RIGHTS = ['agent', 'supervisor', 'administrator', 'expert', 'tester'] as const;

/** The rights that decide what somebody does in chat; the others say what they are besides. */
const CHAT_RIGHTS: ReadonlySet<MemberRight> = new Set(['agent', 'supervisor']);

export function RightsLegend() {
  const t = useTranslations('people');
  return (
    <Popover>
      <PopoverTrigger>
        <Button
          variant="ghost"
          size="icon-sm"
          className="text-muted-foreground"
          aria-label={t('legend.label')}
        >
          <CircleHelp aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent
        align="end"
        className="grid w-96 max-w-full gap-3 p-4 text-start"
        aria-label={t('legend.label')}
      >
        <p className="font-semibold">{t('legend.label')}</p>
        <dl className="grid gap-2.5">
          {SHOWN_RIGHTS.map((right) => (
            <div key={right} className="grid gap-0.5">
              <dt className="flex items-center gap-2 font-medium text-[13px]">
                {t(`right.${right}`)}
                {CHAT_RIGHTS.has(right) ? <Badge tone="accent">{t('legend.chat')}</Badge> : null}
              </dt>
              <dd className="font-normal text-[13px] text-muted-foreground">{t(`rightText.${right}`)}</dd>
            </div>
          ))}
        </dl>
      </PopoverContent>
    </Popover>
  );
}
