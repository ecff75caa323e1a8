import { languageName } from '@/lib/i18n/language-names';

/** What agents are offered as languages they chat in, as ISO 639 codes. */
const SPOKEN = [
  'ar',
  'bg',
  'bn',
  'ca',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'et',
  'eu',
  'fa',
  'fi',
  'fr',
  'ga',
  'gl',
  'he',
  'hi',
  'hr',
  'hu',
  'hy',
  'id',
  'is',
  'it',
  'ja',
  'ka',
  'ko',
  'lt',
  'lv',
  'mk',
  'ms',
  'mt',
  'nb',
  'nl',
  'pl',
  'pt',
  'ro',
  'ru',
  'sk',
  'sl',
  'sq',
  'sr',
  'sv',
  'sw',
  'ta',
  'th',
  'tl',
  'tr',
  'uk',
  'ur',
  'vi',
  'zh',
] as const;

/** By name in the reader's language; those already chosen come first, then those Foyer speaks itself. */
export function spokenLanguages(
  locale: string,
  chosen: readonly string[],
  first: readonly string[],
): { id: string; label: string }[] {
  const rank = (code: string): number => (chosen.includes(code) ? 0 : first.includes(code) ? 1 : 2);
  return [...new Set<string>([...SPOKEN, ...chosen])]
    .map((id) => ({ id, label: languageName(id, locale) }))
    .sort((a, b) => rank(a.id) - rank(b.id) || a.label.localeCompare(b.label, locale));
}
