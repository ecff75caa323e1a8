import type { PortraitLook } from '@/embedded/seed/portrait';

export type Person = {
  firstName: string;
  lastName: string;
  email: string;
  role: 'administrator' | 'supervisor' | 'agent';
  scope: 'own' | 'site' | 'all';
  locale: 'en' | 'fr';
  portrait: PortraitLook;
};

export type Company = {
  name: string;
  locale: 'en' | 'fr';
  timeZone: string;
  administrator: Person;
  colleagues: Person[];
  /** Asked to join, has not answered yet. */
  invited?: { firstName: string; lastName: string; email: string };
};

export const MAISON_LUMEN: Company = {
  name: 'Maison Lumen',
  locale: 'fr',
  timeZone: 'Europe/Paris',
  administrator: {
    firstName: 'Claire',
    lastName: 'Fontaine',
    email: 'claire@maison-lumen.example',
    role: 'administrator',
    scope: 'all',
    locale: 'fr',
    portrait: {
      background: ['#f3d9c4', '#e5b490'],
      skin: '#f2c7a5',
      hair: '#7a3b22',
      hairStyle: 'bob',
      clothes: '#2f4a45',
      neckline: 'turtleneck',
      glasses: true,
    },
  },
  colleagues: [
    {
      firstName: 'Hugo',
      lastName: 'Mercier',
      email: 'hugo@maison-lumen.example',
      role: 'supervisor',
      scope: 'all',
      locale: 'fr',
      portrait: {
        background: ['#cfdde6', '#9bb6c6'],
        skin: '#e8b48f',
        hair: '#2c2320',
        hairStyle: 'sidePart',
        clothes: '#7d94a8',
        neckline: 'shirt',
        beard: true,
      },
    },
    {
      firstName: 'Inès',
      lastName: 'Benali',
      email: 'ines@maison-lumen.example',
      role: 'agent',
      scope: 'all',
      locale: 'fr',
      portrait: {
        background: ['#f7e3b8', '#eac476'],
        skin: '#c98d62',
        hair: '#2a1c1a',
        hairStyle: 'curls',
        clothes: '#b3472c',
        neckline: 'vee',
        earrings: '#f4d58a',
      },
    },
    {
      firstName: 'Théo',
      lastName: 'Girard',
      email: 'theo@maison-lumen.example',
      role: 'agent',
      scope: 'site',
      locale: 'fr',
      portrait: {
        background: ['#dce6d3', '#a9c19a'],
        skin: '#f6d0b1',
        hair: '#c79a4b',
        hairStyle: 'wavy',
        clothes: '#e9dfcf',
        neckline: 'crew',
      },
    },
    {
      firstName: 'Amara',
      lastName: 'Diallo',
      email: 'amara@maison-lumen.example',
      role: 'agent',
      scope: 'own',
      locale: 'fr',
      portrait: {
        background: ['#e6d6ea', '#bd9fc7'],
        skin: '#7b4a2f',
        hair: '#1d1516',
        hairStyle: 'afro',
        clothes: '#f0b440',
        neckline: 'crew',
        earrings: '#f8e3a6',
        mouth: '#3f1a17',
      },
    },
  ],
  invited: { firstName: 'Juliette', lastName: 'Roux', email: 'juliette@maison-lumen.example' },
};

/** A seat for each of them, and none for whoever is invited. */
export const LUMEN_ORDER = {
  seats: 1 + MAISON_LUMEN.colleagues.length,
  address: { line1: '24 rue de Charonne', postalCode: '75011', city: 'Paris', country: 'FR' },
};

export const NORTHWIND_CYCLES: Company = {
  name: 'Northwind Cycles',
  locale: 'en',
  timeZone: 'Europe/London',
  administrator: {
    firstName: 'Sam',
    lastName: 'Whitaker',
    email: 'sam@northwind-cycles.example',
    role: 'administrator',
    scope: 'all',
    locale: 'en',
    portrait: {
      background: ['#c9e0dd', '#86b3ad'],
      skin: '#f4c9ae',
      hair: '#b4532a',
      hairStyle: 'crop',
      clothes: '#24405e',
      neckline: 'crew',
      beard: true,
    },
  },
  colleagues: [
    {
      firstName: 'Priya',
      lastName: 'Nair',
      email: 'priya@northwind-cycles.example',
      role: 'agent',
      scope: 'all',
      locale: 'en',
      portrait: {
        background: ['#f3d1d3', '#dd9da2'],
        skin: '#b57a52',
        hair: '#201718',
        hairStyle: 'long',
        clothes: '#3f6b58',
        neckline: 'shirt',
      },
    },
  ],
};
