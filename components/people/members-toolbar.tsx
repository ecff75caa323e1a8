'use client';

import { LoaderCircle, Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { MembersQueryControl } from '@/components/people/use-members-query';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { MEMBER_RIGHTS } from '@/lib/auth/permissions';
import { isFiltered, LISTED_STATUSES, MEMBER_SORTS, type MembersQuery } from '@/lib/people/directory/query';
import type { Choice } from '@/lib/people/directory/schema';

type MembersToolbarProps = {
  query: MembersQuery;
  control: MembersQueryControl;
  groups: readonly Choice[];
  sites: readonly Choice[];
};

export function MembersToolbar({ query, control, groups, sites }: MembersToolbarProps) {
  const t = useTranslations('people');
  const { choose } = control;
  const rights = MEMBER_RIGHTS.map((right) => ({ id: right, name: t(`right.${right}`) }));
  const statuses = LISTED_STATUSES.map((status) => ({ id: status, name: t(`status.${status}`) }));
  return (
    <search className="flex flex-wrap items-center gap-2">
      <span className="relative min-w-56 flex-1">
        <Search
          aria-hidden
          className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4 text-muted-foreground"
        />
        <Input
          ref={control.input}
          type="search"
          value={control.text}
          maxLength={100}
          placeholder={t('search')}
          aria-label={t('search')}
          className="ps-9"
          onChange={(event) => control.type(event.currentTarget.value)}
        />
        {control.isPending ? (
          <LoaderCircle
            aria-hidden
            className="absolute inset-y-0 end-3 my-auto size-4 animate-spin text-muted-foreground"
          />
        ) : null}
      </span>
      <Filter
        label={t('filter.right')}
        all={t('filter.anyRight')}
        value={query.right}
        choices={rights}
        onChoose={(right) => choose({ right })}
      />
      <Filter
        label={t('filter.group')}
        all={t('filter.anyGroup')}
        value={query.group}
        choices={groups}
        onChoose={(group) => choose({ group })}
      />
      <Filter
        label={t('filter.site')}
        all={t('filter.anySite')}
        value={query.site}
        choices={sites}
        onChoose={(site) => choose({ site })}
      />
      <Filter
        label={t('filter.status')}
        all={t('filter.anyStatus')}
        value={query.status}
        choices={statuses}
        onChoose={(status) => choose({ status })}
      />
      <Choose label={t('sort.label')} value={query.sort} onChoose={(sort) => choose({ sort })}>
        {MEMBER_SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {t(`sort.${sort}`)}
          </option>
        ))}
      </Choose>
      {isFiltered(query) ? (
        <Button variant="ghost" onClick={control.clear}>
          {t('filter.clear')}
        </Button>
      ) : null}
    </search>
  );
}

type FilterProps<T extends string> = {
  label: string;
  all: string;
  value: T | null;
  choices: readonly { id: T; name: string }[];
  onChoose: (value: T | null) => void;
};

/** Shown where there is something to choose. */
function Filter<T extends string>({ label, all, value, choices, onChoose }: FilterProps<T>) {
  if (choices.length === 0) return null;
  return (
    <Choose
      label={label}
      value={value ?? ''}
      onChoose={(chosen) => onChoose(choices.find(({ id }) => id === chosen)?.id ?? null)}
    >
      <option value="">{all}</option>
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Choose>
  );
}

type ChooseProps<T extends string> = {
  label: string;
  value: T | '';
  onChoose: (value: T) => void;
  children: ReactNode;
};

function Choose<T extends string>({ label, value, onChoose, children }: ChooseProps<T>) {
  return (
    <span className="max-w-44 max-sm:min-w-[calc(50%-0.25rem)] max-sm:flex-1">
      <Select
        aria-label={label}
        value={value}
        // The options are the type's own values.
        onChange={(event) => onChoose(event.currentTarget.value as T)}
      >
        {children}
      </Select>
    </span>
  );
}
