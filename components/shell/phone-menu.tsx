'use client';

import { Building2, CircleUserRound, LogOut, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSignOut } from '@/components/auth/use-sign-out';
import { AvailabilityRow } from '@/components/shell/availability-switch';
import { useMember } from '@/components/shell/member-provider';
import type { NavigationItem } from '@/components/shell/navigation';
import type { OrganizationChoice } from '@/components/shell/organization-menu';
import { SegmentedChoice } from '@/components/shell/segmented-choice';
import { useLanguage } from '@/components/shell/use-language';
import { useTheme } from '@/components/shell/use-theme';
import { Avatar } from '@/components/ui/avatar';
import { Link } from '@/components/ui/link';
import { Separator } from '@/components/ui/separator';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';
import { THEMES } from '@/lib/platform/theme';

const rowClasses =
  'flex min-h-12 w-full items-center gap-3 rounded-md px-3 text-start text-[15px] active:bg-hover [&_svg]:size-5 [&_svg]:text-muted-foreground';

type PhoneMenuProps = {
  /** Those the bar has no room for. */
  pages: readonly NavigationItem[];
  organizations: readonly OrganizationChoice[];
  onDone: () => void;
};

export function PhoneMenu({ pages, organizations, onDone }: PhoneMenuProps) {
  const t = useTranslations('shell');
  const { nickname, avatarUrl, organizationName, organizationSlug } = useMember();
  const { language, chooseLanguage } = useLanguage();
  const { theme, chooseTheme } = useTheme();
  const signOut = useSignOut();
  return (
    <div className="grid gap-1 p-3">
      <div className="flex items-center gap-3 px-3 py-2">
        <Avatar name={nickname} src={avatarUrl} size="lg" />
        <span className="grid min-w-0">
          <span className="truncate font-semibold text-[15px]">{nickname}</span>
          <span className="truncate text-muted-foreground">{organizationName}</span>
        </span>
      </div>
      <AvailabilityRow />
      <Separator className="my-1" />
      <Link href={`/${organizationSlug}/account`} className={rowClasses} onClick={onDone}>
        <CircleUserRound aria-hidden /> {t('account')}
      </Link>
      {pages.map(({ key, icon: Icon, path }) => (
        <Link key={key} href={path} className={rowClasses} onClick={onDone}>
          <Icon aria-hidden /> {t(key)}
        </Link>
      ))}
      {organizations
        .filter(({ slug }) => slug !== organizationSlug)
        .map(({ slug, name }) => (
          <a key={slug} href={`/${slug}`} className={rowClasses}>
            <Building2 aria-hidden /> <span className="truncate">{name}</span>
          </a>
        ))}
      <Link href="/new" className={rowClasses}>
        <Plus aria-hidden /> {t('newOrganization')}
      </Link>
      <SegmentedChoice
        label={t('language')}
        value={language}
        choices={LOCALES.map((locale) => ({ value: locale, label: LOCALE_NAMES[locale], lang: locale }))}
        onChoose={chooseLanguage}
      />
      <SegmentedChoice
        label={t('theme')}
        value={theme}
        choices={THEMES.map((choice) => ({ value: choice, label: t(`themes.${choice}`) }))}
        onChoose={chooseTheme}
      />
      <Separator className="my-1" />
      <button type="button" className={rowClasses} onClick={signOut}>
        <LogOut aria-hidden /> {t('signOut')}
      </button>
    </div>
  );
}
