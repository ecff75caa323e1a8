import type { LampName } from '@/embedded/demo-shop/lamps';

export type Locale = 'fr' | 'en';

export const LAMP_NAMES: readonly LampName[] = ['opale', 'brume', 'heron'];

export type Product = {
  name: string;
  kind: string;
  cents: number;
  line: string;
  description: string;
  facts: [label: string, value: string][];
};

export type ShopTexts = {
  title: string;
  tagline: string;
  nav: { lamps: string; about: string; cart: string; otherLanguage: string };
  home: {
    heading: string;
    lead: string;
    action: string;
    picture: string;
    lamps: string;
    promises: [string, string][];
  };
  product: { add: string; back: string; also: string };
  cart: {
    heading: string;
    empty: string;
    browse: string;
    remove: string;
    total: string;
    delivery: string;
    note: string;
  };
  about: { heading: string; paragraphs: string[] };
  missing: { heading: string; action: string };
  spa: { heading: string; lead: string; views: [path: string, name: string, text: string][] };
  footer: string;
  products: Record<LampName, Product>;
};

const fr: ShopTexts = {
  title: 'Maison Lumen',
  tagline: 'Luminaires faits pour durer',
  nav: { lamps: 'Lampes', about: 'La maison', cart: 'Panier', otherLanguage: 'English' },
  home: {
    heading: 'La lumière qui fait rester.',
    lead: 'Des lampes en verre, lin et laiton, assemblées à la main à Nantes et réparables pendant vingt ans.',
    action: 'Voir les lampes',
    picture: 'Un salon le soir, éclairé par trois lampes',
    lamps: 'Trois lampes, pas une de plus',
    promises: [
      ['Livraison offerte', 'En France dès 80 €, sous trois jours ouvrés.'],
      ['Trente jours pour changer d’avis', 'Le retour est à notre charge.'],
      ['Réparée, pas remplacée', 'Chaque pièce se commande à l’unité.'],
    ],
  },
  product: { add: 'Ajouter au panier', back: 'Toutes les lampes', also: 'À voir aussi' },
  cart: {
    heading: 'Votre panier',
    empty: 'Votre panier est vide.',
    browse: 'Voir les lampes',
    remove: 'Retirer',
    total: 'Total',
    delivery: 'Livraison offerte',
    note: 'Ceci est une boutique de démonstration : rien n’y est vendu. La conversation, en bas à droite, est bien réelle.',
  },
  about: {
    heading: 'Une maison, un atelier',
    paragraphs: [
      'Maison Lumen naît à Nantes en 2014, dans un ancien atelier de marine. Six personnes y montent, câblent et emballent chaque lampe.',
      'Le verre vient d’une verrerie de Haute-Saône, le lin de Normandie, le laiton d’un fondeur du Jura. Chaque lampe porte le prénom de la personne qui l’a montée.',
      'Une question sur une ampoule, une hauteur de suspension, un retour ? Écrivez-nous : ce sont les mêmes personnes qui répondent.',
    ],
  },
  missing: { heading: 'Cette page n’existe pas.', action: 'Retour à l’accueil' },
  spa: {
    heading: 'Le carnet',
    lead: 'Ces pages changent sans rechargement : la conversation ouverte reste en place.',
    views: [
      [
        '',
        'Choisir',
        'Une pièce se lit avec trois lumières : une qui éclaire, une qui accompagne, une qui attend.',
      ],
      [
        'entretenir',
        'Entretenir',
        'Le laiton se patine. Un chiffon sec suffit ; le citron est réservé aux impatients.',
      ],
      [
        'reparer',
        'Réparer',
        'Douille, câble, interrupteur : tout se démonte avec un seul tournevis, fourni.',
      ],
    ],
  },
  footer: 'Boutique de démonstration livrée avec Foyer.',
  products: {
    opale: {
      name: 'Opale',
      kind: 'Lampe à poser',
      cents: 12_900,
      line: 'Un globe de verre soufflé sur un socle de marbre.',
      description:
        'Le globe en verre opalin est soufflé à la bouche : la lumière en sort douce et sans ombre dure. Un variateur se trouve sur le câble.',
      facts: [
        ['Hauteur', '42 cm'],
        ['Ampoule', 'E27, 2700 K, fournie'],
        ['Câble', 'Textile, 1,8 m'],
      ],
    },
    brume: {
      name: 'Brume',
      kind: 'Suspension',
      cents: 18_900,
      line: 'Un dôme de lin lavé, léger comme un matin.',
      description:
        'Le lin est tendu sur une armature d’acier et se retire pour être lavé. La hauteur se règle au montage, de 40 à 180 cm.',
      facts: [
        ['Diamètre', '52 cm'],
        ['Ampoule', 'E27, 2700 K, non fournie'],
        ['Suspension', 'De 40 à 180 cm'],
      ],
    },
    heron: {
      name: 'Héron',
      kind: 'Lampadaire',
      cents: 34_900,
      line: 'Un bras de laiton qui se pose exactement où l’on lit.',
      description:
        'Deux articulations à friction tiennent la tête à la hauteur voulue, sans ressort ni contrepoids. L’abat-jour vert sapin est laqué à la main.',
      facts: [
        ['Hauteur', 'Jusqu’à 168 cm'],
        ['Ampoule', 'GU10, 3000 K, fournie'],
        ['Poids', '7,2 kg'],
      ],
    },
  },
};

const en: ShopTexts = {
  title: 'Maison Lumen',
  tagline: 'Lighting made to last',
  nav: { lamps: 'Lamps', about: 'Our house', cart: 'Cart', otherLanguage: 'Français' },
  home: {
    heading: 'Light worth staying in for.',
    lead: 'Lamps in glass, linen and brass, assembled by hand in Nantes and repairable for twenty years.',
    action: 'See the lamps',
    picture: 'A living room at dusk, lit by three lamps',
    lamps: 'Three lamps, not one more',
    promises: [
      ['Free delivery', 'In France from €80, within three working days.'],
      ['Thirty days to change your mind', 'The return is on us.'],
      ['Repaired, not replaced', 'Every part can be ordered on its own.'],
    ],
  },
  product: { add: 'Add to cart', back: 'All lamps', also: 'See also' },
  cart: {
    heading: 'Your cart',
    empty: 'Your cart is empty.',
    browse: 'See the lamps',
    remove: 'Remove',
    total: 'Total',
    delivery: 'Free delivery',
    note: 'This is a demo shop: nothing is sold here. The chat, bottom right, is real.',
  },
  about: {
    heading: 'One house, one workshop',
    paragraphs: [
      'Maison Lumen began in Nantes in 2014, in a former marine workshop. Six people assemble, wire and pack every lamp.',
      'The glass comes from a glassworks in Haute-Saône, the linen from Normandy, the brass from a foundry in the Jura. Every lamp carries the first name of the person who built it.',
      'A question about a bulb, a hanging height, a return? Write to us: the same people answer.',
    ],
  },
  missing: { heading: 'This page does not exist.', action: 'Back to the home page' },
  spa: {
    heading: 'The notebook',
    lead: 'These pages change without reloading: an open chat stays where it is.',
    views: [
      ['', 'Choose', 'A room reads well with three lights: one to see by, one for company, one that waits.'],
      ['care', 'Care', 'Brass develops a patina. A dry cloth is enough; lemon is for the impatient.'],
      ['repair', 'Repair', 'Socket, cable, switch: everything comes apart with one screwdriver, included.'],
    ],
  },
  footer: 'Demo shop, part of Foyer.',
  products: {
    opale: {
      name: 'Opale',
      kind: 'Table lamp',
      cents: 12_900,
      line: 'A globe of blown glass on a marble base.',
      description:
        'The opal globe is mouth-blown: light leaves it soft, without a hard shadow. A dimmer sits on the cable.',
      facts: [
        ['Height', '42 cm'],
        ['Bulb', 'E27, 2700 K, included'],
        ['Cable', 'Textile, 1.8 m'],
      ],
    },
    brume: {
      name: 'Brume',
      kind: 'Pendant',
      cents: 18_900,
      line: 'A dome of washed linen, light as a morning.',
      description:
        'The linen is stretched over a steel frame and comes off for washing. The height is set when it is hung, from 40 to 180 cm.',
      facts: [
        ['Diameter', '52 cm'],
        ['Bulb', 'E27, 2700 K, not included'],
        ['Drop', '40 to 180 cm'],
      ],
    },
    heron: {
      name: 'Héron',
      kind: 'Floor lamp',
      cents: 34_900,
      line: 'A brass arm that settles exactly where you read.',
      description:
        'Two friction joints hold the head at any height, with no spring and no counterweight. The fir-green shade is lacquered by hand.',
      facts: [
        ['Height', 'Up to 168 cm'],
        ['Bulb', 'GU10, 3000 K, included'],
        ['Weight', '7.2 kg'],
      ],
    },
  },
};

export const SHOP_TEXTS: Record<Locale, ShopTexts> = { fr, en };
