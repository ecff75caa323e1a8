import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { FormField } from '@/components/shared/form-field';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Link } from '@/components/ui/link';
import { Select } from '@/components/ui/select';
import { AUDIT_ENTITIES, type AuditFilter } from '@/lib/people/audit/schema';

type AuditFilterFormProps = { path: string; filter: AuditFilter; exportHref: string };

/** A plain form: what is filtered stands in the address, and can be sent to somebody. */
export function AuditFilterForm({ path, filter, exportHref }: AuditFilterFormProps) {
  const t = useTranslations('audit');
  const isFiltered = Boolean(filter.person || filter.kind || filter.from || filter.to);
  return (
    <form action={path} className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <FormField label={t('filter.person')}>
        {(control) => (
          <Input
            {...control}
            name="person"
            type="search"
            maxLength={200}
            defaultValue={filter.person}
            placeholder={t('filter.personPlaceholder')}
          />
        )}
      </FormField>
      <FormField label={t('filter.kind')}>
        {(control) => (
          <Select {...control} name="kind" defaultValue={filter.kind ?? ''}>
            <option value="">{t('filter.everything')}</option>
            {AUDIT_ENTITIES.map((entity) => (
              <option key={entity} value={entity}>
                {t(`entity.${entity}`)}
              </option>
            ))}
          </Select>
        )}
      </FormField>
      <FormField label={t('filter.from')}>
        {(control) => <Input {...control} name="from" type="date" defaultValue={filter.from} />}
      </FormField>
      <FormField label={t('filter.to')}>
        {(control) => <Input {...control} name="to" type="date" defaultValue={filter.to} />}
      </FormField>
      <div className="flex flex-wrap items-center gap-2 sm:col-span-2 lg:col-span-4">
        <Button type="submit" variant="secondary">
          {t('filter.apply')}
        </Button>
        {isFiltered ? (
          <Button asChild variant="ghost">
            <Link href={path}>{t('filter.clear')}</Link>
          </Button>
        ) : null}
        <Button asChild variant="ghost" className="ms-auto">
          <a href={exportHref} download>
            <Download aria-hidden /> {t('export')}
          </a>
        </Button>
      </div>
    </form>
  );
}
