'use client';

import { Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { CopyButton } from '@/components/shared/copy-button';
import { useErrorText } from '@/components/shared/use-error-text';
import { useMember } from '@/components/shell/member-provider';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/notify';
import { createInvitationAction } from '@/lib/organizations/invitations/actions';

type InvitationDialogProps = { memberId: string; nickname: string };

/** Makes a new link each time; it is shown here and nowhere else. */
export function InvitationDialog({ memberId, nickname }: InvitationDialogProps) {
  const t = useTranslations('people.invitation');
  const tShared = useTranslations('shared');
  const errorText = useErrorText();
  const { organizationSlug } = useMember();
  const id = useId();
  const [link, setLink] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function create(): Promise<void> {
    setBusy(true);
    const answer = await createInvitationAction({ organization: organizationSlug, memberId }).catch(() => ({
      serverError: { code: 'offline' },
      data: undefined,
    }));
    setBusy(false);
    if (answer.data) setLink(answer.data.link);
    else notify.error(errorText(answer.serverError ?? { code: 'not_allowed' }));
  }

  return (
    <>
      <Button
        variant="secondary"
        size="sm"
        disabled={isBusy}
        aria-busy={isBusy}
        onClick={() => void create()}
      >
        <Link2 aria-hidden /> {t('create')}
      </Button>
      <Dialog open={link !== null} onOpenChange={(isOpen) => !isOpen && setLink(null)}>
        <DialogContent closeLabel={tShared('close')} className="max-w-lg">
          <DialogHeader>
            <DialogTitle>{t('title', { nickname })}</DialogTitle>
            <DialogDescription>{t('text')}</DialogDescription>
          </DialogHeader>
          <div className="grid gap-1.5">
            <label htmlFor={id} className="sr-only">
              {t('label')}
            </label>
            <div className="flex gap-2">
              <Input
                id={id}
                readOnly
                value={link ?? ''}
                onFocus={(event) => event.currentTarget.select()}
                className="font-mono text-xs"
              />
              <CopyButton text={link ?? ''} variant="primary" size="md" />
            </div>
          </div>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="secondary">{t('done')}</Button>
            </DialogClose>
          </DialogFooter>
        </DialogContent>
      </Dialog>
    </>
  );
}
