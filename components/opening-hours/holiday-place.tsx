'use client';

import { useTranslations } from 'next-intl';
import { FormField } from '@/components/shared/form-field';
import { Select } from '@/components/ui/select';
import type { HolidayList, Place } from '@/lib/opening-hours/holidays/schema';

type HolidayPlaceProps = {
  list: HolidayList | null;
  country: string | null;
  region: string | null;
  onChange: (place: { country: string | null; region: string | null }) => void;
  problemOf: (field: 'country' | 'region') => string | undefined;
};

/** Whose holidays: a country's, and a region's where some have days of their own. */
export function HolidayPlace({ list, country, region, onChange, problemOf }: HolidayPlaceProps) {
  const t = useTranslations('hours.holidays');
  const tShared = useTranslations('shared');
  // Those of the country before are no choice while the next ones are on their way.
  const regions = list?.country === country ? list.regions : [];
  return (
    <>
      <FormField label={t('country')} error={problemOf('country')}>
        {(control) => (
          <Select
            {...control}
            value={country ?? ''}
            onChange={(event) => onChange({ country: event.target.value || null, region: null })}
          >
            {country === null ? (
              <option value="">{list ? t('chooseCountry') : tShared('loading')}</option>
            ) : null}
            <PlaceOptions places={list?.countries ?? []} />
          </Select>
        )}
      </FormField>
      <FormField label={t('region')} error={problemOf('region')}>
        {(control) => (
          <Select
            {...control}
            value={region ?? ''}
            disabled={regions.length === 0}
            onChange={(event) => onChange({ country, region: event.target.value || null })}
          >
            <option value="">{t('wholeCountry')}</option>
            <PlaceOptions places={regions} />
          </Select>
        )}
      </FormField>
    </>
  );
}

const PlaceOptions = ({ places }: { places: readonly Place[] }) =>
  places.map(({ code, name }) => (
    <option key={code} value={code}>
      {name}
    </option>
  ));
