'use client';

import { FileUp, KeyRound, type LucideIcon, Mail } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { InviteForm } from '@/components/people/invite-form';
import { NewMemberForm } from '@/components/people/new-member-form';
import { areSeatsUsedUp } from '@/components/people/seats-line';
import { useMember } from '@/components/shell/member-provider';
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@/components/ui/dialog';
import { Link } from '@/components/ui/link';
import type { Locale } from '@/lib/i18n/locales';
import type { NewMemberPlace } from '@/lib/people/adding/schema';
import type { Choice, Seats } from '@/lib/people/directory/schema';
import { presetFor } from '@/lib/people/presets';

type AddMemberDialogProps = {
  groups: readonly Choice[];
  forms: readonly Choice[];
  seats: Seats;
  locale: Locale;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

type Way = 'invite' | 'password';

/** The three ways in. What was typed and chosen is there again when one goes from one way to another. */
export function AddMemberDialog({
  groups,
  forms,
  seats,
  locale,
  isOpen,
  onOpenChange,
}: AddMemberDialogProps) {
  const t = useTranslations('people.add');
  const tShared = useTranslations('shared');
  const you = useMember();
  const [way, setWay] = useState<Way>('invite');
  const [place, setPlace] = useState<NewMemberPlace>(() => {
    const { rights, modules, scope } = presetFor(['agent'], you);
    return { rights: [...rights], modules: [...modules], scope, groups: [], locale };
  });
  const common = {
    place,
    onPlace: setPlace,
    groups,
    forms,
    areSeatsUsed: areSeatsUsedUp(seats),
    onClose: () => onOpenChange(false),
  };
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent closeLabel={tShared('close')} className="max-w-2xl">
        <DialogHeader>
          <DialogTitle>{t('title')}</DialogTitle>
          <DialogDescription>{t('text')}</DialogDescription>
        </DialogHeader>
        <fieldset className="grid grid-cols-3 gap-2 max-sm:grid-cols-1">
          <legend className="sr-only">{t('ways')}</legend>
          <WayChoice
            icon={Mail}
            text={t('invite.hint')}
            isChosen={way === 'invite'}
            onChoose={() => setWay('invite')}
          >
            {t('invite.title')}
          </WayChoice>
          <WayChoice
            icon={KeyRound}
            text={t('password.hint')}
            isChosen={way === 'password'}
            onChoose={() => setWay('password')}
          >
            {t('password.title')}
          </WayChoice>
          <Link href={`/${you.organizationSlug}/people/import`} className={wayClasses}>
            <WayText icon={FileUp} title={t('file.title')} text={t('file.hint')} />
          </Link>
        </fieldset>
        {/* Both stay: what is typed in one is not lost by a look at the other. */}
        <div hidden={way !== 'invite'}>
          <InviteForm {...common} />
        </div>
        <div hidden={way !== 'password'}>
          <NewMemberForm {...common} />
        </div>
      </DialogContent>
    </Dialog>
  );
}

const wayClasses =
  'relative flex cursor-pointer gap-2.5 rounded-lg border border-border p-3 text-start transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft/60 has-focus-visible:outline-2 has-focus-visible:outline-focus';

type WayChoiceProps = {
  icon: LucideIcon;
  text: string;
  isChosen: boolean;
  onChoose: () => void;
  children: string;
};

function WayChoice({ icon, text, isChosen, onChoose, children }: WayChoiceProps) {
  const id = useId();
  return (
    <label className={wayClasses}>
      <input
        type="radio"
        name="way"
        className="absolute inset-0 size-full cursor-pointer opacity-0"
        checked={isChosen}
        aria-describedby={id}
        aria-label={children}
        onChange={onChoose}
      />
      <WayText icon={icon} title={children} text={<span id={id}>{text}</span>} />
    </label>
  );
}

function WayText({ icon: Icon, title, text }: { icon: LucideIcon; title: string; text: ReactNode }) {
  return (
    <>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <span className="grid content-start gap-0.5">
        <span className="font-medium text-[13px]">{title}</span>
        <span className="text-muted-foreground text-xs">{text}</span>
      </span>
    </>
  );
}
