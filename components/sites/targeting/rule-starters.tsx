'use client';

import { Split } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/shared/empty-state';
import { EMPTY_RULE } from '@/components/sites/targeting/rule-draft';
import type { RuleContent } from '@/lib/sites/targeting/schema';

const STARTERS = ['returns', 'checkout', 'loyal', 'careers'] as const;

/** Without a rule there is nothing to learn from: examples open as drafts, saved only when one says so. */
export function RuleStarters({ onStart }: { onStart: (rule: RuleContent) => void }) {
  const t = useTranslations('targeting');
  const page = (value: string): RuleContent['conditions'][number] => ({ on: 'page', is: 'contains', value });
  const drafts: Record<(typeof STARTERS)[number], Partial<RuleContent>> = {
    returns: { conditions: [page(t('starter.returnsPage'))] },
    checkout: {
      conditions: [page(t('starter.checkoutPage')), { on: 'seconds', is: 'at_least', value: 30 }],
      invitation_en: t('starter.checkoutInvitationEn'),
      invitation_fr: t('starter.checkoutInvitationFr'),
    },
    loyal: { conditions: [{ on: 'visits', is: 'at_least', value: 3 }], is_urgent: true },
    careers: { conditions: [page(t('starter.careersPage'))], hides_chat: true },
  };
  return (
    <div className="grid gap-2 pb-5">
      <EmptyState className="pb-4" icon={<Split />} title={t('empty.title')} text={t('empty.text')} />
      <ul className="grid gap-2 px-5 sm:grid-cols-2">
        {STARTERS.map((starter) => (
          <li key={starter} className="grid">
            <button
              type="button"
              onClick={() => onStart({ ...EMPTY_RULE, name: t(`starter.${starter}`), ...drafts[starter] })}
              className="grid content-start gap-0.5 rounded-lg border border-border p-3.5 text-start transition-colors hover:bg-hover"
            >
              <span className="font-medium">{t(`starter.${starter}`)}</span>
              <span className="text-[13px] text-muted-foreground">{t(`starter.${starter}Text`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
