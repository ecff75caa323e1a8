import { COMMON_PASSWORDS } from '@/lib/auth/common-passwords';

export const PASSWORD_LENGTH_MIN = 10;
/** What bcrypt takes into account; more would be cut off silently. */
export const PASSWORD_BYTES_MAX = 72;

export type PasswordProblem =
  | 'password_is_too_short'
  | 'password_is_too_long'
  | 'password_is_common'
  | 'password_is_like_account';

const KEYBOARD_RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
];

/** Undoes the substitutions every cracking tool tries first: p@ssw0rd is password. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[@4]/g, 'a')
    .replaceAll('0', 'o')
    .replaceAll(/[1!]/g, 'i')
    .replaceAll('3', 'e')
    .replaceAll(/[$5]/g, 's')
    .replaceAll('7', 't');

const isRun = (text: string): boolean => {
  const reversed = [...text].reverse().join('');
  return KEYBOARD_RUNS.some((run) => run.includes(text) || run.includes(reversed));
};

/** The whole is a short piece repeated: aaaaaaaaaa, abcabcabcabc. */
const isRepetition = (text: string): boolean => /^(.{1,5}?)\1+$/u.test(text);

function isCommon(password: string): boolean {
  const lower = password.toLowerCase();
  if (isRun(lower) || isRepetition(lower)) return true;
  // A common password does not become a good one by a year or an exclamation mark at its end.
  const bare = lower.replace(/[\d\W_]+$/u, '');
  return [lower, plain(lower), bare, plain(bare)].some((form) => COMMON_PASSWORDS.has(form));
}

/**
 * Length first, then what attackers try first. There are no rules about kinds of characters: they make
 * passwords predictable, not strong.
 */
export function checkPassword(password: string, about: readonly string[] = []): PasswordProblem | null {
  if ([...password].length < PASSWORD_LENGTH_MIN) return 'password_is_too_short';
  if (new TextEncoder().encode(password).length > PASSWORD_BYTES_MAX) return 'password_is_too_long';
  const lower = password.toLowerCase();
  const isAboutAccount = about.some((word) => {
    const name = word.trim().toLowerCase();
    return name.length > 3 && (lower === name || lower.replace(/[\d\W_]+$/u, '') === name.split('@')[0]);
  });
  if (isAboutAccount) return 'password_is_like_account';
  return isCommon(password) ? 'password_is_common' : null;
}

export type PasswordStrength = 'weak' | 'fair' | 'good';

/** A hint while typing, by length and variety; it refuses nothing that checkPassword accepts. */
export function passwordStrength(password: string): PasswordStrength {
  if (checkPassword(password) !== null) return 'weak';
  const length = [...password].length;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) =>
    kind.test(password),
  ).length;
  return length >= 16 || (length >= 12 && kinds >= 3) ? 'good' : 'fair';
}
