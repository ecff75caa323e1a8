'use client';

import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { Locale } from '@/lib/i18n/locales';
import type { Choice, Seats } from '@/lib/people/directory/schema';

/** Loaded when it is first asked for. */
const AddMemberDialog = dynamic(
  () => import('@/components/people/add-member-dialog').then((file) => file.AddMemberDialog),
  { ssr: false },
);

type AddMemberButtonProps = {
  groups: readonly Choice[];
  forms: readonly Choice[];
  seats: Seats;
  locale: Locale;
  /** Opens at once: the person was adding somebody, and has been to buy a seat. */
  isAdding: boolean;
};

export function AddMemberButton({ isAdding, ...props }: AddMemberButtonProps) {
  const t = useTranslations('people');
  const [isOpen, setOpen] = useState(isAdding);
  const [isWanted, setWanted] = useState(isAdding);
  return (
    <>
      <Button
        aria-haspopup="dialog"
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        <Plus aria-hidden /> {t('add.button')}
      </Button>
      {isWanted ? <AddMemberDialog {...props} isOpen={isOpen} onOpenChange={setOpen} /> : null}
    </>
  );
}
