import { capitalized } from '@/lib/platform/format';

const names = new Map<string, Intl.DisplayNames>();

/** A language as one says it: fr in English is French. */
export function languageName(code: string, locale: string): string {
  let of = names.get(locale);
  if (!of) {
    of = new Intl.DisplayNames(locale, { type: 'language' });
    names.set(locale, of);
  }
  return capitalized(of.of(code) ?? code, locale);
}
