'use client';

import { useTranslations } from 'next-intl';
import { MEMBER_RIGHTS, type MemberRight } from '@/lib/auth/permissions';
import { SIGN_INS, type SignIn } from '@/lib/people/import/schema';

export type ChosenOptions = { signIn: SignIn; defaultRights: MemberRight[]; createsMissing: boolean };

type ImportOptionsProps = {
  options: ChosenOptions;
  rights: readonly MemberRight[];
  mayCreateGroups: boolean;
  onChange: (options: ChosenOptions) => void;
};

const legendClasses = 'pb-2 font-medium text-sm';

export function ImportOptions({ options, rights, mayCreateGroups, onChange }: ImportOptionsProps) {
  const t = useTranslations('import');
  const grantable = MEMBER_RIGHTS.filter(
    (right) => right !== 'administrator' || rights.includes('administrator'),
  );
  return (
    <div className="grid gap-6">
      <fieldset className="grid gap-2">
        <legend className={legendClasses}>{t('options.signIn')}</legend>
        {SIGN_INS.map((signIn) => (
          <label
            key={signIn}
            className="flex cursor-pointer gap-3 rounded-lg border border-border px-4 py-3 has-checked:border-accent has-checked:bg-accent-soft/40"
          >
            <input
              type="radio"
              name="signIn"
              value={signIn}
              checked={options.signIn === signIn}
              onChange={() => onChange({ ...options, signIn })}
              className="mt-0.5 size-4 accent-accent"
            />
            <span className="grid gap-0.5">
              <span className="font-medium">{t(`signIn.${signIn}.title`)}</span>
              <span className="text-[13px] text-muted-foreground">{t(`signIn.${signIn}.text`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
        <legend className={legendClasses}>{t('options.defaultRights')}</legend>
        {grantable.map((right) => (
          <label key={right} className="flex cursor-pointer items-center gap-2">
            <input
              type="checkbox"
              checked={options.defaultRights.includes(right)}
              onChange={(event) =>
                onChange({
                  ...options,
                  defaultRights: MEMBER_RIGHTS.filter((one) =>
                    one === right ? event.target.checked : options.defaultRights.includes(one),
                  ),
                })
              }
              className="size-4 accent-accent"
            />
            {t(`right.${right}`)}
          </label>
        ))}
      </fieldset>
      {mayCreateGroups ? (
        <label className="flex cursor-pointer items-center gap-2">
          <input
            type="checkbox"
            checked={options.createsMissing}
            onChange={(event) => onChange({ ...options, createsMissing: event.target.checked })}
            className="size-4 accent-accent"
          />
          {t('options.createsMissing')}
        </label>
      ) : null}
    </div>
  );
}
