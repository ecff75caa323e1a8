'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SHOWN_RIGHTS } from '@/components/people/rights-legend';
import { FormField } from '@/components/shared/form-field';
import { useMember } from '@/components/shell/member-provider';
import { Select } from '@/components/ui/select';
import { type MemberRight, MODULES, type Module, SCOPES } from '@/lib/auth/permissions';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';
import type { NewMemberPlace } from '@/lib/people/adding/schema';
import type { Choice } from '@/lib/people/directory/schema';
import { asksForScope, grantable, presetFor, withRight } from '@/lib/people/presets';
import { cn } from '@/lib/platform/cn';

type PlaceFieldsProps = {
  place: NewMemberPlace;
  onPlace: (place: NewMemberPlace) => void;
  groups: readonly Choice[];
  /** What visitors may be asked before somebody answers them. */
  forms: readonly Choice[];
  areSeatsUsed: boolean;
};

/** What the new people may do, where they belong, and their language. What does not apply is not shown. */
export function PlaceFields({ place, onPlace, groups, forms, areSeatsUsed }: PlaceFieldsProps) {
  const t = useTranslations('people');
  const you = useMember();
  const may = grantable(you);
  const isAdministrator = place.rights.includes('administrator');

  const toggleRight = (right: MemberRight): void => {
    const rights = withRight(place.rights, right, !place.rights.includes(right));
    const { modules, scope } = presetFor(rights, you);
    onPlace({ ...place, rights, modules: [...modules], scope });
  };
  const toggleModule = (module: Module): void =>
    onPlace({
      ...place,
      modules: MODULES.filter((one) => (one === module) !== place.modules.includes(one)),
    });
  const toggleGroup = (id: string): void =>
    onPlace({
      ...place,
      groups: place.groups.includes(id) ? place.groups.filter((one) => one !== id) : [...place.groups, id],
    });

  const advised = place.forms ?? [];
  const toggleForm = (id: string): void => {
    const { forms: _, ...rest } = place;
    const chosen = advised.includes(id) ? advised.filter((one) => one !== id) : [...advised, id];
    // None chosen is adviser for all.
    onPlace(chosen.length === 0 ? rest : { ...rest, forms: chosen });
  };

  return (
    <div className="grid gap-4">
      <Choices label={t('rights')} className="grid-cols-2 max-sm:grid-cols-1">
        {SHOWN_RIGHTS.filter((right) => may.rights.includes(right)).map((right) => (
          <label
            key={right}
            className="flex cursor-pointer gap-2.5 rounded-lg border border-border px-3 py-2 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft/60"
          >
            <input
              type="checkbox"
              checked={place.rights.includes(right)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
              aria-label={t(`right.${right}`)}
              onChange={() => toggleRight(right)}
            />
            <span className="grid gap-0.5">
              <span className="font-medium text-[13px]">{t(`right.${right}`)}</span>
              <span className="text-muted-foreground text-xs">{t(`rightText.${right}`)}</span>
            </span>
          </label>
        ))}
      </Choices>
      {areSeatsUsed && place.rights.includes('agent') ? <Notice>{t('add.noSeat')}</Notice> : null}
      <Choices
        label={t('modules.label')}
        hint={isAdministrator ? t('modules.all') : undefined}
        className="grid-cols-3 max-sm:grid-cols-2"
      >
        {MODULES.filter((module) => isAdministrator || may.modules.includes(module)).map((module) => (
          <Chip
            key={module}
            isChosen={isAdministrator || place.modules.includes(module)}
            isFixed={isAdministrator}
            onToggle={() => toggleModule(module)}
          >
            {t(`modules.${module}`)}
          </Chip>
        ))}
      </Choices>
      {place.rights.includes('agent') && !isAdministrator && !place.modules.includes('livechat') ? (
        <Notice>{t('modules.agentNeedsLivechat')}</Notice>
      ) : null}
      {groups.length === 0 ? null : (
        <Choices label={t('groups')} hint={t('groupsHint')} className="grid-cols-3 max-sm:grid-cols-2">
          {groups.map(({ id, name }) => (
            <Chip key={id} isChosen={place.groups.includes(id)} onToggle={() => toggleGroup(id)}>
              {name}
            </Chip>
          ))}
        </Choices>
      )}
      {forms.length === 0 || place.scope === 'all' || !place.rights.includes('agent') ? null : (
        <Choices label={t('forms')} hint={t('formsHint')} className="grid-cols-3 max-sm:grid-cols-2">
          {forms.map(({ id, name }) => (
            <Chip key={id} isChosen={advised.includes(id)} onToggle={() => toggleForm(id)}>
              {name}
            </Chip>
          ))}
        </Choices>
      )}
      <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
        {asksForScope(place) ? (
          <FormField label={t('scope.label')}>
            {(control) => (
              <Select
                {...control}
                value={place.scope}
                onChange={({ currentTarget: { value } }) =>
                  onPlace({ ...place, scope: SCOPES.find((scope) => scope === value) ?? place.scope })
                }
              >
                {may.scopes.map((scope) => (
                  <option key={scope} value={scope}>
                    {t(`scope.${scope}`)}
                  </option>
                ))}
              </Select>
            )}
          </FormField>
        ) : null}
        <FormField label={t('add.language')}>
          {(control) => (
            <Select
              {...control}
              value={place.locale}
              onChange={({ currentTarget: { value } }) =>
                onPlace({ ...place, locale: LOCALES.find((locale) => locale === value) ?? place.locale })
              }
            >
              {LOCALES.map((locale) => (
                <option key={locale} value={locale} lang={locale}>
                  {LOCALE_NAMES[locale]}
                </option>
              ))}
            </Select>
          )}
        </FormField>
      </div>
    </div>
  );
}

type ChoicesProps = { label: string; hint?: string | undefined; className: string; children: ReactNode };

function Choices({ label, hint, className, children }: ChoicesProps) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-[13px]">{label}</legend>
      <div className={cn('grid gap-2', className)}>{children}</div>
      {hint ? <p className="text-muted-foreground text-xs">{hint}</p> : null}
    </fieldset>
  );
}

type ChipProps = { isChosen: boolean; isFixed?: boolean; onToggle: () => void; children: string };

/** What is chosen stands in bold. */
function Chip({ isChosen, isFixed = false, onToggle, children }: ChipProps) {
  return (
    <label
      className={cn(
        'flex min-h-8 min-w-0 items-center gap-2 rounded-md border border-border px-2.5 py-1 text-[13px] has-checked:border-accent has-checked:bg-accent-soft/60 pointer-coarse:min-h-11',
        isFixed ? 'opacity-70' : 'cursor-pointer hover:bg-hover',
        isChosen ? 'font-bold' : 'text-muted-foreground',
      )}
    >
      <input
        type="checkbox"
        checked={isChosen}
        disabled={isFixed}
        className="size-4 shrink-0 accent-accent"
        onChange={onToggle}
      />
      <span className="truncate">{children}</span>
    </label>
  );
}

function Notice({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="flex gap-2 rounded-md bg-waiting-soft px-3 py-2 text-[13px] text-waiting">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" /> {children}
    </p>
  );
}
