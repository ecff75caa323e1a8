import type { en } from '@/widget/locales/en';

/** A site may have words of its own for when nobody is there. */
export type Texts = typeof en & { awayGreeting?: string };
type Locale = 'en' | 'fr';

const loaders: Record<Locale, () => Promise<Texts>> = {
  en: async () => (await import('@/widget/locales/en')).en,
  fr: async () => (await import('@/widget/locales/fr')).fr,
};

/** One language is loaded, the one the server chose; English where it is one the widget does not speak. */
export const loadTexts = (locale: string): Promise<Texts> => (locale === 'fr' ? loaders.fr() : loaders.en());
