'use client';

import { useTranslations } from 'next-intl';
import { SHOWN_RIGHTS } from '@/components/people/rights-legend';
import { Switch } from '@/components/ui/switch';
import type { MemberRight } from '@/lib/auth/permissions';
import type { ListedMember } from '@/lib/people/directory/schema';

/** One width for the switches and for the words above them. */
export const rightsGridClasses = 'grid grid-cols-5';

type MemberRightsProps = {
  member: ListedMember;
  /** Those the signed-in member may give. */
  grantable: readonly MemberRight[];
  onChange: (right: MemberRight, isOn: boolean) => void;
};

/** ON or OFF for each right, at once. */
export function MemberRights({ member, grantable, onChange }: MemberRightsProps) {
  const t = useTranslations('people');
  return (
    <fieldset className={rightsGridClasses}>
      <legend className="sr-only">{t('rightsOf', { nickname: member.nickname })}</legend>
      {SHOWN_RIGHTS.map((right) => {
        const isOn = member.rights.includes(right);
        const isFixed = !member.is_manageable || !(isOn || grantable.includes(right));
        return (
          <label
            key={right}
            htmlFor={`${member.id}-${right}`}
            title={isFixed ? t('notYours') : t(`rightText.${right}`)}
            className="grid min-w-0 content-start justify-items-center gap-1 @max-4xl:pointer-coarse:py-1.5"
          >
            <Switch
              id={`${member.id}-${right}`}
              aria-label={t('rightOf', { right: t(`right.${right}`), nickname: member.nickname })}
              checked={isOn}
              disabled={isFixed}
              onCheckedChange={(next) => onChange(right, next)}
            />
            <span aria-hidden className="max-w-full truncate text-[11px] text-muted-foreground @4xl:hidden">
              {t(`rightShort.${right}`)}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
