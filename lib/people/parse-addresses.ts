import { email } from '@/lib/auth/schema';

/** What one pastes: separated by commas, semicolons, spaces or lines, perhaps as Ada Lovelace <ada@example.com>. */
export function parseAddresses(text: string): string[] {
  const bracketed = text.replaceAll(/(?:"[^"]*"|[^,;\n\r<>"])*<([^<>]*)>/g, ' $1 ');
  const addresses = bracketed
    .split(/[\s,;]+/u)
    .map((part) => part.replace(/^mailto:/i, '').toLowerCase())
    .filter((part) => part !== '');
  return [...new Set(addresses)];
}

export const isAddress = (text: string): boolean => email.safeParse(text).success;

/** A comma, a semicolon, a space or a new line ends an address. */
export const endsAddress = (text: string): boolean => /[\s,;]/u.test(text);
