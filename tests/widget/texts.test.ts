import { expect, test } from 'vitest';
import { endTexts } from '@/widget/frame/end-texts';
import { unavailableTexts } from '@/widget/frame/unavailable-texts';
import { textsFor } from '@/widget/loader/texts';
import { en } from '@/widget/locales/en';
import { fr } from '@/widget/locales/fr';

type Entry = [path: string, value: unknown];

const entries = (texts: object, path = ''): Entry[] =>
  Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? entries(value, `${path}${key}.`)
      : [[path + key, value] satisfies Entry],
  );

/** What a text says, whatever it is made from. */
const spoken = (value: unknown): string[] => {
  if (typeof value !== 'function') return [String(value)];
  const say = value as (argument: unknown) => string;
  return value.name === 'onlineNow' ? [say(['A']), say(['A', 'B'])] : [say(1), say(2)];
};

/** What is always there, and what comes with the parts few visitors see. */
const said = (locale: 'en' | 'fr'): Entry[] =>
  [locale === 'fr' ? fr : en, endTexts(locale), unavailableTexts(locale)].flatMap((texts) => entries(texts));

test('both languages say everything', () => {
  expect(said('fr').map(([path]) => path)).toEqual(said('en').map(([path]) => path));
  for (const [path, value] of [...said('en'), ...said('fr')]) {
    for (const text of spoken(value)) expect(text.trim(), path).not.toBe('');
  }
});

test('French has its own apostrophes, quotes and spaces', () => {
  for (const [path, value] of said('fr')) {
    for (const text of spoken(value)) expect(text, path).not.toMatch(/'|"| [?!:;]/);
  }
});

test('the loader speaks the first of the browser’s languages that it knows', () => {
  expect(textsFor(['de-DE', 'fr-CA', 'en']).open).toBe('Ouvrir la discussion');
  expect(textsFor(['en-GB', 'fr']).open).toBe('Open chat');
  expect(textsFor(['frr', 'de']).open).toBe('Open chat');
  expect(textsFor([]).open).toBe('Open chat');
});
