'use client';

import { Ban, RotateCcw, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useErrorText } from '@/components/shared/use-error-text';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { setMemberStatusAction } from '@/lib/people/account/actions';
import type { MemberAccount } from '@/lib/people/account/schema';

const ConfirmDialog = dynamic(() =>
  import('@/components/shared/confirm-dialog').then((file) => file.ConfirmDialog),
);

type Change = 'active' | 'suspended' | 'deleted';
type Question = 'suspended' | 'deleted';

type MemberActionsProps = {
  organization: string;
  memberId: string;
  nickname: string;
  status: MemberAccount['status'];
};

/** Suspending and deleting ask first and say what will happen; suspending can be taken back at once. */
export function MemberActions({ organization, memberId, nickname, status }: MemberActionsProps) {
  const t = useTranslations('member.actions');
  const errorText = useErrorText();
  const router = useRouter();
  const [question, setQuestion] = useState<Question | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function change(next: Change): Promise<void> {
    setBusy(true);
    const answer = await setMemberStatusAction({ organization, memberId, status: next }).catch(() => ({
      serverError: { code: 'offline' },
      data: undefined,
    }));
    setBusy(false);
    if (!answer.data) return notify.error(errorText(answer.serverError ?? { code: 'not_allowed' }));
    if (next === 'deleted') {
      notify.success(t('deletedDone', { nickname }));
      router.push(`/${organization}/people`);
    } else if (next === 'suspended') {
      const undo = { label: t('undo'), onClick: () => void change('active') };
      notify.success(t('suspendedDone', { nickname }), { action: undo });
    } else {
      notify.success(t('activeDone', { nickname }));
    }
  }

  return (
    <>
      {status === 'active' ? (
        <Button variant="secondary" size="sm" disabled={isBusy} onClick={() => setQuestion('suspended')}>
          <Ban aria-hidden /> {t('suspend')}
        </Button>
      ) : null}
      {status === 'suspended' ? (
        <Button variant="secondary" size="sm" disabled={isBusy} onClick={() => void change('active')}>
          <RotateCcw aria-hidden /> {t('reactivate')}
        </Button>
      ) : null}
      <Button
        variant="secondary"
        size="sm"
        className="text-danger"
        disabled={isBusy}
        onClick={() => setQuestion('deleted')}
      >
        <Trash2 aria-hidden /> {t('delete')}
      </Button>
      {question ? (
        <ConfirmDialog
          open
          onOpenChange={(isOpen) => !isOpen && setQuestion(null)}
          title={t(`${question}Title`, { nickname })}
          text={t(`${question}Text`)}
          confirmLabel={question === 'deleted' ? t('delete') : t('suspend')}
          onConfirm={() => change(question)}
        />
      ) : null}
    </>
  );
}
