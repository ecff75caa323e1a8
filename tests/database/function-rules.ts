import { randomUUID } from 'node:crypto';
import { subscriptionState } from '@/tests/support/billing';
import { ACTORS, type Actor, MEMBERS, type World } from '@/tests/support/world';

export type FunctionActor = Actor | 'server';
export const FUNCTION_ACTORS: readonly FunctionActor[] = [...ACTORS, 'server'];

/** 'ok', or the SQLSTATE and the code of a refusal. Whoever is not named is refused with 42501. */
export type FunctionRule = {
  function: string;
  when: string;
  parameters: (world: World) => Record<string, unknown>;
  answers: Partial<Record<'ok' | `PT${number} ${string}`, readonly FunctionActor[]>>;
};

const PEOPLE = [
  'stranger',
  'foreign administrator',
  'suspended administrator',
  'invited administrator',
  ...MEMBERS,
] as const;
const VISITORS = ['visitor', 'other visitor', 'foreign visitor'] as const;
/** The main site's, and its queue's. */
const SERVE_THE_SITE = ['colleague', 'partner', 'agent', 'administrator'] as const;
/** They hold the module people. */
const MANAGERS = ['supervisor', 'walled administrator', 'administrator'] as const;
/** They hold the module sites. */
const SITE_MANAGERS = ['walled administrator', 'administrator'] as const;
/** They hold the module settings. */
const EDITORS = ['walled administrator', 'administrator'] as const;
const SEE_THE_OPEN_ONE = ['partner', 'agent', 'supervisor', 'administrator'] as const;

const message = (conversation: string, kind = 'text') => ({
  p_conversation: conversation,
  p_id: randomUUID(),
  p_body: 'Hello',
  p_kind: kind,
});

const HOURS = { time_zone: null, is_always_open: true, slots: [], day_types: [], exceptions: [] };
/** They hold the modules settings and sites. */
const ADMINISTER = ['walled administrator', 'administrator'] as const;
const ORDER = {
  company: 'Acme SAS',
  email: 'accounts@acme.example',
  line1: '1 rue de la Paix',
  line2: '',
  postal_code: '75002',
  city: 'Paris',
  country: 'FR',
  vat_id: 'FR 83 404 833 048',
};

export const FUNCTION_RULES: FunctionRule[] = [
  {
    function: 'apply_subscription',
    when: 'it is as fresh as what is stored',
    parameters: (w) => ({
      p_organization: w.company.id,
      p_version: 1,
      p_event: `evt_${randomUUID()}`,
      p_type: 'customer.subscription.updated',
      p_state: subscriptionState(),
    }),
    answers: { ok: ['server'] },
  },
  {
    function: 'begin_trial',
    when: 'there was no limit',
    parameters: (w) => ({ p_organization: w.foreign.id }),
    answers: { ok: ['server'] },
  },
  {
    function: 'choose_seats',
    when: 'they are agents',
    parameters: (w) => ({ p_organization: w.company.id, p_members: [w.agent.memberId] }),
    answers: { ok: ['administrator'] },
  },
  {
    function: 'choose_seats',
    when: 'one of them is none',
    parameters: (w) => ({
      p_organization: w.company.id,
      p_members: [w.agent.memberId, w.supervisor.memberId],
    }),
    answers: { 'PT422 value_is_invalid': ['administrator'] },
  },
  {
    function: 'configure_billing',
    when: 'nothing changes',
    parameters: () => ({ p_is_on: false }),
    answers: { ok: ['server'] },
  },
  {
    function: 'link_customer',
    when: 'there is none yet',
    parameters: (w) => ({ p_organization: w.foreign.id, p_customer: `cus_${randomUUID()}` }),
    answers: { ok: ['server'] },
  },
  {
    function: 'plan_limits',
    when: 'asked',
    parameters: (w) => ({ p_organization: w.company.id }),
    answers: { ok: MEMBERS },
  },
  {
    function: 'save_order_information',
    when: 'it is complete',
    parameters: (w) => ({ p_organization: w.company.id, p_order: ORDER }),
    answers: { ok: ['administrator'] },
  },
  {
    function: 'save_order_information',
    when: 'the VAT number is of another country',
    parameters: (w) => ({ p_organization: w.company.id, p_order: { ...ORDER, vat_id: 'DE123456789' } }),
    answers: { 'PT422 vat_id_is_invalid': ['administrator'] },
  },
  {
    function: 'retention_outlook',
    when: 'asked',
    parameters: (w) => ({ p_organization: w.company.id }),
    answers: { ok: ['administrator'] },
  },
  {
    function: 'list_retention_due',
    when: 'asked',
    parameters: () => ({ p_now: '2029-12-01T00:00:00Z', p_after: null, p_limit: 1 }),
    answers: { ok: ['server'] },
  },
  {
    function: 'delete_old_conversations',
    when: 'they stay for ever',
    parameters: (w) => ({ p_organization: w.foreign.id, p_now: '2029-12-01T00:00:00Z', p_limit: 1 }),
    answers: { ok: ['server'] },
  },
  {
    function: 'settle_billing',
    when: 'nothing is due',
    parameters: () => ({}),
    answers: { ok: ['server'] },
  },
  {
    function: 'accept_conversation',
    when: 'it waits',
    parameters: (w) => ({ p_conversation: w.waiting }),
    answers: { ok: SERVE_THE_SITE },
  },
  {
    function: 'accept_conversation',
    when: 'somebody has it',
    parameters: (w) => ({ p_conversation: w.open }),
    answers: { ok: ['agent'], 'PT409 conversation_is_taken': ['colleague', 'partner', 'administrator'] },
  },
  {
    function: 'accept_invitation',
    when: 'the secret is good',
    parameters: (w) => ({ p_token: w.invitation.token }),
    answers: {
      ok: ['stranger', 'foreign administrator'],
      'PT409 already_a_member': ['suspended administrator', 'invited administrator', ...MEMBERS],
    },
  },
  {
    function: 'accept_invitation',
    when: 'the secret is unknown',
    parameters: () => ({ p_token: randomUUID() }),
    answers: { 'PT410 invitation_is_over': PEOPLE },
  },
  {
    function: 'close_conversation',
    when: 'it is open',
    parameters: (w) => ({ p_conversation: w.open }),
    answers: {
      ok: ['visitor', 'agent', 'supervisor', 'administrator'],
      'PT409 conversation_is_not_yours': ['partner'],
    },
  },
  {
    function: 'console_state',
    when: 'the organization is known',
    parameters: (w) => ({ p_organization: w.company.id }),
    answers: { ok: MEMBERS },
  },
  {
    function: 'create_invitation',
    when: 'the member has not come yet',
    parameters: (w) => ({ p_member: w.invitation.memberId }),
    answers: { ok: ['supervisor', 'administrator'] },
  },
  {
    function: 'create_invitation',
    when: 'the member is active',
    parameters: (w) => ({ p_member: w.agent.memberId }),
    answers: { 'PT409 member_is_not_invited': ['supervisor', 'administrator'] },
  },
  {
    function: 'create_organization',
    when: 'the caller has signed up',
    parameters: () => ({ p_name: 'New', p_first_name: 'A', p_last_name: 'B', p_nickname: 'C' }),
    answers: { ok: PEOPLE },
  },
  {
    function: 'delete_site_hours',
    when: 'the site is known',
    parameters: (w) => ({ p_site: w.otherSite.id }),
    answers: { ok: ADMINISTER },
  },
  {
    function: 'end_lease',
    when: 'the organization is known',
    parameters: (w) => ({ p_organization: w.company.id }),
    answers: { ok: MEMBERS },
  },
  {
    function: 'end_member_import',
    when: 'the import is the administrator’s',
    parameters: (w) => ({ p_import: w.import }),
    answers: { ok: ['administrator'] },
  },
  {
    function: 'hand_import_rows',
    when: 'the import is the administrator’s',
    parameters: (w) => ({ p_import: w.import, p_lines: [2] }),
    answers: { ok: ['administrator'] },
  },
  {
    function: 'heartbeat',
    when: 'the organization is known',
    parameters: (w) => ({ p_organization: w.company.id }),
    answers: { ok: MEMBERS },
  },
  {
    function: 'import_rows_to_hand',
    when: 'the import is the administrator’s',
    parameters: (w) => ({ p_import: w.import, p_after: 0 }),
    answers: { ok: ['administrator'] },
  },
  {
    function: 'hit_rate_limit',
    when: 'any bucket is hit',
    parameters: () => ({ p_bucket: randomUUID(), p_max: 1, p_window_seconds: 60 }),
    answers: { ok: ['server'] },
  },
  {
    function: 'mark_conversation',
    when: 'it is open',
    parameters: (w) => ({ p_conversation: w.open, p_delivered: 1, p_read: 1 }),
    answers: { ok: ['visitor', ...SEE_THE_OPEN_ONE] },
  },
  {
    function: 'open_visitor_session',
    when: 'the site is known',
    parameters: (w) => ({
      p_site_key: w.site.key,
      p_secret: w.visitor.secret,
      p_locale: 'en',
      p_user_agent: 'test',
      p_create: true,
    }),
    answers: { ok: ['server'] },
  },
  {
    function: 'reopen_conversation',
    when: 'it is closed',
    parameters: (w) => ({ p_conversation: w.closed }),
    answers: { ok: ['agent', 'administrator'] },
  },
  {
    function: 'reopen_conversation',
    when: 'its visitor has another one',
    parameters: (w) => ({ p_conversation: w.previous }),
    answers: { 'PT409 visitor_has_a_current_conversation': ['agent', 'administrator'] },
  },
  {
    function: 'reopen_conversation',
    when: 'it is open',
    parameters: (w) => ({ p_conversation: w.open }),
    answers: { ok: ['agent'], 'PT409 conversation_is_taken': ['partner', 'administrator'] },
  },
  {
    function: 'replace_password',
    when: 'it is an agent of the southern group',
    parameters: (w) => ({ p_member: w.agent.memberId }),
    answers: { ok: ['supervisor', 'administrator'] },
  },
  {
    function: 'return_conversation',
    when: 'it is open',
    parameters: (w) => ({ p_conversation: w.open }),
    answers: {
      ok: ['agent', 'supervisor', 'administrator'],
      'PT409 conversation_is_not_yours': ['partner'],
    },
  },
  {
    function: 'return_conversation',
    when: 'it waits',
    parameters: (w) => ({ p_conversation: w.waiting }),
    answers: { 'PT409 conversation_is_not_yours': [...SERVE_THE_SITE, 'supervisor', 'walled administrator'] },
  },
  {
    function: 'send_message',
    when: 'a text goes into an open conversation',
    parameters: (w) => message(w.open),
    answers: {
      ok: ['visitor', 'agent'],
      'PT409 conversation_is_not_yours': ['partner', 'supervisor', 'administrator'],
    },
  },
  {
    function: 'send_message',
    when: 'a note goes into an open conversation',
    parameters: (w) => message(w.open, 'note'),
    answers: { ok: SEE_THE_OPEN_ONE },
  },
  {
    function: 'send_message',
    when: 'somebody makes up an event',
    parameters: (w) => message(w.open, 'event'),
    answers: {},
  },
  {
    function: 'send_message',
    when: 'a text goes into a waiting conversation',
    parameters: (w) => message(w.waiting),
    answers: {
      ok: ['other visitor'],
      'PT409 conversation_is_not_yours': [...SERVE_THE_SITE, 'supervisor', 'walled administrator'],
    },
  },
  {
    function: 'send_message',
    when: 'a text goes into a closed conversation',
    parameters: (w) => message(w.previous),
    answers: { 'PT409 conversation_is_closed': ['visitor', 'agent', 'supervisor', 'administrator'] },
  },
  {
    function: 'set_availability',
    when: 'the organization is known',
    parameters: (w) => ({ p_organization: w.company.id, p_status: 'away' }),
    answers: { ok: MEMBERS },
  },
  {
    function: 'activate_member',
    when: 'the sign-in is of the member’s address',
    parameters: (w) => ({ p_member: w.invited.memberId, p_user: w.invited.id }),
    answers: { ok: ['server'] },
  },
  {
    function: 'activate_member',
    when: 'the sign-in is of another address',
    parameters: (w) => ({ p_member: w.invitation.memberId, p_user: w.stranger.id }),
    answers: { 'PT409 member_is_not_invited': ['server'] },
  },
  {
    function: 'allow_sign_in_change',
    when: 'the person has proved that it is them',
    parameters: (w) => ({ p_user: w.agent.id, p_change: 'own_password' }),
    answers: { ok: ['server'] },
  },
  {
    function: 'add_member',
    when: 'the address is new',
    parameters: (w) => ({ p_organization: w.company.id, p_email: 'new@example.org', p_changes: {} }),
    answers: { ok: ['supervisor', 'administrator'], 'PT403 not_your_group': ['walled administrator'] },
  },
  {
    function: 'add_member',
    when: 'somebody signs in with that address already',
    parameters: (w) => ({ p_organization: w.company.id, p_email: w.stranger.email, p_changes: {} }),
    answers: { 'PT409 email_has_a_sign_in': MANAGERS },
  },
  {
    function: 'add_import_rows',
    when: 'the import is the administrator’s',
    parameters: (w) => ({ p_import: w.import, p_rows: [] }),
    answers: { ok: ['administrator'] },
  },
  {
    function: 'begin_member_import',
    when: 'the id is new',
    parameters: (w) => ({
      p_organization: w.company.id,
      p_id: randomUUID(),
      p_file_name: 'team.csv',
      p_sign_in: 'later',
      p_row_count: 3,
    }),
    answers: { ok: MANAGERS },
  },
  {
    function: 'begin_recovery',
    when: 'the session is new',
    parameters: (w) => ({ p_user: w.agent.id, p_session: randomUUID() }),
    answers: { ok: ['server'] },
  },
  {
    function: 'is_recovering',
    when: 'the session is not known',
    parameters: (w) => ({ p_user: w.agent.id, p_session: randomUUID() }),
    answers: { ok: ['server'] },
  },
  {
    function: 'end_recovery',
    when: 'the session is not known',
    parameters: (w) => ({ p_user: w.agent.id, p_session: randomUUID() }),
    answers: { ok: ['server'] },
  },
  {
    function: 'begin_second_factor',
    when: 'somebody has none',
    parameters: (w) => ({ p_user: w.agent.id, p_secret: 'x' }),
    answers: { ok: ['server'] },
  },
  {
    function: 'delete_department',
    when: 'members of every group are in it',
    parameters: (w) => ({ p_department: w.company.departmentId }),
    answers: { ok: ['supervisor', 'administrator'], 'PT403 not_your_group': ['walled administrator'] },
  },
  {
    function: 'department_readiness',
    when: 'the organization is known',
    parameters: (w) => ({ p_organization: w.company.id }),
    answers: { ok: MEMBERS },
  },
  {
    function: 'delete_form',
    when: 'somebody advises on it',
    parameters: (w) => ({ p_form: w.form }),
    answers: { ok: EDITORS },
  },
  {
    function: 'save_form',
    when: 'it is new',
    parameters: (w) => ({
      p_organization: w.company.id,
      p_id: randomUUID(),
      p_kind: 'rating',
      p_name: 'New',
      p_fields: [{ key: 'rating', type: 'rating', label: { en: 'How was it?' } }],
    }),
    answers: { ok: EDITORS },
  },
  {
    function: 'submit_rating',
    when: 'it is over',
    parameters: (w) => ({ p_conversation: w.previous, p_answers: { rating: 5 } }),
    answers: { ok: ['visitor'] },
  },
  {
    function: 'submit_rating',
    when: 'it is open',
    parameters: (w) => ({ p_conversation: w.open, p_answers: { rating: 5 } }),
    answers: { 'PT409 conversation_is_not_closed': ['visitor'] },
  },
  {
    function: 'widget_form',
    when: 'the site is known',
    parameters: (w) => ({ p_site_key: w.site.key, p_kind: 'offline' }),
    answers: { ok: ['server'] },
  },
  {
    function: 'delete_group',
    when: 'it has members',
    parameters: (w) => ({ p_group: w.north }),
    answers: { ok: ['supervisor', 'administrator'] },
  },
  {
    function: 'delete_skill',
    when: 'somebody has it',
    parameters: (w) => ({ p_skill: w.skill }),
    answers: { ok: MANAGERS },
  },
  {
    function: 'end_second_factor',
    when: 'somebody is known',
    parameters: (w) => ({ p_user: w.agent.id }),
    answers: { ok: ['server'] },
  },
  {
    function: 'invite_members',
    when: 'the address is new',
    parameters: (w) => ({ p_organization: w.company.id, p_emails: ['new@example.org'], p_changes: {} }),
    answers: { ok: MANAGERS },
  },
  {
    function: 'who_is_online',
    when: 'among some of the company',
    parameters: (w) => ({ p_organization: w.company.id, p_members: [w.agent.memberId] }),
    answers: { ok: MANAGERS },
  },
  {
    function: 'who_is_online',
    when: 'among more than are told at once',
    parameters: (w) => ({ p_organization: w.company.id, p_members: Array(1001).fill(w.agent.memberId) }),
    answers: { 'PT422 too_many_at_once': MANAGERS },
  },
  {
    function: 'find_site_agents',
    when: 'of the main site',
    parameters: (w) => ({ p_site: w.site.id }),
    answers: { ok: SITE_MANAGERS },
  },
  {
    function: 'list_departments',
    when: 'of the company',
    parameters: (w) => ({ p_organization: w.company.id }),
    answers: { ok: MANAGERS },
  },
  {
    function: 'list_site_agents',
    when: 'of the main site',
    parameters: (w) => ({ p_site: w.site.id }),
    answers: { ok: SITE_MANAGERS },
  },
  {
    function: 'list_groups',
    when: 'of the company',
    parameters: (w) => ({ p_organization: w.company.id }),
    answers: { ok: MANAGERS },
  },
  {
    function: 'list_members',
    when: 'the organization is known',
    parameters: (w) => ({ p_organization: w.company.id }),
    answers: { ok: MANAGERS },
  },
  {
    function: 'may_manage_sign_in',
    when: 'it is an agent of the southern group',
    parameters: (w) => ({ p_member: w.agent.memberId }),
    answers: { ok: ['supervisor', 'administrator'] },
  },
  {
    function: 'may_manage_sign_in',
    when: 'it is an administrator',
    parameters: (w) => ({ p_member: w.walled.memberId }),
    answers: { ok: ['administrator'] },
  },
  {
    function: 'member_account',
    when: 'it is an agent of the southern group',
    parameters: (w) => ({ p_member: w.agent.memberId }),
    answers: { ok: ['agent', 'supervisor', 'administrator'] },
  },
  {
    function: 'move_department',
    when: 'it goes to the end',
    parameters: (w) => ({ p_department: w.company.departmentId, p_before: null }),
    answers: { ok: MANAGERS },
  },
  {
    function: 'move_member',
    when: 'both are of the organization',
    parameters: (w) => ({ p_member: w.expert.memberId, p_before: w.agent.memberId }),
    answers: { ok: MANAGERS },
  },
  {
    function: 'my_session',
    when: 'anybody signed in asks',
    parameters: () => ({}),
    answers: { ok: ACTORS.filter((actor) => actor !== 'anon') },
  },
  {
    function: 'my_sign_ins',
    when: 'anybody signed in asks',
    parameters: () => ({}),
    answers: { ok: ACTORS.filter((actor) => actor !== 'anon') },
  },
  {
    function: 'pass_second_factor',
    when: 'there is none',
    parameters: (w) => ({ p_user: w.agent.id, p_session: randomUUID(), p_step: 1 }),
    answers: { 'PT422 code_is_wrong': ['server'] },
  },
  {
    function: 'record_session',
    when: 'the session is new',
    parameters: (w) => ({
      p_session: randomUUID(),
      p_user: w.agent.id,
      p_ip: '192.0.2.1',
      p_user_agent: 'x',
      p_token_issued_at: new Date(),
    }),
    answers: { ok: ['server'] },
  },
  {
    function: 'reset_second_factor',
    when: 'an agent of the southern group has none',
    parameters: (w) => ({ p_member: w.agent.memberId }),
    answers: { 'PT409 second_factor_is_off': ['supervisor', 'administrator'] },
  },
  {
    function: 'revoke_invitation',
    when: 'the member has not come yet',
    parameters: (w) => ({ p_member: w.invitation.memberId }),
    answers: { ok: ['supervisor', 'administrator'] },
  },
  {
    // An id that is nobody's session and one that is another's get the same answer.
    function: 'revoke_sessions',
    when: 'the session is not one’s own',
    parameters: () => ({ p_session: randomUUID() }),
    answers: {},
  },
  {
    function: 'revoke_sessions',
    when: 'there are no others',
    parameters: () => ({ p_session: null }),
    answers: { ok: ACTORS.filter((actor) => actor !== 'anon') },
  },
  {
    function: 'run_member_import',
    when: 'the import is the administrator’s',
    parameters: (w) => ({ p_import: w.import }),
    answers: { ok: ['administrator'] },
  },
  {
    function: 'save_department',
    when: 'it is new',
    parameters: (w) => ({ p_organization: w.company.id, p_id: randomUUID(), p_name: 'Sales' }),
    answers: { ok: MANAGERS },
  },
  {
    function: 'save_department',
    when: 'it takes another’s name',
    parameters: (w) => ({ p_organization: w.company.id, p_id: randomUUID(), p_name: 'customer service' }),
    answers: { 'PT409 name_is_taken': MANAGERS },
  },
  {
    function: 'save_group',
    when: 'it is new',
    parameters: (w) => ({ p_organization: w.company.id, p_id: randomUUID(), p_name: 'West' }),
    answers: { ok: ['supervisor', 'administrator'] },
  },
  {
    function: 'save_group',
    when: 'it is the northern one, and takes another’s name',
    parameters: (w) => ({ p_organization: w.company.id, p_id: w.north, p_name: 'south' }),
    answers: { 'PT409 name_is_taken': MANAGERS },
  },
  {
    function: 'save_group',
    when: 'it is the southern one',
    parameters: (w) => ({ p_organization: w.company.id, p_id: w.south, p_name: 'Far south' }),
    answers: { ok: ['supervisor', 'administrator'] },
  },
  {
    function: 'save_skill',
    when: 'it is new',
    parameters: (w) => ({ p_organization: w.company.id, p_id: randomUUID(), p_name: 'Repairs' }),
    answers: { ok: MANAGERS },
  },
  {
    function: 'second_factor_of',
    when: 'somebody is known',
    parameters: (w) => ({ p_user: w.agent.id }),
    answers: { ok: ['server'] },
  },
  {
    function: 'set_department_members',
    when: 'an agent of no group joins',
    parameters: (w) => ({
      p_department: w.company.departmentId,
      p_members: [w.partner.memberId],
      p_is_member: true,
    }),
    answers: { ok: ['supervisor', 'administrator'] },
  },
  {
    function: 'set_department_members',
    when: 'an agent of the northern group leaves',
    parameters: (w) => ({
      p_department: w.company.departmentId,
      p_members: [w.colleague.memberId],
      p_is_member: false,
    }),
    answers: { ok: MANAGERS },
  },
  {
    function: 'set_department_sites',
    when: 'the main site hides it',
    parameters: (w) => ({
      p_department: w.company.departmentId,
      p_sites: [w.site.id],
      p_is_visible: false,
    }),
    answers: { ok: SITE_MANAGERS },
  },
  {
    function: 'set_site_agents',
    when: 'only an agent of the southern group is left',
    parameters: (w) => ({
      p_site: w.site.id,
      p_all_agents: false,
      p_high: [w.agent.memberId],
      p_low: [],
    }),
    answers: { ok: ['administrator'], 'PT403 not_your_group': ['walled administrator'] },
  },
  {
    function: 'set_site_agents',
    when: 'an expert is among them',
    parameters: (w) => ({ p_site: w.site.id, p_all_agents: false, p_high: [w.expert.memberId], p_low: [] }),
    answers: { 'PT422 not_an_agent': SITE_MANAGERS },
  },
  {
    function: 'set_group_members',
    when: 'an agent of no group joins the northern one',
    parameters: (w) => ({ p_group: w.north, p_members: [w.partner.memberId], p_is_member: true }),
    answers: { ok: ['supervisor', 'administrator'] },
  },
  {
    function: 'set_group_members',
    when: 'an agent of the southern group joins the northern one',
    parameters: (w) => ({ p_group: w.north, p_members: [w.agent.memberId], p_is_member: true }),
    answers: { ok: ['supervisor', 'administrator'] },
  },
  {
    function: 'set_member_email',
    when: 'the member has not come yet',
    parameters: (w) => ({ p_member: w.invitation.memberId, p_email: 'other@example.org' }),
    answers: { ok: ['supervisor', 'administrator'] },
  },
  {
    function: 'set_member_email',
    when: 'their sign-in has another address',
    parameters: (w) => ({ p_member: w.agent.memberId, p_email: 'other@example.org' }),
    answers: {},
  },
  {
    function: 'set_recovery_codes',
    when: 'somebody is known',
    parameters: (w) => ({ p_user: w.agent.id, p_codes: ['a'] }),
    answers: { ok: ['server'] },
  },
  {
    function: 'set_skill_members',
    when: 'an agent of no group gets a skill',
    parameters: (w) => ({ p_skill: w.skill, p_members: [w.partner.memberId], p_is_member: true }),
    answers: { ok: ['supervisor', 'administrator'] },
  },
  {
    function: 'update_member',
    when: 'an agent of the southern group is suspended',
    parameters: (w) => ({ p_member: w.agent.memberId, p_changes: { status: 'suspended' } }),
    answers: { ok: ['supervisor', 'administrator'] },
  },
  {
    function: 'update_member',
    when: 'an agent of the southern group is renamed',
    parameters: (w) => ({ p_member: w.agent.memberId, p_changes: { nickname: 'Other' } }),
    answers: { ok: ['agent', 'supervisor', 'administrator'] },
  },
  {
    function: 'update_member',
    when: 'an agent of no group is made administrator',
    parameters: (w) => ({ p_member: w.partner.memberId, p_changes: { rights: ['administrator'] } }),
    answers: { ok: ['administrator'], 'PT403 not_yours_to_grant': ['supervisor'] },
  },
  {
    function: 'update_member',
    when: 'an administrator is demoted',
    parameters: (w) => ({ p_member: w.company.administrator.memberId, p_changes: { rights: ['agent'] } }),
    answers: { ok: ['administrator'] },
  },
  {
    function: 'update_member',
    when: 'an invited member is activated without an invitation',
    parameters: (w) => ({ p_member: w.invitation.memberId, p_changes: { status: 'active' } }),
    answers: { 'PT422 status_is_invalid': ['supervisor', 'administrator'] },
  },
  {
    function: 'update_members',
    when: 'there are some',
    parameters: (w) => ({ p_organization: w.company.id, p_members: [w.agent.memberId], p_changes: {} }),
    answers: { ok: MANAGERS },
  },
  {
    function: 'use_recovery_code',
    when: 'there is none',
    parameters: (w) => ({ p_user: w.agent.id, p_session: randomUUID(), p_code: 'x' }),
    answers: { 'PT422 code_is_wrong': ['server'] },
  },
  {
    function: 'set_typing',
    when: 'it is open',
    parameters: (w) => ({ p_conversation: w.open, p_is_typing: true }),
    answers: { ok: ['visitor', ...SEE_THE_OPEN_ONE] },
  },
  {
    function: 'set_visitor_page',
    when: 'the address is one of the web',
    parameters: () => ({ p_url: 'https://shop.example/cart', p_title: 'Cart' }),
    answers: { ok: VISITORS },
  },
  {
    function: 'read_opening_hours',
    when: 'the site is known',
    parameters: (w) => ({ p_organization: w.company.id, p_site: w.site.id }),
    answers: { ok: MEMBERS },
  },
  {
    function: 'save_opening_hours',
    when: 'they are the company’s',
    parameters: (w) => ({ p_organization: w.company.id, p_hours: HOURS, p_version: 1 }),
    answers: { ok: ADMINISTER },
  },
  {
    function: 'save_opening_hours',
    when: 'a site gets its own',
    parameters: (w) => ({ p_organization: w.company.id, p_hours: HOURS, p_version: 0, p_site: w.site.id }),
    answers: { ok: ADMINISTER },
  },
  {
    function: 'save_opening_hours',
    when: 'somebody has changed them meanwhile',
    parameters: (w) => ({ p_organization: w.company.id, p_hours: HOURS, p_version: 0 }),
    answers: { 'PT409 hours_were_changed': ADMINISTER },
  },
  {
    function: 'show_invitation',
    when: 'the secret is good',
    parameters: (w) => ({ p_token: w.invitation.token }),
    answers: { ok: ['server'] },
  },
  {
    function: 'site_readiness',
    when: 'the site is known',
    parameters: (w) => ({ p_site: w.site.id }),
    answers: { ok: MEMBERS },
  },
  {
    function: 'start_conversation',
    when: 'a visitor writes',
    parameters: () => ({ p_conversation: randomUUID(), p_message: randomUUID(), p_body: 'Hello' }),
    answers: { ok: VISITORS },
  },
  {
    function: 'leave_message',
    when: 'a visitor writes',
    parameters: () => ({
      p_conversation: randomUUID(),
      p_message: randomUUID(),
      p_body: 'Hello',
      p_start: { answers: { name: 'Vi', email: 'vi@example.org' } },
    }),
    answers: { ok: VISITORS },
  },
  {
    function: 'make_live',
    when: 'it is a chat already',
    parameters: (w) => ({ p_conversation: w.open }),
    answers: { ok: SEE_THE_OPEN_ONE },
  },
  {
    function: 'transfer_conversation',
    when: 'it waits, and goes to a department',
    parameters: (w) => ({ p_conversation: w.waiting, p_department: w.company.departmentId }),
    answers: {
      ok: ['supervisor', 'walled administrator', 'administrator'],
      'PT409 conversation_is_not_yours': ['colleague', 'partner', 'agent'],
    },
  },
  {
    function: 'transfer_conversation',
    when: 'it goes to somebody of another group',
    parameters: (w) => ({ p_conversation: w.open, p_member: w.colleague.memberId }),
    answers: {
      ok: ['supervisor', 'administrator'],
      'PT409 conversation_is_not_yours': ['partner'],
      'PT422 member_cannot_answer': ['agent'],
    },
  },
  {
    function: 'transfer_targets',
    when: 'it is open',
    parameters: (w) => ({ p_conversation: w.open }),
    answers: {
      ok: ['agent', 'supervisor', 'administrator'],
      'PT409 conversation_is_not_yours': ['partner'],
    },
  },
  {
    function: 'claim_mails',
    when: 'it asks for none',
    parameters: () => ({ p_limit: 0 }),
    answers: { ok: ['server'] },
  },
  {
    function: 'settle_mail',
    when: 'the claim is over',
    parameters: () => ({ p_id: randomUUID(), p_claim: randomUUID() }),
    answers: { ok: ['server'] },
  },
  {
    function: 'preview_routing',
    when: 'the site is known',
    parameters: (w) => ({ p_site: w.site.id, p_facts: {}, p_at: new Date().toISOString() }),
    answers: { ok: ['walled administrator', 'administrator'] },
  },
  {
    function: 'save_targeting_rule',
    when: 'it is new',
    parameters: (w) => ({ p_site: w.site.id, p_id: randomUUID(), p_rule: { name: 'All', conditions: [] } }),
    answers: { ok: ['walled administrator', 'administrator'] },
  },
  {
    function: 'move_targeting_rule',
    when: 'it goes to the end',
    parameters: (w) => ({ p_rule: w.rule }),
    answers: { ok: ['walled administrator', 'administrator'] },
  },
  {
    function: 'delete_targeting_rule',
    when: 'it is there',
    parameters: (w) => ({ p_rule: w.rule }),
    answers: { ok: ['walled administrator', 'administrator'] },
  },
  {
    // Taking down a watch that is not there is no refusal; unwatching never touches another's.
    function: 'unwatch_conversation',
    when: 'anybody signed in asks',
    parameters: (w) => ({ p_conversation: w.open }),
    answers: { ok: ACTORS.filter((actor) => actor !== 'anon') },
  },
  {
    function: 'thread_page',
    when: 'it is open',
    parameters: (w) => ({ p_conversation: w.open, p_organization: w.company.id }),
    answers: { ok: SEE_THE_OPEN_ONE },
  },
  {
    function: 'thread_page',
    when: 'it waits',
    parameters: (w) => ({ p_conversation: w.waiting, p_organization: w.company.id }),
    answers: { ok: [...SERVE_THE_SITE, 'supervisor', 'walled administrator'] },
  },
  {
    function: 'visitor_messages',
    when: 'it is open',
    parameters: (w) => ({ p_conversation: w.open, p_after: 0, p_limit: 100 }),
    answers: { ok: ['visitor'] },
  },
  {
    function: 'visitor_state',
    when: 'anybody asks',
    parameters: () => ({}),
    answers: { ok: VISITORS },
  },
  {
    function: 'watch_conversation',
    when: 'it is open',
    parameters: (w) => ({ p_conversation: w.open }),
    answers: { ok: SEE_THE_OPEN_ONE },
  },
  {
    function: 'watch_conversation',
    when: 'it waits',
    parameters: (w) => ({ p_conversation: w.waiting }),
    answers: { ok: [...SERVE_THE_SITE, 'supervisor', 'walled administrator'] },
  },
  {
    function: 'widget_config',
    when: 'the site is known',
    parameters: (w) => ({ p_site_key: w.site.key }),
    answers: { ok: ['server'] },
  },
];
