'use client';

import { Keyboard } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { isTypingTarget } from '@/components/conversations/use-shortcuts';
import { Button } from '@/components/ui/button';

const ShortcutsDialog = dynamic(
  () => import('@/components/conversations/shortcuts-dialog').then((file) => file.ShortcutsDialog),
  { ssr: false },
);

/** The list of shortcuts, behind a button and behind "?". Its code comes when it is first asked for. */
export function ShortcutsButton() {
  const t = useTranslations('conversations.shortcuts');
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const show = () => {
    setWasOpened(true);
    setOpen(true);
  };

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || isTypingTarget(event.target)) return;
      event.preventDefault();
      setWasOpened(true);
      setOpen(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <>
      <Button
        variant="ghost"
        size="icon-sm"
        className="pointer-coarse:hidden"
        aria-label={t('label')}
        title={t('label')}
        onClick={show}
      >
        <Keyboard aria-hidden />
      </Button>
      {wasOpened ? <ShortcutsDialog isOpen={isOpen} onOpenChange={setOpen} /> : null}
    </>
  );
}
