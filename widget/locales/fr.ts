import type { Texts } from '@/widget/locales/texts';

const list = (names: string[]): string => new Intl.ListFormat('fr').format(names);

const joined = (name: string) => `${name} a rejoint la conversation`;
const passedOn = () => 'Nous cherchons quelqu’un pour vous répondre';

export const fr: Texts = {
  close: 'Fermer la discussion',
  back: 'Toutes les conversations',
  mute: 'Couper le son',
  unmute: 'Activer le son',
  end: 'Terminer la conversation',
  online: 'Nous sommes en ligne',
  away: 'Nous sommes absents',
  byMail: 'Nous répondons par e-mail',
  greeting: 'Bonjour\u00a0! Que pouvons-nous faire pour vous\u00a0?',
  onlineNow: (names) =>
    names.length === 1
      ? `${list(names)} est là pour vous répondre.`
      : `${list(names)} sont là pour vous répondre.`,
  onlineNobodyNamed: 'Nous sommes là pour vous répondre.',
  awayNow: 'Nous sommes absents. Laissez-nous un message\u00a0: nous vous répondrons ici dès notre retour.',
  closedUntil: (when) =>
    `Nous sommes fermés. Nous ouvrons ${when}. Laissez-nous un message\u00a0: nous vous répondrons ici dès notre retour.`,
  busy: 'Nous sommes tous occupés. Laissez-nous un message, nous répondrons par e-mail.',
  earlier: 'Vos conversations',
  continue: 'Continuer',
  ended: 'Terminée',
  inProgress: 'En cours',
  unread: (count) => (count === 1 ? '1 message non lu' : `${count} messages non lus`),
  thread: 'Messages',
  you: 'Vous',
  write: 'Écrivez un message…',
  send: 'Envoyer',
  left: (count) => (count < 2 ? `${count} caractère restant` : `${count} caractères restants`),
  tooLong: (count) => (count < 2 ? `${count} caractère de trop` : `${count} caractères de trop`),
  waiting: 'Merci. Quelqu’un va vous répondre ici dans un instant.',
  queue: {
    place: (position) => (position === 1 ? 'Vous êtes le prochain.' : `Vous êtes en position ${position}.`),
    about: (minutes) =>
      minutes < 2
        ? 'Environ une minute.'
        : minutes < 60
          ? `Environ ${minutes} minutes.`
          : 'Plus d’une heure.',
    leave: 'Laisser plutôt un message',
    stay: 'Continuer à attendre',
    leaving: 'Nous vous répondrons par e-mail. Inutile d’attendre.',
    byMail: 'Nous répondons par e-mail. Inutile d’attendre.',
    whereTo: 'À quelle adresse pouvons-nous vous écrire\u00a0?',
  },
  typing: (name) => `${name} écrit…`,
  somebodyTyping: 'Quelqu’un écrit…',
  sending: 'Envoi…',
  sent: 'Envoyé',
  delivered: 'Distribué',
  read: 'Lu',
  notSent: 'Non envoyé.',
  retry: 'Réessayer',
  discard: 'Supprimer',
  newMessages: 'Nouveaux messages',
  today: 'Aujourd’hui',
  yesterday: 'Hier',
  events: {
    assigned: joined,
    transferred: joined,
    returned: passedOn,
    missed: passedOn,
    left: passedOn,
    made_live: () => 'La discussion est en direct',
    closed: (name) => `${name} a terminé la conversation`,
    reopened: (name) => `${name} a rouvert la conversation`,
    closedByVisitor: 'Vous avez terminé la conversation',
  },
  somebody: 'Notre équipe',
  conversationOver: 'Cette conversation est terminée.',
  startNew: 'Commencer une nouvelle conversation',
  offline: 'Vous êtes hors ligne. Vos messages sont conservés et partiront à votre retour.',
  reconnecting: 'Reconnexion… Vos messages sont conservés.',
  unreachable: 'La discussion ne répond pas. Nouvel essai…',
  loading: 'Chargement de votre conversation…',
  failures: {
    conversation_is_closed: 'La conversation était terminée.',
    message_is_too_long: 'Le message est trop long.',
    message_is_empty: 'Le message est vide.',
    site_is_disabled: 'La discussion est désactivée pour le moment.',
    unknown_site: 'La discussion n’est pas disponible.',
    too_many_conversations: 'Trop de conversations ont été commencées. Veuillez patienter un peu.',
    other: (code) => `Une erreur est survenue (${code}).`,
  },
};
