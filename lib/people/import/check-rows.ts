import { z } from 'zod';
import type { MemberRight } from '@/lib/auth/permissions';
import { fold } from '@/lib/people/import/fold';
import type {
  ColumnMapping,
  ImportDirectory,
  ImportField,
  ImportRow,
  Named,
  ProblemCode,
  RowProblem,
  Table,
  TableRow,
} from '@/lib/people/import/schema';
import { readLanguage, readLocale, readRight } from '@/lib/people/import/words';
import { isTimeZone } from '@/lib/people/time-zones';
import { cleanLine } from '@/lib/platform/clean-line';
import { withoutApostrophe } from '@/lib/platform/csv';

export type CheckOptions = {
  mapping: ColumnMapping;
  directory: ImportDirectory;
  /** What a row without rights of its own gives. */
  defaultRights: readonly MemberRight[];
  createsMissing: boolean;
};

export type CheckedRows = {
  ready: ImportRow[];
  problems: RowProblem[];
  newGroups: string[];
  newSkills: string[];
};

const LENGTHS: Partial<Record<ImportField, number>> = {
  first_name: 80,
  last_name: 80,
  nickname: 40,
  external_id: 100,
};
const NAME_LENGTH_MAX = 80;
const LIST_SEPARATOR = /[,;|\n\r]+/;
const UNLIMITED = new Set(['unlimited', 'illimite', 'illimitee', 'none', 'aucune', '∞', '*']);
const emailAddress = z.email();

/** Every cell of every row: what can be brought in, and what is wrong with the rest. A row is whole or not at all. */
export function checkRows(table: Table, options: CheckOptions): CheckedRows {
  const lookups = lookupsOf(options);
  const seen = new Set<string>();
  const ready: ImportRow[] = [];
  const problems: RowProblem[] = [];
  for (const row of table.rows) {
    const checked = checkRow(row, options, lookups, seen);
    problems.push(...checked.problems);
    if (checked.problems.length === 0) ready.push(checked.row);
  }
  const named = (lists: string[][]): string[] => [
    ...new Map(lists.flat().map((name) => [fold(name), name])).values(),
  ];
  return {
    ready,
    problems,
    newGroups: named(ready.map((row) => row.newGroups)),
    newSkills: named(ready.map((row) => row.newSkills)),
  };
}

type Lookups = Record<'groups' | 'skills' | 'departments' | 'sites', Map<string, string>> & {
  zones: Map<string, boolean>;
};

function lookupsOf({ directory }: CheckOptions): Lookups {
  const byName = (list: Named[]) => new Map(list.map(({ id, name }) => [fold(name), id]));
  return {
    groups: byName(directory.groups),
    skills: byName(directory.skills),
    departments: byName(directory.departments),
    sites: byName(directory.sites),
    zones: new Map(),
  };
}

const UNKNOWN: Record<'groups' | 'skills' | 'departments' | 'sites', ProblemCode> = {
  groups: 'group_is_unknown',
  skills: 'skill_is_unknown',
  departments: 'department_is_unknown',
  sites: 'site_is_unknown',
};

function checkRow(
  { line, cells }: TableRow,
  { mapping, defaultRights, createsMissing }: CheckOptions,
  lookups: Lookups,
  seen: Set<string>,
): { row: ImportRow; problems: RowProblem[] } {
  const row: ImportRow = { line, email: '', changes: {}, newGroups: [], newSkills: [] };
  const problems: RowProblem[] = [];
  const wrong = (field: ImportField, code: ProblemCode, value: string): void => {
    problems.push({ line, field, code, value: value.slice(0, 80) });
  };

  for (const [column, field] of mapping.entries()) {
    const value = cleanLine(withoutApostrophe((cells[column] ?? '').trim()));
    if (field === null || field === 'email' || value === '') continue;
    switch (field) {
      case 'first_name':
      case 'last_name':
      case 'nickname':
      case 'external_id':
        if (value.length > (LENGTHS[field] ?? 0)) wrong(field, 'text_is_too_long', value);
        else row.changes[field] = value;
        break;
      case 'rights':
        row.changes.rights = readList(rawCell(cells, column), readRight, (part) =>
          wrong(field, 'right_is_unknown', part),
        );
        break;
      case 'languages':
        row.changes.languages = readList(rawCell(cells, column), readLanguage, (part) =>
          wrong(field, 'language_is_unknown', part),
        );
        break;
      case 'locale': {
        const locale = readLocale(value);
        if (locale === null) wrong(field, 'language_is_unknown', value);
        else row.changes.locale = locale;
        break;
      }
      case 'time_zone':
        if (isKnownZone(value, lookups.zones)) row.changes.time_zone = value;
        else wrong(field, 'time_zone_is_unknown', value);
        break;
      case 'groups':
      case 'skills':
      case 'departments':
      case 'sites': {
        const ids = readList(
          rawCell(cells, column),
          (part) => lookups[field].get(fold(part)) ?? null,
          (part) => {
            if (!createsMissing || (field !== 'groups' && field !== 'skills'))
              wrong(field, UNKNOWN[field], part);
            else if (part.length > NAME_LENGTH_MAX) wrong(field, 'text_is_too_long', part);
            else (field === 'groups' ? row.newGroups : row.newSkills).push(part);
          },
        );
        row.changes[field] = ids;
        break;
      }
      default: {
        const limit = readLimit(value);
        if (limit === undefined) wrong(field, 'limit_is_invalid', value);
        else row.changes[field] = limit;
      }
    }
  }
  row.changes.rights ??= [...defaultRights];

  row.email = cleanLine(cells[mapping.indexOf('email')] ?? '').toLowerCase();
  if (row.email === '') wrong('email', 'required', '');
  else if (row.email.length > 254 || !emailAddress.safeParse(row.email).success)
    wrong('email', 'email_is_invalid', row.email);
  else if (seen.has(row.email)) wrong('email', 'email_is_twice', row.email);
  else seen.add(row.email);
  return { row, problems };
}

const rawCell = (cells: string[], column: number): string => withoutApostrophe((cells[column] ?? '').trim());

/** Several values in one cell, each known or told of. */
function readList(
  cell: string,
  read: (part: string) => string | null,
  onUnknown: (part: string) => void,
): string[] {
  const values = new Set<string>();
  for (const part of cell.split(LIST_SEPARATOR).map(cleanLine)) {
    if (part === '') continue;
    const value = read(part);
    if (value === null) onUnknown(part);
    else values.add(value);
  }
  return [...values];
}

/** A number from 1 to 1000, or null for unlimited; undefined is neither. */
function readLimit(value: string): number | null | undefined {
  if (UNLIMITED.has(fold(value))) return null;
  const number = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  return number >= 1 && number <= 1000 ? number : undefined;
}

function isKnownZone(name: string, known: Map<string, boolean>): boolean {
  let is = known.get(name);
  if (is === undefined) {
    is = isTimeZone(name);
    known.set(name, is);
  }
  return is;
}
