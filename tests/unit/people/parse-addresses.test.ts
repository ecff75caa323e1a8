import { describe, expect, test } from 'vitest';
import { isAddress, parseAddresses } from '@/lib/people/parse-addresses';

describe('addresses pasted into one field', () => {
  test('are separated by commas, semicolons, spaces, tabs and lines [N22]', () => {
    const text =
      'ada@example.org, grace@example.org;alan@example.org\tkay@example.org\r\n  joan@example.org ';
    expect(parseAddresses(text)).toEqual(
      ['ada', 'grace', 'alan', 'kay', 'joan'].map((name) => `${name}@example.org`),
    );
  });

  test('may come with names, as mail programs copy them', () => {
    const text =
      '"Lovelace, Ada" <Ada@Example.org>, Grace Hopper <grace@example.org>; mailto:alan@example.org';
    expect(parseAddresses(text)).toEqual(['ada@example.org', 'grace@example.org', 'alan@example.org']);
  });

  test('count once, however they are written', () => {
    expect(parseAddresses('Ada@example.org ada@EXAMPLE.org,ada@example.org')).toEqual(['ada@example.org']);
  });

  test('that are none stay, so that they can be put right', () => {
    const parsed = parseAddresses('ada@example.org, grace@, alan');
    expect(parsed).toEqual(['ada@example.org', 'grace@', 'alan']);
    expect(parsed.map(isAddress)).toEqual([true, false, false]);
  });

  test('of nothing are none', () => {
    expect(parseAddresses(' , ;\n')).toEqual([]);
  });
});
