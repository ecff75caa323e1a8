import { expect, test } from 'vitest';
import { fillTags, hasUnknownTag } from '@/lib/people/tags';

test('a tag becomes the nickname wherever it stands, and nothing that a nickname holds is filled in again [I18, I19]', () => {
  expect(fillTags('{OP_pseudo}, {OP_pseudo} and {', { nickname: '$& {OP_pseudo}' })).toBe(
    '$& {OP_pseudo}, $& {OP_pseudo} and {',
  );
});

test('whatever else stands in braces is no tag', () => {
  for (const text of ['{op_pseudo}', '{OP_psuedo}', '{ OP_pseudo }', '{{OP_pseudo}}', '{name}', '{}', '{\n}'])
    expect(hasUnknownTag(`Hello ${text}`), text).toBe(true);
  for (const text of ['', 'Hello {OP_pseudo}!', '{OP_pseudo}{OP_pseudo}', ':-{', 'a } b { c'])
    expect(hasUnknownTag(text), text).toBe(false);
});
