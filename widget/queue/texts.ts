const en = {
  place: (position: number) => (position === 1 ? 'You are next.' : `You are number ${position}.`),
  about: (minutes: number) =>
    minutes < 2 ? 'About a minute.' : minutes < 60 ? `About ${minutes} minutes.` : 'More than an hour.',
  leave: 'Leave a message instead',
  stay: 'Keep waiting',
  leaving: 'We answer you by e-mail. You need not wait.',
  byMail: 'We answer by e-mail. You need not wait.',
  whereTo: 'Where may we write to you?',
};

export type WaitingTexts = typeof en;

const fr: WaitingTexts = {
  place: (position) => (position === 1 ? 'Vous êtes le prochain.' : `Vous êtes en position ${position}.`),
  about: (minutes) =>
    minutes < 2 ? 'Environ une minute.' : minutes < 60 ? `Environ ${minutes} minutes.` : 'Plus d’une heure.',
  leave: 'Laisser plutôt un message',
  stay: 'Continuer à attendre',
  leaving: 'Nous vous répondrons par e-mail. Inutile d’attendre.',
  byMail: 'Nous répondons par e-mail. Inutile d’attendre.',
  whereTo: 'À quelle adresse pouvons-nous vous écrire\u00a0?',
};

export const waitingTexts = (locale: string): WaitingTexts => (locale.startsWith('fr') ? fr : en);

/** How a wait stands, in one sentence or two. */
export function placeText(texts: WaitingTexts, position: number, waitSeconds: number | null): string {
  const place = texts.place(position);
  return waitSeconds === null ? place : `${place} ${texts.about(Math.round(waitSeconds / 60))}`;
}
