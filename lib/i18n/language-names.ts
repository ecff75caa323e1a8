import { capitalized } from '@/lib/platform/format';

const names = new Map<string, Intl.DisplayNames>();

/** A language as one says it in the middle of a sentence: fr in French is français. */
export function languageInText(code: string, locale: string): string {
  let of = names.get(locale);
  if (!of) {
    of = new Intl.DisplayNames(locale, { type: 'language' });
    names.set(locale, of);
  }
  return of.of(code) ?? code;
}

/** A language by itself: fr in French is Français. */
export const languageName = (code: string, locale: string): string =>
  capitalized(languageInText(code, locale), locale);
