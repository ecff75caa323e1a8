import { describe, expect, test } from 'vitest';
import { catalogue } from '@/lib/i18n/catalogue';

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') found.set(here, value);
    else for (const [name, text] of leaves(value, here)) found.set(name, text);
  }
  return found;
}

/** Names of values and tags a text takes; plural branches repeat theirs, so each counts once. */
/** A plural's branch of one word is no placeholder. */
const BRANCHES = /(=\d+|one|other) \{\w+\}/g;
const placeholders = (text: string): string[] =>
  [
    ...new Set(
      [...text.replaceAll(BRANCHES, '').matchAll(/\{(\w+)[,}]|<(\w+)>/g)].map(
        (match) => match[1] ?? match[2] ?? '',
      ),
    ),
  ].sort();

const english = leaves(catalogue.en);
const french = leaves(catalogue.fr);

describe('the texts', () => {
  test('exist in both languages under the same keys', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('are never empty', () => {
    const empty = [...english, ...french].filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  test('take the same values in both languages', () => {
    const different = [...english].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(french.get(key) ?? '').join(),
    );
    expect(different).toEqual([]);
  });

  test('use typographic apostrophes', () => {
    const straight = [...english, ...french].filter(([, text]) => text.includes("'"));
    expect(straight).toEqual([]);
  });

  test('in French never leave a ; : ! or ? alone at the start of a line', () => {
    const breakable = [...french].filter(([, text]) => / [;:!?»]|« /.test(text));
    expect(breakable).toEqual([]);
  });
});
