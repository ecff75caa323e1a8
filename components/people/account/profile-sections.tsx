import { getLocale } from 'next-intl/server';
import { LocalizationForm } from '@/components/people/account/localization-form';
import type { MemberPlace } from '@/components/people/account/member-place';
import { PersonalForm } from '@/components/people/account/personal-form';
import { TimeZoneOptions } from '@/components/people/account/time-zone-options';
import type { MemberAccount } from '@/lib/people/account/schema';
import { listTimeZones } from '@/lib/people/time-zones';
import { avatarUrl } from '@/lib/platform/avatar-url';
import { systemClock } from '@/lib/platform/clock';
import { publicConfig } from '@/lib/platform/supabase/public-config';

type ProfileSectionProps = {
  place: MemberPlace;
  account: MemberAccount;
  isSelf: boolean;
  isReadOnly: boolean;
};

/** How somebody appears: the same on their own page and on the one administrators open. */
export function PersonalSection({ place, account, ...who }: ProfileSectionProps) {
  const { first_name, last_name, nickname, shows_avatar, avatar_path } = account;
  return (
    <PersonalForm
      {...place}
      {...{ first_name, last_name, nickname, shows_avatar }}
      {...who}
      avatarUrl={avatarUrl(publicConfig().supabaseUrl, avatar_path)}
    />
  );
}

/** What somebody reads, and in which form; likewise. */
export async function LocalizationSection({ place, account, ...who }: ProfileSectionProps) {
  const { locale, time_zone, date_format, time_format } = account;
  const zones = listTimeZones(await getLocale(), systemClock());
  return (
    <LocalizationForm
      {...place}
      {...{ locale, time_zone, date_format, time_format }}
      {...who}
      timeZones={<TimeZoneOptions choices={zones} current={time_zone} />}
    />
  );
}
