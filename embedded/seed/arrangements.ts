import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { FoundedCompany, Member } from '@/embedded/seed/companies';
import type { Doors } from '@/embedded/seed/doors';
import type { Site } from '@/embedded/seed/sites';

type Slot = { weekday: number | null; type: string | null; starts: string; ends: string; label: string };
type SpecialDay = { type: string; name: string; first: string; last?: string };

export type HoursPlan = {
  isAlwaysOpen: boolean;
  slots: Slot[];
  types: string[];
  /** Each repeats every year. */
  days: SpecialDay[];
};

const done = z.unknown();

const workdays = (starts: string, ends: string, label: string): Slot[] =>
  [1, 2, 3, 4, 5].map((weekday) => ({ weekday, type: null, starts, ends, label }));

const FRENCH_HOLIDAYS: [name: string, day: string][] = [
  ['Jour de l’an', '2020-01-01'],
  ['Fête du Travail', '2020-05-01'],
  ['Victoire 1945', '2020-05-08'],
  ['Fête nationale', '2020-07-14'],
  ['Assomption', '2020-08-15'],
  ['Toussaint', '2020-11-01'],
  ['Armistice 1918', '2020-11-11'],
  ['Noël', '2020-12-25'],
];

/** Whoever tries the shop finds it open at any time: its special days last around the clock too. */
export const LUMEN_HOURS: HoursPlan = {
  isAlwaysOpen: true,
  slots: [
    ...workdays('09:00', '12:30', 'Matin'),
    ...workdays('13:30', '18:30', 'Après-midi'),
    { weekday: 6, type: null, starts: '10:00', ends: '19:00', label: 'Boutique' },
    { weekday: null, type: 'Permanence', starts: '00:00', ends: '00:00', label: 'Équipe réduite' },
  ],
  types: ['Permanence'],
  days: [
    { type: 'Permanence', name: 'Fêtes de fin d’année', first: '2020-12-24', last: '2020-12-26' },
    { type: 'Permanence', name: 'Fête nationale', first: '2020-07-14' },
  ],
};

export const LUMEN_PRO_HOURS: HoursPlan = {
  isAlwaysOpen: false,
  slots: [
    ...workdays('09:00', '12:30', 'Matin'),
    ...workdays('14:00', '18:00', 'Après-midi'),
    { weekday: null, type: 'Veilles de fête', starts: '09:00', ends: '12:30', label: 'Matin' },
  ],
  types: ['Jours fériés', 'Veilles de fête', 'Fermeture annuelle'],
  days: [
    ...FRENCH_HOLIDAYS.map(([name, first]) => ({ type: 'Jours fériés', name, first })),
    { type: 'Veilles de fête', name: 'Réveillon de Noël', first: '2020-12-24' },
    { type: 'Veilles de fête', name: 'Saint-Sylvestre', first: '2020-12-31' },
    { type: 'Fermeture annuelle', name: 'Congés d’été', first: '2020-08-03', last: '2020-08-16' },
  ],
};

export const NORTHWIND_HOURS: HoursPlan = {
  isAlwaysOpen: true,
  slots: [
    ...workdays('08:30', '17:30', 'Workshop'),
    { weekday: 6, type: null, starts: '09:00', ends: '16:00', label: 'Shop' },
  ],
  types: ['Bank holidays'],
  days: [
    { type: 'Bank holidays', name: 'New Year’s Day', first: '2020-01-01' },
    { type: 'Bank holidays', name: 'Christmas', first: '2020-12-25', last: '2020-12-26' },
  ],
};

type Arrangement = { company: FoundedCompany; doors: Doors };

const ownerOf = ({ members: [owner] }: FoundedCompany): Member => {
  if (!owner) throw new Error('A company without members arranges nothing.');
  return owner;
};

/** The company's hours, or those of one of its sites. */
export async function setHours(plan: HoursPlan, { company, doors }: Arrangement, site?: Site): Promise<void> {
  const types = new Map(plan.types.map((name) => [name, randomUUID() as string]));
  await doors.rpc(
    ownerOf(company).caller,
    'save_opening_hours',
    {
      p_organization: company.organizationId,
      p_version: 0,
      ...(site ? { p_site: site.id } : {}),
      p_hours: {
        time_zone: null,
        is_always_open: plan.isAlwaysOpen,
        day_types: plan.types.map((name) => ({ id: types.get(name), name })),
        slots: plan.slots.map(({ type, ...slot }) => ({
          ...slot,
          id: randomUUID(),
          day_type_id: type === null ? null : types.get(type),
        })),
        exceptions: plan.days.map(({ type, name, first, last }) => ({
          id: randomUUID(),
          day_type_id: types.get(type),
          name,
          first_day: first,
          last_day: last ?? first,
          repeats_yearly: true,
        })),
      },
    },
    done,
  );
}

type Departments = Record<string, string[]>;

/** Departments beside the first one, which every organization starts with; answers their ids by name. */
export async function addDepartments(
  departments: Departments,
  { company, doors }: Arrangement,
): Promise<Map<string, string>> {
  const { caller } = ownerOf(company);
  const ids = new Map<string, string>();
  for (const [name, firstNames] of Object.entries(departments)) {
    const id = randomUUID();
    ids.set(name, id);
    const staff = company.members.filter(({ firstName }) => firstNames.includes(firstName));
    await doors.rpc(
      caller,
      'save_department',
      { p_organization: company.organizationId, p_id: id, p_name: name },
      done,
    );
    await doors.rpc(
      caller,
      'set_department_members',
      { p_department: id, p_members: staff.map(({ memberId }) => memberId), p_is_member: true },
      done,
    );
  }
  return ids;
}

type Agents = { isEverybody: boolean; high: string[]; low: string[] };

export async function setAgents(agents: Agents, site: Site, { company, doors }: Arrangement): Promise<void> {
  const called = (firstNames: string[]) =>
    firstNames.flatMap((name) => {
      const member = company.members.find(({ firstName }) => firstName === name);
      return member ? [member.memberId] : [];
    });
  await doors.rpc(
    ownerOf(company).caller,
    'set_site_agents',
    {
      p_site: site.id,
      p_all_agents: agents.isEverybody,
      p_high: called(agents.high),
      p_low: called(agents.low),
    },
    done,
  );
}

/** What a professional is asked first: who they are, what it is about, and for a quote what for. */
const PRO_QUESTIONS = [
  { key: 'name', type: 'text', label: { en: 'Your name', fr: 'Votre nom' }, required: true },
  { key: 'email', type: 'email', label: { en: 'E-mail address', fr: 'Adresse e-mail' }, required: true },
  {
    key: 'subject',
    type: 'choice',
    label: { en: 'What is it about?', fr: 'De quoi s’agit-il\u00a0?' },
    required: true,
    options: [
      { value: 'quote', label: { en: 'A quote', fr: 'Un devis' } },
      { value: 'order', label: { en: 'An order', fr: 'Une commande' } },
      { value: 'invoice', label: { en: 'An invoice', fr: 'Une facture' } },
    ],
  },
];

export async function askFirst(site: Site, { company, doors }: Arrangement): Promise<void> {
  const { caller } = ownerOf(company);
  const id = randomUUID();
  await doors.rpc(
    caller,
    'save_form',
    {
      p_organization: company.organizationId,
      p_id: id,
      p_kind: 'start',
      p_name: 'Demande professionnelle',
      p_fields: PRO_QUESTIONS,
    },
    done,
  );
  await doors.update(caller, 'sites', site.id, { start_form_id: id });
}

export type Rule = { name: string; conditions: object[]; department?: string; [of: string]: unknown };

/** Whoever answers in the shop may be alone: nothing there waits for a department. */
export const SHOP_RULES: Rule[] = [
  {
    name: 'Panier en attente',
    conditions: [
      { on: 'page', is: 'contains', value: '/panier' },
      { on: 'seconds', is: 'at_least', value: 30 },
    ],
    is_urgent: true,
  },
  {
    name: 'Visiteurs fidèles',
    conditions: [
      { on: 'visits', is: 'at_least', value: 5 },
      { on: 'device', is: 'one_of', value: ['desktop', 'tablet'] },
    ],
    is_urgent: true,
  },
];

export const PRO_RULES: Rule[] = [
  {
    name: 'Factures',
    conditions: [{ on: 'page', is: 'contains', value: '/factures' }],
    department: 'Grands comptes',
  },
  {
    name: 'Devis',
    conditions: [
      { on: 'page', is: 'contains', value: '/devis' },
      { on: 'seconds', is: 'at_least', value: 45 },
    ],
    department: 'Conseil luminaires',
    invitation_fr: 'Un projet d’éclairage\u00a0? Nous préparons votre devis avec vous.',
    invitation_en: 'Planning your lighting? We prepare the quote with you.',
  },
];

/** In this order; the first whose conditions hold decides. */
export async function target(
  rules: Rule[],
  site: Site,
  departments: ReadonlyMap<string, string>,
  { company, doors }: Arrangement,
): Promise<void> {
  for (const { department, ...rule } of rules) {
    const place = department ? { department_id: departments.get(department) } : {};
    await doors.rpc(
      ownerOf(company).caller,
      'save_targeting_rule',
      { p_site: site.id, p_id: randomUUID(), p_rule: { ...rule, ...place } },
      done,
    );
  }
}
