'use client';

import { CircleUserRound, LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSignOut } from '@/components/auth/use-sign-out';
import { useMember } from '@/components/shell/member-provider';
import { useLanguage } from '@/components/shell/use-language';
import { useTheme } from '@/components/shell/use-theme';
import { Avatar } from '@/components/ui/avatar';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuGroup,
  DropdownMenuItem,
  DropdownMenuLink,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { Link } from '@/components/ui/link';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';
import { THEMES } from '@/lib/platform/theme';

export function AvatarMenu() {
  const t = useTranslations('shell');
  const { nickname, avatarUrl, organizationSlug } = useMember();
  const { language, chooseLanguage } = useLanguage();
  const { theme, chooseTheme } = useTheme();
  const signOut = useSignOut();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex w-full items-center gap-2.5 rounded-md p-1.5 text-start transition-colors hover:bg-hover max-lg:justify-center">
        <Avatar name={nickname} src={avatarUrl} size="sm" />
        <span className="min-w-0 flex-1 truncate font-medium text-[13px] max-lg:sr-only">{nickname}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent label={nickname} side="top" className="w-56">
        <DropdownMenuLink>
          <Link href={`/${organizationSlug}/account`}>
            <CircleUserRound aria-hidden /> {t('account')}
          </Link>
        </DropdownMenuLink>
        <DropdownMenuSeparator />
        <DropdownMenuGroup label={t('language')}>
          {LOCALES.map((locale) => (
            <DropdownMenuRadioItem
              key={locale}
              lang={locale}
              isChecked={locale === language}
              onSelect={() => chooseLanguage(locale)}
            >
              {LOCALE_NAMES[locale]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuGroup>
        <DropdownMenuSeparator />
        <DropdownMenuGroup label={t('theme')}>
          {THEMES.map((choice) => (
            <DropdownMenuRadioItem
              key={choice}
              isChecked={choice === theme}
              onSelect={() => chooseTheme(choice)}
            >
              {t(`themes.${choice}`)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={signOut}>
          <LogOut aria-hidden /> {t('signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
