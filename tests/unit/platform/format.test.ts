import { describe, expect, test } from 'vitest';
import { initials } from '@/lib/platform/format';

describe('initials', () => {
  test.each([
    ['Ada Lovelace', 'AL'],
    ['ada', 'A'],
    ['Jean-Marie de la Tour', 'JT'],
    ['  élodie  ', 'É'],
    ['👩‍🚀 Astronaut', '👩A'],
    ['', ''],
  ])('%j is %j', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});
