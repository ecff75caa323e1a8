'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { FieldCard } from '@/components/forms/field-card';
import { FormPreview } from '@/components/forms/form-preview';
import { LanguageTabs } from '@/components/forms/language-tabs';
import { useFieldOrder } from '@/components/forms/use-field-order';
import { useFormEditor } from '@/components/forms/use-form-editor';
import { useLeaveGuard } from '@/components/forms/use-leave-guard';
import { Card } from '@/components/shared/card';
import { ConfirmDialog } from '@/components/shared/confirm-dialog';
import { FormFailure } from '@/components/shared/form-failure';
import { FormField } from '@/components/shared/form-field';
import { TextLink } from '@/components/shared/text-link';
import { useMember } from '@/components/shell/member-provider';
import { Button, buttonClasses } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/notify';
import { LIMITS, typesFor } from '@/lib/forms/check-fields';
import { newField } from '@/lib/forms/editing';
import { FIELD_TYPES, type FormField as Field, inLanguage } from '@/lib/forms/fields';
import type { FormSamples } from '@/lib/forms/queries';
import type { Form } from '@/lib/forms/schema';
import type { Locale } from '@/lib/i18n/locales';

/** One notice for all: the last question taken out is the one that can be put back. */
const REMOVED = 'question-removed';
const FIRST_PROBLEM = '[aria-invalid="true"], [data-invalid="true"] :is(input, button)';

type FormEditorProps = { initial: Form; isNew: boolean; locale: Locale; samples: FormSamples };

/** A form on the left, and what visitors see of it on the right. */
export function FormEditor({ initial, isNew, locale, samples }: FormEditorProps) {
  const t = useTranslations('forms');
  const router = useRouter();
  const { organizationSlug } = useMember();
  const editor = useFormEditor(initial);
  const { form, change, setFields, problemAt } = editor;
  const guard = useLeaveGuard(editor.hasInput && !editor.isBusy);
  const [language, setLanguage] = useState<Locale>(locale);
  const order = useFieldOrder(form.fields, setFields, language);
  const { fields, kind } = form;
  const types = typesFor(kind, fields, FIELD_TYPES);
  const hasName = fields.some(({ key }) => key === 'name');
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => () => notify.dismiss(REMOVED), []);

  // Once what is focused has been drawn, which may take more than a frame.
  const [aim, setAim] = useState<{ selector: string } | null>(null);
  useEffect(() => {
    const found = aim && element.current?.querySelector<HTMLElement>(aim.selector);
    found?.focus({ preventScroll: true });
    (found?.closest('li') ?? found)?.scrollIntoView({ block: 'nearest' });
  }, [aim]);
  const focusOn = (selector: string): void => setAim({ selector });

  const add = (type: Parameters<typeof newField>[0]): void => {
    const field = newField(type, fields);
    setFields([...fields, field]);
    notify.dismiss(REMOVED);
    focusOn(`[data-question="${field.key}"]`);
  };

  const remove = (field: Field, place: number): void => {
    setFields(fields.filter(({ key }) => key !== field.key));
    const next = fields[place + 1] ?? fields[place - 1];
    focusOn(next ? `[data-remove="${next.key}"]` : '[data-add] button');
    notify.info(t('removed', { label: inLanguage(field.label, language) || t('order.unnamed') }), {
      id: REMOVED,
      action: { label: t('undo'), onClick: () => editor.putBack(field, place) },
    });
  };

  const save = async (how?: { anyway: boolean }): Promise<void> => {
    if (!(await editor.save(how))) return focusOn(FIRST_PROBLEM);
    notify.dismiss(REMOVED);
    await guard.release();
    if (isNew) router.replace(`/${organizationSlug}/questionnaires/${form.id}`);
  };

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <form
        ref={element}
        noValidate
        className="grid min-w-0 gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (editor.canSave) void save();
        }}
      >
        <Card className="grid gap-4 p-5">
          <FormField label={t('name')} hint={t('nameHint')} error={problemAt('name')}>
            {(control) => (
              <Input
                {...control}
                value={form.name}
                maxLength={LIMITS.name}
                autoFocus={isNew}
                onChange={(event) => change({ name: event.currentTarget.value })}
              />
            )}
          </FormField>
        </Card>
        <LanguageTabs language={language} fields={fields} onLanguage={setLanguage} />
        <p role="status" className="sr-only">
          {order.announcement}
        </p>
        <ol className="grid gap-3" aria-label={t('fields')}>
          {fields.map((field, n) => (
            <FieldCard
              key={field.key}
              field={field}
              place={n}
              fields={fields}
              language={language}
              order={order}
              problemAt={problemAt}
              onChange={(changed) => setFields(fields.map((each, at) => (at === n ? changed : each)))}
              onLeave={() => editor.visit(field.key)}
              onRemove={() => remove(field, n)}
            />
          ))}
        </ol>
        {fields.length === 0 ? (
          <p className="rounded-xl border border-border-strong border-dashed px-5 py-8 text-center text-muted-foreground">
            {t('noFields')}
          </p>
        ) : problemAt('fields') ? (
          <p role="alert" className="text-[13px] text-danger">
            {problemAt('fields')}
          </p>
        ) : null}
        {fields.length >= LIMITS.fields ? null : (
          <div data-add>
            <DropdownMenu>
              <DropdownMenuTrigger className={buttonClasses({ variant: 'secondary', size: 'md' })}>
                <Plus aria-hidden /> {t('addField')}
              </DropdownMenuTrigger>
              <DropdownMenuContent label={t('addField')}>
                {hasName ? null : (
                  <DropdownMenuItem onSelect={() => add('name')}>{t('type.name')}</DropdownMenuItem>
                )}
                {types.map((type) => (
                  <DropdownMenuItem key={type} onSelect={() => add(type)}>
                    {t(`type.${type}`)}
                  </DropdownMenuItem>
                ))}
              </DropdownMenuContent>
            </DropdownMenu>
          </div>
        )}
        {editor.failure ? <FormFailure text={editor.failure} /> : null}
        <div className="sticky bottom-0 flex items-center justify-end gap-3 rounded-xl border border-border bg-surface px-5 py-3 shadow-card">
          <p role="status" className="me-auto text-[13px] text-muted-foreground">
            {editor.isUnsaved ? (editor.isValid ? t('unsaved') : t('incomplete')) : t('allSaved')}
          </p>
          <Button type="submit" disabled={!editor.canSave} aria-busy={editor.isBusy}>
            {t('save')}
          </Button>
        </div>
      </form>
      <FormPreview kind={kind} fields={fields} language={language} samples={samples} />
      <ConfirmDialog
        title={t('leave.title')}
        text={t('leave.text')}
        confirmLabel={t('leave.confirm')}
        open={guard.isAsked}
        onOpenChange={(isOpen) => !isOpen && guard.stay()}
        onConfirm={guard.leave}
      />
      <ConfirmDialog
        title={t(editor.conflict === 'form_was_deleted' ? 'conflict.deleted' : 'conflict.changed')}
        text={
          editor.conflict === 'form_was_deleted' ? (
            t('conflict.deletedText')
          ) : (
            <>
              {t('conflict.changedText')}{' '}
              <TextLink href={`/${organizationSlug}/questionnaires/${form.id}`} target="_blank">
                {t('conflict.look')}
              </TextLink>
            </>
          )
        }
        confirmLabel={t('conflict.saveMine')}
        tone="primary"
        open={editor.conflict !== null}
        onOpenChange={(isOpen) => !isOpen && editor.forgetConflict()}
        onConfirm={() => save({ anyway: true })}
      />
    </div>
  );
}
