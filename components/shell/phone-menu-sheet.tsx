'use client';

import { useTranslations } from 'next-intl';
import type { NavigationItem } from '@/components/shell/navigation';
import type { OrganizationChoice } from '@/components/shell/organization-menu';
import { PhoneMenu } from '@/components/shell/phone-menu';
import { Sheet, SheetContent, SheetTitle } from '@/components/ui/sheet';

type PhoneMenuSheetProps = {
  pages: readonly NavigationItem[];
  organizations: readonly OrganizationChoice[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

export function PhoneMenuSheet({ pages, organizations, isOpen, onOpenChange }: PhoneMenuSheetProps) {
  const t = useTranslations('shell');
  return (
    <Sheet open={isOpen} onOpenChange={onOpenChange}>
      <SheetContent side="bottom" aria-describedby={undefined}>
        <SheetTitle className="sr-only">{t('menu')}</SheetTitle>
        <PhoneMenu pages={pages} organizations={organizations} onDone={() => onOpenChange(false)} />
      </SheetContent>
    </Sheet>
  );
}
