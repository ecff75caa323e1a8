import type { FormCard, FormKind } from '@/lib/forms/fields';

const text = (en: string, fr: string) => ({ en, fr });

/** One field of each type. */
export const formCards: Record<FormKind, FormCard> = {
  start: {
    id: 'start',
    kind: 'start',
    fields: [
      { key: 'name', type: 'text', label: text('Your name', 'Votre nom'), required: true },
      { key: 'mail', type: 'email', label: text('E-mail address', 'Adresse e-mail') },
      { key: 'phone', type: 'phone', label: text('Telephone', 'Téléphone') },
      {
        key: 'topic',
        type: 'choice',
        label: text('What is it about?', 'De quoi s’agit-il\u00a0?'),
        help: text('So that the right person answers.', 'Pour que la bonne personne réponde.'),
        required: true,
        options: [
          { value: 'order', label: text('An order', 'Une commande') },
          { value: 'other', label: text('Something else', 'Autre chose') },
        ],
      },
      {
        key: 'number',
        type: 'number',
        label: text('Order number', 'Numéro de commande'),
        shown_if: { key: 'topic', is: ['order'] },
      },
      { key: 'day', type: 'date', label: text('Ordered on', 'Commandé le') },
      {
        key: 'department',
        type: 'department',
        label: text('Department', 'Service'),
        options: Array.from({ length: 6 }, (_, n) => ({
          value: `d${n}`,
          label: text(`Department ${n}`, `Service ${n}`),
        })),
      },
      {
        key: 'rooms',
        type: 'choices',
        label: text('For which rooms?', 'Pour quelles pièces\u00a0?'),
        options: [
          { value: 'kitchen', label: text('Kitchen', 'Cuisine') },
          { value: 'bedroom', label: text('Bedroom', 'Chambre') },
        ],
      },
      {
        key: 'privacy',
        type: 'consent',
        required: true,
        label: text('Privacy', 'Confidentialité'),
        text: text('I agree that my answers are kept.', 'J’accepte que mes réponses soient conservées.'),
        link: 'https://example.com/privacy',
      },
    ],
  },
  offline: {
    id: null,
    kind: 'offline',
    fields: [
      { key: 'name', type: 'text', label: text('Your name', 'Votre nom'), required: true },
      { key: 'email', type: 'email', label: text('E-mail address', 'Adresse e-mail'), required: true },
    ],
  },
  rating: {
    id: null,
    kind: 'rating',
    fields: [
      {
        key: 'rating',
        type: 'rating',
        label: text('How was it?', 'Comment cela s’est-il passé\u00a0?'),
        required: true,
      },
      {
        key: 'comment',
        type: 'long_text',
        label: text('Anything to add?', 'Quelque chose à ajouter\u00a0?'),
      },
    ],
  },
};
