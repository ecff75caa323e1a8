/** What a column of the file may hold; the names update_member has for them. */
export const IMPORT_FIELDS = [
  'email',
  'first_name',
  'last_name',
  'nickname',
  'rights',
  'groups',
  'skills',
  'departments',
  'sites',
  'languages',
  'locale',
  'time_zone',
  'live_max',
  'nrt_max',
  'call_max',
  'video_max',
  'third_party_max',
  'external_id',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

export const SIGN_INS = ['invitation', 'password', 'later'] as const;
export type SignIn = (typeof SIGN_INS)[number];

export const ROWS_MAX = 50_000;
export const FILE_BYTES_MAX = 32 * 1024 * 1024;

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Columns from left to right; null is one that is not brought in. */
export type ColumnMapping = (ImportField | null)[];

export type TableRow = { line: number; cells: string[] };
export type Table = { headers: string[]; rows: TableRow[] };

/** The member's fields, as update_member takes them. */
export type ImportChanges = { [field: string]: string | number | null | string[] };

/** One person to be made; groups and skills there are not yet stand by their names. */
export type ImportRow = {
  line: number;
  email: string;
  changes: ImportChanges;
  newGroups: string[];
  newSkills: string[];
};

export type ProblemCode =
  | 'required'
  | 'email_is_invalid'
  | 'email_is_twice'
  | 'text_is_too_long'
  | 'right_is_unknown'
  | 'group_is_unknown'
  | 'skill_is_unknown'
  | 'department_is_unknown'
  | 'site_is_unknown'
  | 'language_is_unknown'
  | 'time_zone_is_unknown'
  | 'limit_is_invalid';

/** What is wrong with one cell. */
export type RowProblem = { line: number; field: ImportField; code: ProblemCode; value: string };

export type Named = { id: string; name: string };

/** What the organization has, for names in the file to be found in. */
export type ImportDirectory = { groups: Named[]; skills: Named[]; departments: Named[]; sites: Named[] };
