'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ChosenOptions } from '@/components/people/import/import-options';
import type { CheckSummary, ReadTable } from '@/components/people/import/import-worker';
import { useImportWorker } from '@/components/people/import/use-import-worker';
import { recogniseColumns } from '@/lib/people/import/columns';
import { isWorkbook } from '@/lib/people/import/decode';
import {
  type ColumnMapping,
  type Delimiter,
  type Encoding,
  FILE_BYTES_MAX,
  type ImportDirectory,
  ROWS_MAX,
} from '@/lib/people/import/schema';

export type ImportFile = {
  file: File;
  table: ReadTable;
  mapping: ColumnMapping;
  /** Null while it is checked, and where no column is the e-mail address. */
  summary: CheckSummary | null;
};

/** The chosen file, how it is understood, and what is in it; asked anew with every correction. */
export function useImportFile(directory: ImportDirectory, options: ChosenOptions) {
  const t = useTranslations('import');
  const ask = useImportWorker();
  const [chosen, setChosen] = useState<ImportFile | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isReading, setReading] = useState(false);

  async function check(mapping: ColumnMapping, by: ChosenOptions): Promise<void> {
    setChosen((before) => before && { ...before, mapping, summary: null });
    if (!mapping.includes('email')) return;
    const { defaultRights, createsMissing } = by;
    const summary = await ask('check', { mapping, directory, defaultRights, createsMissing });
    setChosen((before) => (before?.mapping === mapping ? { ...before, summary } : before));
  }

  async function read(file: File, how?: { encoding: Encoding; delimiter: Delimiter }): Promise<void> {
    setProblem(null);
    if (file.size > FILE_BYTES_MAX)
      return setProblem(t('file.tooLarge', { megabytes: FILE_BYTES_MAX / 1024 / 1024 }));
    setReading(true);
    try {
      if (isWorkbook(new Uint8Array(await file.slice(0, 4).arrayBuffer())))
        return setProblem(t('file.workbook'));
      const table = await ask('read', { file, ...how });
      if (table.rowCount === 0) return setProblem(t('file.empty'));
      if (table.rowCount > ROWS_MAX) return setProblem(t('file.tooManyRows', { rows: ROWS_MAX }));
      const mapping = recogniseColumns(table.headers);
      setChosen({ file, table, mapping, summary: null });
      await check(mapping, options);
    } catch {
      setProblem(t('file.unreadable'));
    } finally {
      setReading(false);
    }
  }

  function forget(): void {
    setChosen(null);
    setProblem(null);
  }

  return { ask, chosen, problem, isReading, read, check, forget };
}
