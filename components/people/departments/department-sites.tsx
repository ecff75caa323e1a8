import { useTranslations } from 'next-intl';

export type NamedSite = { id: string; name: string };

type DepartmentSitesProps = {
  sites: readonly NamedSite[];
  hidden: readonly string[];
  isReadOnly: boolean;
  onChange: (siteId: string, isVisible: boolean) => void;
};

/** On which sites visitors may choose the department. */
export function DepartmentSites({ sites, hidden, isReadOnly, onChange }: DepartmentSitesProps) {
  const t = useTranslations('departments.sites');
  if (sites.length === 0) return null;
  return (
    <fieldset disabled={isReadOnly} className="grid min-w-0 gap-2 border-border border-t px-4 py-3">
      <legend className="sr-only">{t('title')}</legend>
      <p aria-hidden className="font-medium text-[13px]">
        {t('title')}
      </p>
      <p className="text-[13px] text-muted-foreground">{isReadOnly ? t('readOnly') : t('text')}</p>
      <ul className="grid max-h-56 gap-x-4 gap-y-1 overflow-y-auto sm:grid-cols-2">
        {sites.map((site) => (
          <li key={site.id}>
            <label className="flex items-center gap-2 py-1 pointer-coarse:py-2.5">
              <input
                type="checkbox"
                checked={!hidden.includes(site.id)}
                onChange={(event) => onChange(site.id, event.currentTarget.checked)}
                className="size-4 shrink-0 accent-accent"
              />
              <span className="truncate">{site.name}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
