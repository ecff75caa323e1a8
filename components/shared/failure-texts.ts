import type { FailureTexts } from '@/components/shared/page-failure';

const TEXTS = {
  en: {
    title: 'Something went wrong',
    text: 'The page could not be shown. Try again in a moment.',
    retry: 'Try again',
    reference: 'Reference',
  },
  fr: {
    title: 'Une erreur est survenue',
    text: 'La page n’a pas pu être affichée. Réessayez dans un instant.',
    retry: 'Réessayer',
    reference: 'Référence',
  },
};

export type FailureLanguage = keyof typeof TEXTS;

/** These few texts travel with the error page itself: when it is shown, the catalogue may be out of reach. */
export function failureTexts(language: FailureLanguage, digest: string | undefined): FailureTexts {
  const { reference, ...texts } = TEXTS[language];
  return { ...texts, reference: digest === undefined ? null : `${reference}: ${digest}` };
}

/** The document's language, or the browser's where there is no document of ours. */
export function pageLanguage(): FailureLanguage {
  const language = document.documentElement.lang || navigator.language;
  return language.startsWith('fr') ? 'fr' : 'en';
}
