'use client';

import { FileSpreadsheet, Upload } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { downloadText } from '@/components/people/import/download-text';
import { Button } from '@/components/ui/button';
import { delimiterOf, templateFile } from '@/lib/people/import/result-file';
import { FILE_BYTES_MAX, IMPORT_FIELDS, ROWS_MAX } from '@/lib/people/import/schema';
import { cn } from '@/lib/platform/cn';

type FileDropProps = { problem: string | null; isBusy: boolean; onFile: (file: File) => void };

export function FileDrop({ problem, isBusy, onFile }: FileDropProps) {
  const t = useTranslations('import');
  const locale = useLocale();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const take = () => {
    const [file] = input.current?.files ?? [];
    // The same file again, once it was corrected, is a change too.
    if (input.current) input.current.value = '';
    if (file) onFile(file);
  };
  // A file chosen before the page was live: nobody heard of it then.
  const takeEarlier = useEffectEvent(take);
  useEffect(() => takeEarlier(), []);

  return (
    <div className="grid gap-4">
      <section
        aria-label={t('file.title')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const [file] = event.dataTransfer.files;
          if (file) onFile(file);
        }}
        className={cn(
          'grid justify-items-center gap-3 rounded-xl border-2 border-dashed px-6 py-12 text-center transition-colors',
          isOver ? 'border-accent bg-accent-soft' : 'border-border-strong',
        )}
      >
        <span className="grid size-11 place-items-center rounded-xl bg-muted text-muted-foreground">
          <FileSpreadsheet aria-hidden className="size-5" />
        </span>
        <div className="grid gap-1">
          <p className="font-medium text-[15px]">{t('file.drop')}</p>
          <p id={`${id}-hint`} className="max-w-md text-balance text-muted-foreground">
            {t('file.hint', { rows: ROWS_MAX, megabytes: FILE_BYTES_MAX / 1024 / 1024 })}
          </p>
        </div>
        <input
          ref={input}
          id={id}
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
          aria-describedby={`${id}-hint`}
          disabled={isBusy}
          className="peer sr-only"
          onChange={take}
        />
        <Button
          asChild
          className="cursor-pointer peer-focus-visible:outline-2 peer-focus-visible:outline-focus peer-focus-visible:outline-offset-2"
        >
          <label htmlFor={id}>
            <Upload aria-hidden /> {t('file.choose')}
          </label>
        </Button>
        {problem ? (
          <p role="alert" className="text-danger">
            {problem}
          </p>
        ) : null}
      </section>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground">
        {t('file.templateText')}
        <Button
          variant="link"
          onClick={() =>
            downloadText(
              t('file.templateName'),
              templateFile(
                IMPORT_FIELDS.map((field) => t(`field.${field}`)),
                // Which departments and sites there are is the organization's own; any example would be refused.
                IMPORT_FIELDS.map((field) =>
                  field === 'departments' || field === 'sites' ? '' : t(`example.${field}`),
                ),
                delimiterOf(locale),
              ),
            )
          }
        >
          {t('file.template')}
        </Button>
      </p>
    </div>
  );
}
