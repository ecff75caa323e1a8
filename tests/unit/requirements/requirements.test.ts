import { describe, expect, test } from 'vitest';
import { complaintsOf, readProofs, readRequirements } from '@/tests/support/requirements';

/** The samples hold # for a letter, so that they are not taken for proofs themselves. */
const asWritten = (sample: string) => sample.replaceAll('#', 'A');

const markdown = `
Finished areas: chat
Finished rows: A2, A3

| id | requirement | area |
|---|---|---|
| A1 | First \\| one. | chat |
| A2 | Second. | people |
| A3 | Third. | people |
| A4 | Fourth. | people |
`;

describe('the list of requirements', () => {
  test('marks as finished the rows of a finished area and the rows named', () => {
    expect(readRequirements(markdown).map(({ id, isFinished }) => [id, isFinished])).toEqual([
      ['A1', true],
      ['A2', true],
      ['A3', true],
      ['A4', false],
    ]);
  });

  test('finds the ids in every form of test title, and nowhere else', () => {
    const source = [
      "test('one [#1, #2]', () => {});",
      'test.each([1, 2])(`two %s [#3]`, () => {});',
      "test.each([\n  ['x'],\n])('three [#4]', () => {});",
      "describe('group [#5]', () => {});",
      "test(\n  'long [#6]',\n  () => {});",
      "const notATitle = 'other [#7]';",
      "test('it’s \\'quoted\\' [#8]', () => {});",
    ];
    const ids = source.flatMap((text) => readProofs('a.test.ts', asWritten(text)).map((proof) => proof.id));
    expect(ids).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A8']);
  });

  test('complains about a finished row without a test and about a test of an unknown row', () => {
    const proofs = readProofs(
      'a.test.ts',
      asWritten("test('one [#1, #2]', () => {}); test('two [#9]', () => {});"),
    );
    expect(complaintsOf(readRequirements(markdown), proofs)).toEqual([
      'A3 is finished but no test proves it: Third.',
      asWritten('A9 is no requirement, though a.test.ts names it: two [#9]'),
    ]);
  });
});
