import type { AnswerProblem } from '@/lib/forms/answers';

const en = {
  optional: 'optional',
  choose: 'Choose…',
  anybody: 'Anybody',
  message: 'Your message',
  stars: (count: number) => (count === 1 ? '1 star' : `${count} stars`),
  submit: { start: 'Start the chat', offline: 'Send the message', rating: 'Send' },
  sending: 'Sending…',
  loading: 'Loading…',
  notLoaded: 'The form could not be loaded.',
  notSent: 'It could not be sent. What you typed is kept; please try again.',
  retry: 'Try again',
  later: 'Not now',
  thanks: 'Thank you for your answer.',
  change: 'Change it',
  opens: '(opens in a new tab)',
  ratingIsFinal: 'Your answer can no longer be changed.',
  problems: {
    required: 'Please fill this in.',
    value_is_invalid: 'Please choose again.',
    text_is_too_long: 'This is too long.',
    email_is_invalid: 'This is no e-mail address.',
    phone_is_invalid: 'This is no phone number.',
    number_is_invalid: 'This is no number.',
    date_is_invalid: 'This is no date.',
    choice_is_gone: 'This choice has just become unavailable. Please choose again.',
  } satisfies Record<AnswerProblem, string> as Record<AnswerProblem, string>,
  other: (code: string) => `Something went wrong (${code}).`,
};

export type FormTexts = typeof en;

const fr: FormTexts = {
  optional: 'facultatif',
  choose: 'Choisir…',
  anybody: 'Peu importe',
  message: 'Votre message',
  stars: (count) => (count === 1 ? '1 étoile' : `${count} étoiles`),
  submit: { start: 'Démarrer la discussion', offline: 'Envoyer le message', rating: 'Envoyer' },
  sending: 'Envoi…',
  loading: 'Chargement…',
  notLoaded: 'Le formulaire n’a pas pu être chargé.',
  notSent: 'L’envoi a échoué. Votre saisie est conservée\u00a0; veuillez réessayer.',
  retry: 'Réessayer',
  later: 'Pas maintenant',
  thanks: 'Merci pour votre réponse.',
  change: 'La modifier',
  opens: '(s’ouvre dans un nouvel onglet)',
  ratingIsFinal: 'Votre réponse ne peut plus être modifiée.',
  problems: {
    required: 'Veuillez remplir ce champ.',
    value_is_invalid: 'Veuillez choisir à nouveau.',
    text_is_too_long: 'C’est trop long.',
    email_is_invalid: 'Ce n’est pas une adresse e-mail.',
    phone_is_invalid: 'Ce n’est pas un numéro de téléphone.',
    number_is_invalid: 'Ce n’est pas un nombre.',
    date_is_invalid: 'Ce n’est pas une date.',
    choice_is_gone: 'Ce choix n’est plus disponible. Veuillez choisir à nouveau.',
  },
  other: (code) => `Une erreur est survenue (${code}).`,
};

export const formTexts = (locale: string): FormTexts => (locale.startsWith('fr') ? fr : en);
