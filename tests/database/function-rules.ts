import { randomUUID } from 'node:crypto';
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
const SEE_THE_OPEN_ONE = ['partner', 'agent', 'supervisor', 'administrator'] as const;

const message = (conversation: string, kind = 'text') => ({
  p_conversation: conversation,
  p_id: randomUUID(),
  p_body: 'Hello',
  p_kind: kind,
});

export const FUNCTION_RULES: FunctionRule[] = [
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
    answers: { ok: ['administrator'] },
  },
  {
    function: 'create_invitation',
    when: 'the member is active',
    parameters: (w) => ({ p_member: w.agent.memberId }),
    answers: { 'PT409 member_is_not_invited': ['administrator'] },
  },
  {
    function: 'create_organization',
    when: 'the caller has signed up',
    parameters: () => ({ p_name: 'New', p_first_name: 'A', p_last_name: 'B', p_nickname: 'C' }),
    answers: { ok: PEOPLE },
  },
  {
    function: 'end_lease',
    when: 'the organization is known',
    parameters: (w) => ({ p_organization: w.company.id }),
    answers: { ok: MEMBERS },
  },
  {
    function: 'heartbeat',
    when: 'the organization is known',
    parameters: (w) => ({ p_organization: w.company.id }),
    answers: { ok: MEMBERS },
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
    answers: { ok: ['partner', 'agent', 'administrator'] },
  },
  {
    function: 'reopen_conversation',
    when: 'its visitor has another one',
    parameters: (w) => ({ p_conversation: w.previous }),
    answers: { 'PT409 visitor_has_a_current_conversation': ['partner', 'agent', 'administrator'] },
  },
  {
    function: 'reopen_conversation',
    when: 'it is open',
    parameters: (w) => ({ p_conversation: w.open }),
    answers: { ok: ['agent'], 'PT409 conversation_is_taken': ['partner', 'administrator'] },
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
    answers: { 'PT409 conversation_is_not_yours': [...SERVE_THE_SITE, 'supervisor'] },
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
      'PT409 conversation_is_not_yours': [...SERVE_THE_SITE, 'supervisor'],
    },
  },
  {
    function: 'send_message',
    when: 'a text goes into a closed conversation',
    parameters: (w) => message(w.previous),
    answers: { 'PT409 conversation_is_closed': ['visitor', ...SEE_THE_OPEN_ONE] },
  },
  {
    function: 'set_availability',
    when: 'the organization is known',
    parameters: (w) => ({ p_organization: w.company.id, p_status: 'away' }),
    answers: { ok: MEMBERS },
  },
  {
    function: 'set_member_status',
    when: 'an agent is suspended',
    parameters: (w) => ({ p_member: w.agent.memberId, p_status: 'suspended' }),
    answers: { ok: ['administrator'] },
  },
  {
    function: 'set_member_status',
    when: 'the last administrator is suspended',
    parameters: (w) => ({ p_member: w.company.administrator.memberId, p_status: 'suspended' }),
    answers: { 'PT409 last_administrator': ['administrator'] },
  },
  {
    function: 'set_member_status',
    when: 'an invited member is activated without an invitation',
    parameters: (w) => ({ p_member: w.invited.memberId, p_status: 'active' }),
    answers: { 'PT422 status_is_invalid': ['administrator'] },
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
    // Taking down a watch that is not there is no refusal; unwatching never touches another's.
    function: 'unwatch_conversation',
    when: 'anybody signed in asks',
    parameters: (w) => ({ p_conversation: w.open }),
    answers: { ok: ACTORS.filter((actor) => actor !== 'anon') },
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
    answers: { ok: [...SERVE_THE_SITE, 'supervisor'] },
  },
  {
    function: 'widget_config',
    when: 'the site is known',
    parameters: (w) => ({ p_site_key: w.site.key }),
    answers: { ok: ['server'] },
  },
];
