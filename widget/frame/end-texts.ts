const en = {
  title: 'End this conversation?',
  text: 'You can start a new one at any time, and still read this one.',
  confirm: 'End it',
  cancel: 'Keep chatting',
  failed: 'It could not be ended. Please try again.',
};

const fr: typeof en = {
  title: 'Terminer cette conversation\u00a0?',
  text: 'Vous pourrez en commencer une autre à tout moment, et relire celle-ci.',
  confirm: 'Terminer',
  cancel: 'Continuer la discussion',
  failed: 'La conversation n’a pas pu être terminée. Veuillez réessayer.',
};

export const endTexts = (locale: string): typeof en => (locale.startsWith('fr') ? fr : en);
