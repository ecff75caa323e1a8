import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkRows } from '@/lib/people/import/check-rows';
import { recogniseColumns } from '@/lib/people/import/columns';
import { decode, detectEncoding, isWorkbook } from '@/lib/people/import/decode';
import { detectDelimiter, readTable } from '@/lib/people/import/read-table';
import { resultFile, templateFile } from '@/lib/people/import/result-file';
import type { Delimiter, Encoding, ImportDirectory } from '@/lib/people/import/schema';

const directory: ImportDirectory = {
  groups: [{ id: 'g-lyon', name: 'Lyon' }],
  skills: [{ id: 's-after', name: 'Après-vente' }],
  departments: [{ id: 'd-one', name: 'Service client' }],
  sites: [{ id: 'w-shop', name: 'Shop' }],
};
const options = { directory, defaultRights: ['agent'], createsMissing: true } as const;

const tableOf = (bytes: Uint8Array) => {
  const encoding = detectEncoding(bytes);
  const content = decode(bytes, encoding);
  const delimiter = detectDelimiter(content);
  return { encoding, delimiter, table: readTable(content, delimiter) };
};
const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`./files/${name}`, import.meta.url)));
const check = (lines: string[], createsMissing = true) => {
  const table = readTable(lines.join('\r\n'), ',');
  return checkRows(table, { ...options, createsMissing, mapping: recogniseColumns(table.headers) });
};

describe('a workbook chosen instead of a CSV file [A7]', () => {
  test.each(['libreoffice.xlsx', 'libreoffice.ods', 'libreoffice.xls'])('%s is told apart', (name) => {
    expect(isWorkbook(fixture(name))).toBe(true);
  });

  test.each([
    'libreoffice-utf-8-comma.csv',
    'libreoffice-windows-1252-semicolon.csv',
    'libreoffice-utf-16-tab.csv',
  ])('%s is none', (name) => {
    expect(isWorkbook(fixture(name))).toBe(false);
  });

  test('a file of nothing, or of two letters, is none', () => {
    for (const text of ['', 'PK']) expect(isWorkbook(new TextEncoder().encode(text))).toBe(false);
  });
});

describe('a file a spreadsheet program has written [A7]', () => {
  test.each<[string, Encoding, Delimiter]>([
    ['libreoffice-utf-8-comma.csv', 'utf-8', ','],
    ['libreoffice-windows-1252-semicolon.csv', 'windows-1252', ';'],
    ['libreoffice-utf-16-tab.csv', 'utf-16le', '\t'],
  ])('%s is understood without being asked', (name, encoding, delimiter) => {
    const read = tableOf(fixture(name));
    expect(read).toMatchObject({ encoding, delimiter });
    const mapping = recogniseColumns(read.table.headers);
    expect(mapping).toEqual([
      'first_name',
      'last_name',
      'email',
      'nickname',
      'rights',
      'groups',
      'skills',
      'locale',
      'live_max',
    ]);
    const checked = checkRows(read.table, { ...options, mapping });
    expect(checked.problems).toEqual([]);
    expect(checked.newGroups).toEqual(['Été']);
    expect(checked.newSkills).toEqual(['Vente']);
    expect(checked.ready[0]).toEqual({
      line: 2,
      email: 'ines@maison.example',
      changes: {
        first_name: 'Inès',
        last_name: 'Dupont, née Léger',
        nickname: 'Inès',
        rights: ['agent'],
        groups: ['g-lyon'],
        skills: ['s-after'],
        locale: 'fr',
        live_max: 4,
      },
      newGroups: ['Été'],
      newSkills: [],
    });
    expect(checked.ready[1]?.changes).toMatchObject({ nickname: 'Jé "JR" rôme', live_max: null });
    expect(checked.ready[2]?.changes).toMatchObject({ nickname: 'Deux lignes', locale: 'en' });
  });

  test('is understood with and without a byte order mark, in both orders of UTF-16', () => {
    const content = 'email;prénom\r\nines@maison.example;Inès\r\n';
    const littleEndian = new Uint8Array(new Uint16Array([...content].map((c) => c.charCodeAt(0))).buffer);
    const bigEndian = littleEndian.map((_, index) => littleEndian[index ^ 1] ?? 0);
    const files: [Uint8Array, Encoding][] = [
      [new TextEncoder().encode(content), 'utf-8'],
      [new TextEncoder().encode(`\uFEFF${content}`), 'utf-8'],
      [littleEndian, 'utf-16le'],
      [new Uint8Array([0xff, 0xfe, ...littleEndian]), 'utf-16le'],
      [bigEndian, 'utf-16be'],
      [new Uint8Array([0xfe, 0xff, ...bigEndian]), 'utf-16be'],
    ];
    for (const [bytes, encoding] of files) {
      const read = tableOf(bytes);
      expect(read).toMatchObject({ encoding, delimiter: ';' });
      expect(read.table).toEqual({
        headers: ['email', 'prénom'],
        rows: [{ line: 2, cells: ['ines@maison.example', 'Inès'] }],
      });
    }
  });

  test('names its delimiter in a first line of its own, as Excel does', () => {
    const content = 'sep=;\r\nE-mail;Name\r\na@b.example;"x;y"\r\n';
    expect(detectDelimiter(content)).toBe(';');
    expect(readTable(content, ';').rows).toEqual([{ line: 3, cells: ['a@b.example', 'x;y'] }]);
  });
});

describe('a header', () => {
  test.each([
    ['E-mail', 'email'],
    ['Adresse e-mail', 'email'],
    ['COURRIEL', 'email'],
    ['Prénom', 'first_name'],
    ['Given name', 'first_name'],
    ['Surname', 'last_name'],
    ['Équipe', 'groups'],
    ['Fuseau horaire', 'time_zone'],
    ['Shoe size', null],
  ])('%s is brought in as %s', (header, field) => {
    expect(recogniseColumns([header])).toEqual([field]);
  });

  test('that says the same a second time is left to be decided', () => {
    expect(recogniseColumns(['E-mail', 'Mail'])).toEqual(['email', null]);
  });

  test('of the template is recognised in both languages', () => {
    for (const columns of [
      ['E-mail', 'First name', 'Spoken languages', 'Language'],
      ['E-mail', 'Prénom', 'Langues parlées', 'Langue'],
    ]) {
      const content = decode(new TextEncoder().encode(templateFile(columns, columns, ';')), 'utf-8');
      const { headers } = readTable(content, detectDelimiter(content));
      expect(recogniseColumns(headers)).toEqual(['email', 'first_name', 'languages', 'locale']);
    }
  });
});

describe('a row', () => {
  test('with anything wrong is left out, and every wrong cell is told by row and field', () => {
    const { ready, problems } = check(
      [
        'email,rights,groups,departments,sites,languages,time zone,chats',
        'one@b.example,agent,Lyon,Service client,Shop,"fr, English",Europe/Paris,6',
        'not an address,pilot,Lyon,Nowhere,Elsewhere,Klingon,Mars/Olympus,0',
        ',agent,,,,,,',
        'ONE@b.example,,,,,,,unlimited',
      ],
      false,
    );
    expect(ready).toEqual([
      expect.objectContaining({
        line: 2,
        email: 'one@b.example',
        changes: {
          rights: ['agent'],
          groups: ['g-lyon'],
          departments: ['d-one'],
          sites: ['w-shop'],
          languages: ['fr', 'en'],
          time_zone: 'Europe/Paris',
          live_max: 6,
        },
      }),
    ]);
    expect(problems.map(({ line, field, code }) => `${line} ${field} ${code}`)).toEqual([
      '3 rights right_is_unknown',
      '3 departments department_is_unknown',
      '3 sites site_is_unknown',
      '3 languages language_is_unknown',
      '3 time_zone time_zone_is_unknown',
      '3 live_max limit_is_invalid',
      '3 email email_is_invalid',
      '4 email required',
      '5 email email_is_twice',
    ]);
  });

  test('names a new group only where making it was chosen', () => {
    const lines = ['email,groups,skills', 'a@b.example,lyon;Paris,Sales', 'c@b.example,PARIS,'];
    expect(check(lines)).toMatchObject({ newGroups: ['PARIS'], newSkills: ['Sales'], problems: [] });
    expect(check(lines, false).problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'group_is_unknown'],
      [2, 'skill_is_unknown'],
      [3, 'group_is_unknown'],
    ]);
  });

  test('that our own export has made harmless is read as it was meant', () => {
    expect(check(['email,external id', "a@b.example,'-12"]).ready[0]?.changes.external_id).toBe('-12');
  });
});

test('the result lists every row in the order of the file, and runs nothing', () => {
  const columns = { line: 'Row', email: 'E-mail', result: 'Result', password: 'Password' };
  const file = resultFile(
    columns,
    [
      { line: 3, email: '=cmd()@b.example', result: 'Not added', password: '' },
      { line: 2, email: 'a@b.example', result: 'Added', password: 'abc-def' },
    ],
    ';',
  );
  expect(file).toBe(
    "\uFEFFRow;E-mail;Result;Password\r\n2;a@b.example;Added;abc-def\r\n3;'=cmd()@b.example;Not added;\r\n",
  );
});
