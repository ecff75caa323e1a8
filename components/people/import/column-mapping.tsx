'use client';

import { useTranslations } from 'next-intl';
import type { ReadTable } from '@/components/people/import/import-worker';
import { FormField } from '@/components/shared/form-field';
import { Select } from '@/components/ui/select';
import {
  type ColumnMapping as Columns,
  DELIMITERS,
  type Delimiter,
  ENCODINGS,
  type Encoding,
  IMPORT_FIELDS,
} from '@/lib/people/import/schema';

type ColumnMappingProps = {
  table: ReadTable;
  mapping: Columns;
  onRead: (chosen: { encoding: Encoding; delimiter: Delimiter }) => void;
  onMapping: (mapping: Columns) => void;
};

const DELIMITER_KEYS = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const;

/** How the file was understood, each part of it to be corrected. */
export function ColumnMapping({ table, mapping, onRead, onMapping }: ColumnMappingProps) {
  const t = useTranslations('import');
  const { encoding, delimiter } = table;
  return (
    <div className="grid gap-5">
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label={t('mapping.encoding')}>
          {(control) => (
            <Select
              {...control}
              value={encoding}
              onChange={(event) => {
                const chosen = ENCODINGS.find((candidate) => candidate === event.target.value);
                if (chosen) onRead({ encoding: chosen, delimiter });
              }}
            >
              {ENCODINGS.map((candidate) => (
                <option key={candidate} value={candidate}>
                  {t(`encoding.${candidate}`)}
                </option>
              ))}
            </Select>
          )}
        </FormField>
        <FormField label={t('mapping.delimiter')}>
          {(control) => (
            <Select
              {...control}
              value={delimiter}
              onChange={(event) => {
                const chosen = DELIMITERS.find((candidate) => candidate === event.target.value);
                if (chosen) onRead({ encoding, delimiter: chosen });
              }}
            >
              {DELIMITERS.map((candidate) => (
                <option key={candidate} value={candidate}>
                  {t(`delimiter.${DELIMITER_KEYS[candidate]}`)}
                </option>
              ))}
            </Select>
          )}
        </FormField>
      </div>
      <div className="overflow-x-auto rounded-lg border border-border">
        <table className="w-full text-start">
          <thead className="border-border border-b bg-muted/60 text-muted-foreground text-xs">
            <tr>
              {(['column', 'content', 'meaning'] as const).map((column) => (
                <th key={column} scope="col" className="px-4 py-2.5 text-start font-medium">
                  {t(`mapping.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-border">
            {table.headers.map((header, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
              <tr key={column}>
                <th scope="row" className="px-4 py-2 text-start font-medium">
                  {header || t('mapping.unnamed', { number: column + 1 })}
                </th>
                <td className="max-w-56 truncate px-4 py-2 text-muted-foreground">
                  {table.sample
                    .map(({ cells }) => cells[column]?.trim())
                    .filter(Boolean)
                    .join(' · ')}
                </td>
                <td className="w-56 min-w-44 px-4 py-2">
                  <Select
                    aria-label={t('mapping.meaningOf', { column: header || String(column + 1) })}
                    value={mapping[column] ?? ''}
                    onChange={(event) => {
                      const field =
                        IMPORT_FIELDS.find((candidate) => candidate === event.target.value) ?? null;
                      // One column for each field: whichever had it before is let go.
                      onMapping(
                        mapping.map((before, index) =>
                          index === column ? field : before === field ? null : before,
                        ),
                      );
                    }}
                  >
                    <option value="">{t('mapping.ignore')}</option>
                    {IMPORT_FIELDS.map((field) => (
                      <option key={field} value={field}>
                        {t(`field.${field}`)}
                      </option>
                    ))}
                  </Select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
