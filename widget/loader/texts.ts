const en = {
  title: 'Chat',
  open: 'Open chat',
  close: 'Close chat',
  failed: 'Sorry, the chat cannot be reached.',
  retry: 'Try again',
};

const fr: typeof en = {
  title: 'Discussion',
  open: 'Ouvrir la discussion',
  close: 'Fermer la discussion',
  failed: 'Désolé, la discussion est injoignable.',
  retry: 'Réessayer',
};

/** In the first of the languages that is spoken here; English otherwise. */
export function textsFor(languages: readonly string[]): typeof en {
  return /^fr/i.test(languages.find((language) => /^(en|fr)\b/i.test(language)) ?? '') ? fr : en;
}
