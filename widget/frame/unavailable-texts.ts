const en = {
  title: 'This chat is not available',
  unknown_site: 'The page that shows it does not name a chat we know.',
  site_is_disabled: 'It is switched off at the moment. Please try again later.',
  unreachable: 'It does not answer at the moment.',
};

const fr: typeof en = {
  title: 'Cette discussion n’est pas disponible',
  unknown_site: 'La page qui l’affiche ne désigne aucune discussion connue.',
  site_is_disabled: 'Elle est désactivée pour le moment. Veuillez réessayer plus tard.',
  unreachable: 'Elle ne répond pas pour le moment.',
};

export const unavailableTexts = (locale: string): typeof en => (locale.startsWith('fr') ? fr : en);
