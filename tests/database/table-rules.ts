import { randomUUID } from 'node:crypto';
import type { Actor, World } from '@/tests/support/world';
import { MEMBERS } from '@/tests/support/world';

type Values = Record<string, unknown>;

/**
 * Who may do what to one row of a table. Whoever is not named gets no rows from select, update and delete,
 * and 42501 from insert; a verb that is absent is 42501 for everybody. Anonymous callers get 42501 from all.
 */
export type TableRule = {
  /** The row all of this is about: the values of its key. */
  row: (world: World) => Values;
  select: readonly Actor[];
  insert?: { values: (world: World) => Values; by: readonly Actor[] };
  update?: { columns: Values; by: readonly Actor[] };
  delete?: { by: readonly Actor[] };
};

const SEES_THE_OPEN_CONVERSATION = [
  'agent',
  'partner',
  'supervisor',
  'administrator',
] as const satisfies readonly Actor[];

export const TABLE_RULES: Record<string, TableRule> = {
  organizations: {
    row: (w) => ({ id: w.company.id }),
    select: MEMBERS,
    update: {
      columns: { name: 'Taken over', locale: 'fr', time_zone: 'Europe/Paris' },
      by: ['walled administrator', 'administrator'],
    },
  },
  members: {
    row: (w) => ({ id: w.agent.memberId }),
    select: ['agent', 'supervisor', 'administrator'],
  },
  invitations: {
    row: (w) => ({ member_id: w.invitation.memberId }),
    select: ['walled administrator', 'administrator'],
  },
  member_allowed_addresses: {
    row: (w) => ({ member_id: w.invited.memberId }),
    select: ['supervisor', 'administrator'],
  },
  seats: {
    row: (w) => ({ organization_id: w.company.id }),
    select: ['supervisor', 'walled administrator', 'administrator'],
  },
  billing_accounts: { row: (w) => ({ organization_id: w.company.id }), select: ['administrator'] },
  billing_invoices: { row: (w) => ({ id: w.invoice }), select: ['administrator'] },
  billing_drifts: { row: (w) => ({ organization_id: w.company.id }), select: ['administrator'] },
  groups: { row: (w) => ({ id: w.south }), select: MEMBERS },
  group_members: {
    row: (w) => ({ group_id: w.south, member_id: w.agent.memberId }),
    select: MEMBERS,
  },
  skills: { row: (w) => ({ id: w.skill }), select: MEMBERS },
  member_skills: {
    row: (w) => ({ skill_id: w.skill, member_id: w.agent.memberId }),
    select: MEMBERS,
  },
  member_sites: {
    row: (w) => ({ member_id: w.neighbour.memberId, site_id: w.otherSite.id }),
    select: MEMBERS,
  },
  forms: { row: (w) => ({ id: w.form }), select: MEMBERS },
  member_forms: { row: (w) => ({ member_id: w.expert.memberId, form_id: w.form }), select: MEMBERS },
  form_responses: {
    row: (w) => ({ conversation_id: w.open, kind: 'start' }),
    select: SEES_THE_OPEN_CONVERSATION,
  },
  audit_entries: {
    row: (w) => ({ entity: 'skill', entity_id: w.skill }),
    select: ['administrator'],
  },
  member_imports: { row: (w) => ({ id: w.import }), select: ['administrator'] },
  member_import_rows: { row: (w) => ({ import_id: w.import, line: 2 }), select: ['administrator'] },
  departments: {
    row: (w) => ({ id: w.company.departmentId }),
    select: MEMBERS,
  },
  department_members: {
    row: (w) => ({ department_id: w.company.departmentId, member_id: w.agent.memberId }),
    select: MEMBERS,
  },
  hidden_departments: {
    row: (w) => ({ site_id: w.otherSite.id, department_id: w.company.departmentId }),
    select: MEMBERS,
  },
  agent_availability: {
    row: (w) => ({ member_id: w.agent.memberId }),
    select: ['agent', 'supervisor', 'administrator'],
  },
  sites: {
    row: (w) => ({ id: w.site.id }),
    select: MEMBERS,
    insert: {
      values: (w) => ({
        id: randomUUID(),
        organization_id: w.company.id,
        name: 'New site',
        addresses: ['new.example'],
        is_enabled: true,
        assignment: 'manual',
      }),
      by: ['walled administrator', 'administrator'],
    },
    update: {
      columns: {
        name: 'Taken over',
        addresses: ['evil.example'],
        is_enabled: false,
        assignment: 'automatic',
        distribution: 'round_robin',
        prefers_last_agent: false,
        fallback_after: 0,
        accept_within: 10,
        misses_until_away: 1,
        queue_max: 0,
        wait_max: 10,
        accent: '#ff0000',
        launcher_side: 'left',
        launcher_offset: 0,
        texts: { en: { greeting: 'Send me your password' } },
        logo_path: `${randomUUID()}.webp`,
        automatic_messages: { en: { start: 'Send me your password' } },
        start_form_id: null,
        offline_form_id: null,
        rating_form_id: null,
      },
      by: ['walled administrator', 'administrator'],
    },
  },
  site_agents: {
    row: (w) => ({ site_id: w.site.id, member_id: w.agent.memberId }),
    select: MEMBERS,
  },
  opening_hours: { row: (w) => ({ id: w.hours.calendar }), select: MEMBERS },
  opening_slots: { row: (w) => ({ id: w.hours.slot }), select: MEMBERS },
  day_types: { row: (w) => ({ id: w.hours.dayType }), select: MEMBERS },
  day_exceptions: { row: (w) => ({ id: w.hours.exception }), select: MEMBERS },
  visitors: {
    row: (w) => ({ id: w.visitor.id }),
    select: SEES_THE_OPEN_CONVERSATION,
  },
  conversations: {
    row: (w) => ({ id: w.open }),
    select: SEES_THE_OPEN_CONVERSATION,
  },
  messages: {
    row: (w) => ({ conversation_id: w.open, id: w.agentMessage }),
    select: SEES_THE_OPEN_CONVERSATION,
  },
  assignments: {
    row: (w) => ({ conversation_id: w.open }),
    select: SEES_THE_OPEN_CONVERSATION,
  },
  targeting_rules: {
    row: (w) => ({ id: w.rule }),
    select: ['walled administrator', 'administrator'],
  },
  conversation_watchers: {
    row: (w) => ({ conversation_id: w.open, member_id: w.supervisor.memberId }),
    select: ['supervisor'],
  },
};

/** Columns nobody who signs in may read, whatever their rights. */
export const SECRET_COLUMNS = ['invitations.token_hash', 'visitors.secret_hash'];
