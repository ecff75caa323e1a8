'use client';

import { Building2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ArrangementStatus } from '@/components/people/arrangement-status';
import { DepartmentRow } from '@/components/people/departments/department-row';
import type { NamedSite } from '@/components/people/departments/department-sites';
import { DepartmentWarning } from '@/components/people/departments/department-warning';
import { useDepartments } from '@/components/people/departments/use-departments';
import { PeopleFinder } from '@/components/people/groups/people-finder';
import { useArrangement } from '@/components/people/use-arrangement';
import { Card } from '@/components/shared/card';
import { EmptyState } from '@/components/shared/empty-state';
import { NameForm } from '@/components/shared/name-form';
import { useMember } from '@/components/shell/member-provider';
import { managesSites } from '@/lib/auth/permissions';
import { countDepartments, type DepartmentList } from '@/lib/people/departments/schema';

type DepartmentsScreenProps = { initial: DepartmentList; sites: readonly NamedSite[] };

/** On the left the people one finds, on the right the departments in the order visitors see. */
export function DepartmentsScreen({ initial, sites }: DepartmentsScreenProps) {
  const t = useTranslations('departments');
  const commands = useDepartments(initial);
  const { departments, chosenId } = commands;
  const arrangement = useArrangement(departments, commands.move);
  const mayShowAndHide = managesSites(useMember());
  const target = departments.find(({ id }) => id === chosenId);

  return (
    <>
      <DepartmentWarning counts={countDepartments(departments)} />
      <ArrangementStatus arrangement={arrangement} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className="max-lg:order-2 lg:sticky lg:top-0">
          <PeopleFinder
            hint={t('finderHint')}
            target={
              target
                ? {
                    name: target.name,
                    add: (person) => void commands.setMember(target.id, person, true),
                  }
                : null
            }
          />
        </div>
        <Card className="overflow-hidden">
          <div className="grid gap-3 border-border border-b p-4">
            <div className="grid gap-0.5">
              <h2 className="font-semibold text-[15px]">{t('title')}</h2>
              <p className="text-[13px] text-muted-foreground">{t('orderHint')}</p>
            </div>
            <NameForm label={t('new')} submitLabel={t('create')} onSave={(name) => commands.save(name)} />
          </div>
          {departments.length === 0 ? (
            <EmptyState icon={<Building2 />} title={t('empty.title')} text={t('empty.text')} />
          ) : (
            <ul aria-label={t('title')} {...arrangement.listProps} className="divide-y divide-border">
              {departments.map((department, index) => (
                <DepartmentRow
                  key={department.id}
                  department={department}
                  commands={commands}
                  arrangement={arrangement}
                  isFirst={index === 0}
                  isLast={index === departments.length - 1}
                  sites={sites}
                  mayShowAndHide={mayShowAndHide}
                />
              ))}
            </ul>
          )}
        </Card>
      </div>
    </>
  );
}
