'use client';

import { CircleUserRound, Languages, LogOut, Plus, SunMoon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import * as DialogPrimitive from 'radix-ui/dialog';
import { useSignOut } from '@/components/auth/use-sign-out';
import { AvailabilityDot } from '@/components/shell/availability-dot';
import { useAvailability } from '@/components/shell/availability-provider';
import { useMember } from '@/components/shell/member-provider';
import { navigationFor } from '@/components/shell/navigation';
import { useLanguage } from '@/components/shell/use-language';
import { useTheme } from '@/components/shell/use-theme';
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '@/components/ui/command';
import { dialogClasses, overlayClasses } from '@/components/ui/dialog';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';
import { cn } from '@/lib/platform/cn';
import { THEMES } from '@/lib/platform/theme';

type CommandPaletteProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  isOnboarding: boolean;
};

export function CommandPalette({ isOpen, onOpenChange, isOnboarding }: CommandPaletteProps) {
  const t = useTranslations('shell');
  const router = useRouter();
  const member = useMember();
  const { isAgent, status, choose } = useAvailability();
  const { language, chooseLanguage } = useLanguage();
  const { theme, chooseTheme } = useTheme();
  const signOut = useSignOut();
  const pages = navigationFor(member, { isOnboarding });
  const company = pages.filter(({ group }) => group === 'company');

  const run = (work: () => void) => () => {
    onOpenChange(false);
    work();
  };
  const goTo = (path: string) => run(() => router.push(path));

  return (
    <DialogPrimitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Overlay className={overlayClasses} />
        <DialogPrimitive.Content
          aria-describedby={undefined}
          className={cn(dialogClasses, 'top-[12vh] max-w-xl translate-y-0 gap-0 overflow-hidden p-0')}
        >
          <DialogPrimitive.Title className="sr-only">{t('palette.title')}</DialogPrimitive.Title>
          <Command label={t('palette.title')}>
            <CommandInput placeholder={t('palette.placeholder')} />
            <CommandList>
              <CommandEmpty>{t('palette.empty')}</CommandEmpty>
              <CommandGroup heading={t('palette.pages')}>
                {pages
                  .filter(({ group }) => group === null)
                  .map(({ key, icon: Icon, path }) => (
                    <CommandItem key={key} onSelect={goTo(path)}>
                      <Icon aria-hidden /> {t(key)}
                    </CommandItem>
                  ))}
                <CommandItem onSelect={goTo(`/${member.organizationSlug}/account`)}>
                  <CircleUserRound aria-hidden /> {t('account')}
                </CommandItem>
              </CommandGroup>
              {company.length > 0 ? (
                <CommandGroup heading={t('company')}>
                  {company.map(({ key, icon: Icon, path }) => (
                    <CommandItem key={key} onSelect={goTo(path)}>
                      <Icon aria-hidden /> {t(key)}
                    </CommandItem>
                  ))}
                </CommandGroup>
              ) : null}
              {isAgent ? (
                <CommandGroup heading={t('palette.availability')}>
                  {status === 'online' ? (
                    <CommandItem onSelect={run(() => void choose('away'))}>
                      <AvailabilityDot shown="away" className="mx-[3px]" /> {t('availability.goAway')}
                    </CommandItem>
                  ) : (
                    <CommandItem onSelect={run(() => void choose('online'))}>
                      <AvailabilityDot shown="online" className="mx-[3px]" /> {t('availability.goOnline')}
                    </CommandItem>
                  )}
                </CommandGroup>
              ) : null}
              <CommandGroup heading={t('palette.appearance')}>
                {THEMES.filter((choice) => choice !== theme).map((choice) => (
                  <CommandItem key={choice} onSelect={run(() => chooseTheme(choice))}>
                    <SunMoon aria-hidden /> {t('theme')}: {t(`themes.${choice}`)}
                  </CommandItem>
                ))}
              </CommandGroup>
              <CommandGroup heading={t('palette.language')}>
                {LOCALES.filter((locale) => locale !== language).map((locale) => (
                  <CommandItem key={locale} onSelect={run(() => chooseLanguage(locale))}>
                    <Languages aria-hidden /> {t('language')}:{' '}
                    <span lang={locale}>{LOCALE_NAMES[locale]}</span>
                  </CommandItem>
                ))}
              </CommandGroup>
              <CommandGroup heading={t('palette.session')}>
                <CommandItem onSelect={goTo('/new')}>
                  <Plus aria-hidden /> {t('newOrganization')}
                </CommandItem>
                <CommandItem onSelect={run(signOut)}>
                  <LogOut aria-hidden /> {t('signOut')}
                </CommandItem>
              </CommandGroup>
            </CommandList>
          </Command>
        </DialogPrimitive.Content>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}
