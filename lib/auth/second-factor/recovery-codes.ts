import { randomInt } from 'node:crypto';

const COUNT = 10;
const HALF = 5;
/** Without what is taken for something else: 0 and o, 1 and i and l. 50 bits a code. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

const half = (): string => Array.from({ length: HALF }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** Ten codes as they are shown, written abcde-fghjk. */
export const newRecoveryCodes = (): string[] => {
  const codes = new Set<string>();
  while (codes.size < COUNT) codes.add(`${half()}-${half()}`);
  return [...codes];
};
