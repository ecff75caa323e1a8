'use client';

import { Copy, Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Card } from '@/components/shared/card';
import { ConfirmDialog } from '@/components/shared/confirm-dialog';
import { useErrorText } from '@/components/shared/use-error-text';
import { useMember } from '@/components/shell/member-provider';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { notify } from '@/components/ui/notify';
import { deleteFormAction } from '@/lib/forms/actions';
import { FORM_KINDS } from '@/lib/forms/fields';
import type { ListedForm } from '@/lib/forms/schema';

/** The forms of a company by what they are for, and which sites use them. */
export function FormsScreen({ initial }: { initial: ListedForm[] }) {
  const t = useTranslations('forms');
  const errorText = useErrorText();
  const { organizationSlug: organization } = useMember();
  const [forms, setForms] = useState(initial);
  const [deleting, setDeleting] = useState<ListedForm | null>(null);
  const base = `/${organization}/questionnaires`;

  async function remove(form: ListedForm): Promise<void> {
    const answer = await deleteFormAction({ organization, id: form.id }).catch(() => ({
      serverError: { code: 'offline' },
    }));
    if (answer.serverError) return notify.error(errorText(answer.serverError));
    setForms((before) => before.filter(({ id }) => id !== form.id));
    notify.success(t('deleted', { name: form.name }));
  }

  return (
    <div className="grid gap-6">
      {FORM_KINDS.map((kind) => {
        const list = forms.filter((form) => form.kind === kind);
        return (
          <Card key={kind} aria-labelledby={`kind-${kind}`} className="overflow-hidden">
            <div className="flex items-start justify-between gap-3 border-border border-b p-4">
              <div className="grid min-w-0 gap-0.5">
                <h2 id={`kind-${kind}`} className="font-semibold text-[15px]">
                  {t(`kind.${kind}`)}
                </h2>
                <p className="text-[13px] text-muted-foreground">{t(`kindText.${kind}`)}</p>
              </div>
              <Button asChild variant="secondary" size="sm">
                <Link href={`${base}/new?kind=${kind}`} aria-label={t('newOf', { kind: t(`kind.${kind}`) })}>
                  <Plus aria-hidden /> {t('new')}
                </Link>
              </Button>
            </div>
            {list.length === 0 ? (
              <p className="px-4 py-5 text-muted-foreground">{t(`emptyText.${kind}`)}</p>
            ) : (
              <ul aria-labelledby={`kind-${kind}`} className="divide-y divide-border">
                {list.map((form) => (
                  <li key={form.id} className="flex flex-wrap items-center gap-2 px-4 py-3">
                    <div className="grid min-w-0 flex-1 gap-0.5">
                      <Link href={`${base}/${form.id}`} className="truncate font-medium hover:underline">
                        {form.name}
                      </Link>
                      <p className="text-[13px] text-muted-foreground">
                        {t('fieldCount', { count: form.fields.length })} ·{' '}
                        {form.sites.length === 0
                          ? t('unused')
                          : t('usedBy', { sites: form.sites.join(', ') })}
                      </p>
                    </div>
                    <Button asChild variant="ghost" size="icon">
                      <Link href={`${base}/${form.id}`} aria-label={t('edit', { name: form.name })}>
                        <Pencil aria-hidden />
                      </Link>
                    </Button>
                    <Button asChild variant="ghost" size="icon">
                      <Link
                        href={`${base}/new?copy=${form.id}`}
                        aria-label={t('duplicate', { name: form.name })}
                      >
                        <Copy aria-hidden />
                      </Link>
                    </Button>
                    <Button
                      variant="ghost"
                      size="icon"
                      aria-label={t('delete', { name: form.name })}
                      onClick={() => setDeleting(form)}
                    >
                      <Trash2 aria-hidden />
                    </Button>
                  </li>
                ))}
              </ul>
            )}
          </Card>
        );
      })}
      <ConfirmDialog
        title={t('deleteTitle', { name: deleting?.name ?? '' })}
        text={[
          deleting && deleting.sites.length > 0
            ? t(`deleteUsed.${deleting.kind}`, { sites: deleting.sites.join(', ') })
            : t('deleteUnused'),
          t('deleteText'),
        ].join(' ')}
        confirmLabel={t('deleteConfirm')}
        open={deleting !== null}
        onOpenChange={(isOpen) => !isOpen && setDeleting(null)}
        onConfirm={async () => {
          if (deleting) await remove(deleting);
        }}
      />
    </div>
  );
}
