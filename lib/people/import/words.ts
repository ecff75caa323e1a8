import { MEMBER_RIGHTS, type MemberRight } from '@/lib/auth/permissions';
import type { Locale } from '@/lib/i18n/locales';
import { fold } from '@/lib/people/import/fold';

const RIGHTS: Record<MemberRight, readonly string[]> = {
  administrator: ['administrator', 'admin', 'administrateur', 'administratrice'],
  supervisor: ['supervisor', 'superviseur', 'superviseuse', 'manager', 'responsable'],
  agent: ['agent', 'agente', 'operator', 'operateur', 'operatrice', 'advisor', 'conseiller', 'conseillere'],
  expert: ['expert', 'experte'],
  tester: ['tester', 'testeur', 'testeuse'],
};

/** A right in English or French, or as other products call it. */
export function readRight(word: string): MemberRight | null {
  const key = fold(word);
  return MEMBER_RIGHTS.find((right) => RIGHTS[right].includes(key)) ?? null;
}

/** The console's languages, by code or by name. */
export function readLocale(word: string): Locale | null {
  const language = readLanguage(word)?.split('-')[0];
  return language === 'en' || language === 'fr' ? language : null;
}

const CODE = /^[a-z]{2,3}(-[a-z]{2,4})?$/i;

const codes = (
  'af ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk ko lb lt lv ' +
  'mk mn ms mt nb ne nl no pl ps pt ro ru sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh'
).split(' ');

let names: Map<string, string> | undefined;

/** Languages as English, French and they themselves call them. */
function languageNames(): Map<string, string> {
  if (names) return names;
  names = new Map();
  for (const code of codes) {
    names.set(code, code);
    for (const locale of ['en', 'fr', code]) {
      const name = new Intl.DisplayNames(locale, { type: 'language' }).of(code);
      if (name && !names.has(fold(name))) names.set(fold(name), code);
    }
  }
  return names;
}

/** The code of a spoken language, from its code or its name; regions such as pt-BR stay. */
export function readLanguage(word: string): string | null {
  const known = languageNames();
  const code = known.get(fold(word));
  if (code) return code;
  const [language = '', region] = word.trim().replace('_', '-').split('-');
  if (!CODE.test(word.trim().replace('_', '-')) || !known.has(language.toLowerCase())) return null;
  return region ? `${language.toLowerCase()}-${region.toUpperCase()}` : language.toLowerCase();
}
