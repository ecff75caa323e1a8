'use client';

import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/shared/copy-button';
import { Button } from '@/components/ui/button';
import { DialogFooter } from '@/components/ui/dialog';

type NewMemberCreatedProps = { email: string; password: string; onMore: () => void; onDone: () => void };

/** The one time the password is shown: it is kept nowhere. */
export function NewMemberCreated({ email, password, onMore, onDone }: NewMemberCreatedProps) {
  const t = useTranslations('people.add.password');
  const lines = [
    { label: t('email'), value: email },
    { label: t('password'), value: password },
  ];
  return (
    <div className="grid gap-4">
      <p role="status" className="flex items-start gap-2">
        <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-online" />
        {t('created', { email })}
      </p>
      <dl className="divide-y divide-border rounded-lg border border-border">
        {lines.map(({ label, value }) => (
          <div key={label} className="flex items-center gap-3 px-3.5 py-2">
            <dt className="w-28 shrink-0 text-[13px] text-muted-foreground">{label}</dt>
            <dd className="min-w-0 flex-1 break-all font-mono text-[13px]">{value}</dd>
            <CopyButton text={value} />
          </div>
        ))}
      </dl>
      <DialogFooter>
        <Button variant="secondary" onClick={onMore}>
          {t('more')}
        </Button>
        <Button onClick={onDone}>{t('done')}</Button>
      </DialogFooter>
    </div>
  );
}
