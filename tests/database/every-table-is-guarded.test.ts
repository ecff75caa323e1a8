import { describe, expect, test } from 'vitest';
import { openDatabase } from '@/tests/support/database';

/** What must hold for every table and function there is, read from the catalog, so that none is forgotten. */
const sql = openDatabase(1);

const names = async (query: Promise<readonly { name: string }[]>): Promise<string[]> =>
  (await query).map((row) => row.name);

const TABLES = sql`relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`;

/** SECURITY DEFINER sees past every policy. Each such function is here, with why it must. */
const DEFINERS: Record<string, string> = {
  'private.add_agent_availability': 'a new member gets an availability, which nobody may insert',
  'private.add_billing_account': 'nobody may write billing accounts or seats',
  'private.add_opening_hours': 'nobody may write opening hours',
  'private.add_seats': 'nobody may write seats',
  'private.audit': 'nobody may write the log',
  'private.broadcast_conversation': 'topics are addressed from rows the caller may not see',
  'private.broadcast_member': 'members may not send to any topic',
  'private.broadcast_site': 'epochs are raised by the database alone',
  'private.broadcast_visitor': 'topics are addressed from rows the caller may not see',
  'private.can_read_topic': 'the policy on topics reads tables the caller may not',
  'private.check_plan_channels': 'plans are private',
  'private.check_plan_sites': 'plans are private, and the count is of all sites',
  'private.check_time_zone': 'the list of zones is private',
  'private.clean_up': 'the scheduler holds no rights on the tables',
  'private.count_load': 'load is counted, never written by a caller',
  'private.count_seat': 'nobody may write seats',
  'private.due_organization_ids': 'the scheduler holds no rights on the tables',
  'private.guard_sign_in': 'Auth writes its table and reads nothing of ours',
  'private.keep_an_administrator': 'counts administrators whoever asks',
  'private.my_billing_organization_ids': 'asked by policies, and reads tables that have their own',
  'private.my_closed_form_ids': 'asked by policies, and reads tables that have their own',
  'private.my_confined_organization_ids': 'asked by policies, and reads tables that have their own',
  'private.my_department_ids': 'asked by policies, and reads tables that have their own',
  'private.my_group_topic_ids': 'asked by the policy on topics, and reads tables that have their own',
  'private.my_mate_ids': 'asked by policies, and reads tables that have their own',
  'private.my_member_ids': 'the policies on members would call themselves',
  'private.my_organization_ids': 'the policies on members would call themselves',
  'private.my_organization_ids_as': 'the policies on members would call themselves',
  'private.my_organization_ids_with': 'the policies on members would call themselves',
  'private.my_scope_member_ids': 'asked by policies, and reads tables that have their own',
  'private.my_scope_organization_ids': 'asked by policies, and reads tables that have their own',
  'private.my_scope_site_ids': 'asked by policies, and reads tables that have their own',
  'private.my_served_site_ids': 'asked by policies, and reads tables that have their own',
  'private.my_tested_site_ids': 'asked by policies, and reads tables that have their own',
  'private.note_answer': 'nobody writes mails',
  'private.note_deadlines': 'nobody writes mails',
  'private.note_dispute': 'nobody writes mails',
  'private.note_offline_message': 'nobody writes mails',
  'private.pass_time': 'the scheduler holds no rights on the tables',
  'private.session_is_admitted': 'asked by policies; sign-ins are private',
  'private.sign_in_state': 'depends on memberships the caller knows nothing of',
  'public.accept_conversation': 'nobody may update conversations',
  'public.accept_invitation': 'the caller is not a member yet',
  'public.activate_member': 'the server’s own; it has made the sign-in',
  'public.add_import_rows': 'imports are written nowhere else',
  'public.add_member': 'members come in nowhere else',
  'public.allow_sign_in_change': 'the server’s own; sign-ins are private',
  'public.apply_subscription': 'the server’s own; it has asked Stripe',
  'public.begin_member_import': 'imports are written nowhere else',
  'public.begin_recovery': 'the server’s own; it has seen the link',
  'public.begin_second_factor': 'the server’s own; secrets are private',
  'public.begin_trial': 'the server’s own; an operator decides it',
  'public.choose_seats': 'nobody may write billing accounts',
  'public.claim_mails': 'the server’s own; mails are private',
  'public.close_conversation': 'nobody may update conversations; visitors may not read them',
  'public.configure_billing': 'the server’s own; it knows whether there is a key',
  'public.console_state': 'reads leases and epochs for the caller only',
  'public.create_invitation': 'invitations are written nowhere else',
  'public.create_organization': 'the caller has no membership yet',
  'public.delete_department': 'departments are written nowhere else',
  'public.delete_form': 'forms are written nowhere else',
  'public.delete_group': 'groups are written nowhere else',
  'public.delete_old_conversations': 'the server’s own; nobody may delete conversations',
  'public.delete_site_hours': 'hours are written by their own functions alone',
  'public.delete_skill': 'skills are written nowhere else',
  'public.delete_targeting_rule': 'rules are written by their own functions alone',
  'public.department_readiness': 'counts members whatever the caller’s group',
  'public.end_lease': 'agents renew nothing but their own lease',
  'public.end_member_import': 'imports are written by their own functions alone',
  'public.end_recovery': 'the server’s own; sign-ins are private',
  'public.end_second_factor': 'the server’s own; secrets are private',
  'public.find_site_agents': 'one pass over an index instead of a policy for each row',
  'public.hand_import_rows': 'imports are written by their own functions alone',
  'public.heartbeat': 'agents renew nothing but their own lease',
  'public.hit_rate_limit': 'the server’s own; counters are private',
  'public.import_rows_to_hand': 'whether an address signs in is known to nobody else',
  'public.invite_members': 'members come in nowhere else',
  'public.is_recovering': 'the server’s own; sign-ins are private',
  'public.leave_message': 'visitors hold no rights on the tables',
  'public.link_customer': 'the server’s own; it has made the customer',
  'public.list_departments': 'counts many rows without asking a policy for each',
  'public.list_groups': 'counts many rows without asking a policy for each',
  'public.list_members': 'one pass over an index instead of a policy for each row',
  'public.list_retention_due': 'the server’s own; called once a day',
  'public.list_site_agents': 'reads leases of many without asking a policy for each',
  'public.make_live': 'nobody may update conversations',
  'public.mark_conversation': 'nobody may update conversations; visitors may not read them',
  'public.may_manage_sign_in': 'depends on memberships the caller knows nothing of',
  'public.member_account': 'one round trip for the page, and says what the caller may change',
  'public.move_department': 'position is no column anybody may update',
  'public.move_member': 'position is no column anybody may update',
  'public.move_targeting_rule': 'rules are written by their own functions alone',
  'public.my_session': 'whoever is let in nowhere is still owed a reason',
  'public.my_sign_ins': 'sign-ins are private; people see their own',
  'public.open_visitor_session': 'the server’s own; this is where a visitor comes to exist',
  'public.pass_second_factor': 'the server’s own; secrets are private',
  'public.plan_limits': 'plans are private',
  'public.preview_routing': 'looks at everybody’s leases and loads',
  'public.read_opening_hours': 'private functions work out what they come to',
  'public.record_session': 'the server’s own; it sees the address',
  'public.reopen_conversation': 'nobody may update conversations',
  'public.replace_password': 'nobody may end another’s sessions or write the log',
  'public.reset_second_factor': 'second factors are private',
  'public.retention_outlook': 'plans are private, and the count is of all conversations',
  'public.return_conversation': 'nobody may update conversations',
  'public.revoke_invitation': 'nobody may write invitations',
  'public.revoke_sessions': 'sign-ins are private; people end their own',
  'public.run_member_import': 'members come in nowhere else',
  'public.save_department': 'departments are written nowhere else',
  'public.save_form': 'forms are written nowhere else',
  'public.save_group': 'groups are written nowhere else',
  'public.save_opening_hours': 'hours are written by their own functions alone',
  'public.save_order_information': 'nobody may write billing accounts',
  'public.save_skill': 'skills are written nowhere else',
  'public.save_targeting_rule': 'rules are written by their own functions alone',
  'public.second_factor_of': 'the server’s own; secrets are private',
  'public.send_message': 'order and counters are decided there',
  'public.set_availability': 'agents set nothing but their own status',
  'public.set_department_members': 'departments are written nowhere else',
  'public.set_department_sites': 'what a site hides is written nowhere else',
  'public.set_group_members': 'groups are written nowhere else',
  'public.set_member_email': 'a person’s memberships elsewhere keep the same address',
  'public.set_recovery_codes': 'the server’s own; secrets are private',
  'public.set_site_agents': 'who serves a site is written nowhere else',
  'public.set_skill_members': 'skills are written nowhere else',
  'public.set_typing': 'nobody may send to a topic',
  'public.set_visitor_page': 'visitors hold no rights on the tables',
  'public.settle_billing': 'the server’s own; called by the comparison',
  'public.settle_mail': 'the server’s own; mails are private',
  'public.show_invitation': 'the server’s own; the reader has not signed in',
  'public.site_readiness': 'counts whatever the caller’s scope',
  'public.start_conversation': 'visitors hold no rights on the tables',
  'public.submit_rating': 'visitors hold no rights on the tables',
  'public.transfer_conversation': 'nobody may update conversations',
  'public.transfer_targets': 'looks at colleagues’ leases and loads, for who may hand it over',
  'public.unwatch_conversation': 'nobody may write watches directly',
  'public.update_member': 'members are changed nowhere else',
  'public.update_members': 'members are changed nowhere else',
  'public.use_recovery_code': 'the server’s own; secrets are private',
  'public.visitor_messages': 'visitors hold no rights on the tables',
  'public.visitor_state': 'visitors hold no rights on the tables',
  'public.watch_conversation': 'nobody may write watches directly',
  'public.who_is_online':
    'leases are for whoever manages their member; that somebody is there shows in lists',
  'public.widget_config': 'the server’s own; counts agents nobody outside may see',
  'public.widget_form': 'the server’s own; whoever asks is nobody yet',
};

/** What a signed-in caller may execute in the private schema: what policies and constraints ask. */
const CALLED_BY_POLICIES = [
  'private.are_automatic_messages',
  'private.are_by_language',
  'private.are_site_texts',
  'private.can_read_topic',
  'private.has_unknown_tag',
  'private.is_host',
  'private.is_reserved_slug',
  'private.my_billing_organization_ids',
  'private.my_closed_form_ids',
  'private.my_confined_organization_ids',
  'private.my_department_ids',
  'private.my_mate_ids',
  'private.my_member_ids',
  'private.my_organization_ids',
  'private.my_organization_ids_as',
  'private.my_organization_ids_with',
  'private.my_scope_member_ids',
  'private.my_scope_organization_ids',
  'private.my_scope_site_ids',
  'private.my_served_site_ids',
  'private.my_tested_site_ids',
  'private.refuse',
  'private.session_is_admitted',
];

describe('every table', () => {
  test('has row level security, enabled and forced', async () => {
    const open = sql<{ name: string }[]>`
      select relname as name from pg_class where ${TABLES} and not (relrowsecurity and relforcerowsecurity)`;
    expect(await names(open)).toEqual([]);
  });

  test('has a select policy for signed-in callers', async () => {
    const unread = sql<{ name: string }[]>`
      select c.relname as name from pg_class c where ${TABLES} and not exists (
        select 1 from pg_policy p
        where p.polrelid = c.oid and p.polcmd = 'r' and p.polroles = array['authenticated'::regrole::oid])`;
    expect(await names(unread)).toEqual([]);
  });

  test('names its organization, and keeps its references inside it', async () => {
    const loose = sql<{ name: string }[]>`
      select c.relname as name from pg_class c where ${TABLES} and c.relname <> 'organizations' and not exists (
        select 1 from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'organization_id' and a.attnotnull and a.atttypid = 'uuid'::regtype)`;
    expect(await names(loose)).toEqual([]);
    const crossing = sql<{ name: string }[]>`
      select k.conname as name from pg_constraint k
      where k.contype = 'f' and k.connamespace = 'public'::regnamespace
        and k.confrelid not in ('public.organizations'::regclass, 'auth.users'::regclass)
        and not (
          (select attname from pg_attribute where attrelid = k.conrelid and attnum = k.conkey[1]) = 'organization_id'
          and (select attname from pg_attribute where attrelid = k.confrelid and attnum = k.confkey[1]) = 'organization_id')`;
    expect(await names(crossing)).toEqual([]);
    const referenced = await sql`
      select 1 from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`;
    expect(referenced.length).toBeGreaterThan(10);
  });

  test('has an index behind every foreign key', async () => {
    // Either all of its columns lead an index, or the id among them does, which is unique by itself.
    const unindexed = sql<{ name: string }[]>`
      select k.conrelid::regclass || '.' || k.conname as name from pg_constraint k
      where k.contype = 'f' and k.connamespace = 'public'::regnamespace and not exists (
        select 1 from pg_index i
        where i.indrelid = k.conrelid
          and ((i.indkey::int2[])[0 : cardinality(k.conkey) - 1] @> k.conkey
            or i.indkey[0] = k.conkey[cardinality(k.conkey)]))`;
    expect(await names(unindexed)).toEqual([]);
  });

  test('gives nothing to anonymous callers, to everybody, or to the server beyond reading', async () => {
    const granted = await sql<{ grantee: string; name: string; privileges: string[] }[]>`
      select coalesce(nullif(a.grantee, 0)::regrole::text, 'public') as grantee, c.relname as name,
             array_agg(a.privilege_type order by 1) as privileges
      from pg_class c cross join aclexplode(c.relacl) a
      where c.relnamespace = 'public'::regnamespace and a.grantee <> c.relowner
      group by 1, 2`;
    for (const { grantee, name, privileges } of granted) {
      expect({ grantee, name, privileges }).toEqual({
        grantee: expect.stringMatching(/^(authenticated|service_role)$/),
        name,
        privileges: ['SELECT'],
      });
    }
    expect(granted.length).toBeGreaterThan(10);
    const columns = sql<{ name: string }[]>`
      select a.attrelid::regclass || '.' || a.attname as name from pg_attribute a
      join pg_class c on c.oid = a.attrelid and c.relnamespace = 'public'::regnamespace
      cross join aclexplode(a.attacl) x
      where x.grantee not in ('authenticated'::regrole, c.relowner)`;
    expect(await names(columns)).toEqual([]);
  });
});

describe('every policy', () => {
  const policies = () => sql<{ name: string; roles: string; using: string; check: string; verb: string }[]>`
    select p.polrelid::regclass || '.' || p.polname as name, p.polcmd as verb,
           array_to_string(p.polroles::regrole[], ',') as roles,
           coalesce(pg_get_expr(p.polqual, p.polrelid), '') as using,
           coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') as check
    from pg_policy p join pg_class c on c.oid = p.polrelid
    where c.relnamespace = 'public'::regnamespace or p.polname like 'foyer%'`;

  test('names the role it is for, one verb, and a condition that is not simply true', async () => {
    const all = await policies();
    expect(all.length).toBeGreaterThan(15);
    for (const policy of all) {
      expect(policy).toMatchObject({ roles: 'authenticated', verb: expect.stringMatching(/^[rawd]$/) });
      for (const condition of [policy.using, policy.check]) expect(condition).not.toMatch(/^\(?true\)?$/i);
      if (policy.verb === 'w') expect(policy.check).not.toBe('');
    }
  });

  test('asks its helper functions in a sub-select, once for each query and not once for each row', async () => {
    for (const { name, using, check } of await policies()) {
      for (const condition of [using, check]) {
        const calls = condition.match(/\b(private|auth|realtime)\.\w+\(/g) ?? [];
        const wrapped =
          condition.match(/\( ?SELECT (?:\([^)]*)?(private|auth|realtime)\.\w+\(|FROM private\.\w+\(/g) ?? [];
        expect({ name, condition, bare: calls.length - wrapped.length }).toEqual({
          name,
          condition,
          bare: 0,
        });
      }
    }
  });
});

describe('every view', () => {
  // What others may know of members whose rows they may not read; it asks itself who is asking.
  const WITH_OWNERS_RIGHTS = ['colleagues'];

  test('runs with the rights of whoever asks', async () => {
    const definers = sql<{ name: string }[]>`
      select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'v'
        and not coalesce(reloptions @> '{security_invoker=on}' or reloptions @> '{security_invoker=true}', false)`;
    expect(await names(definers)).toEqual(WITH_OWNERS_RIGHTS);
    const materialized = sql<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('m', 'f')`;
    expect(await names(materialized)).toEqual([]);
  });
});

describe('every function', () => {
  const functions = (condition: ReturnType<typeof sql>) => sql<{ name: string }[]>`
    select distinct p.pronamespace::regnamespace || '.' || p.proname as name from pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and ${condition} order by 1`;

  test('has an empty search path', async () => {
    // What commits may not set one; it names the schema of everything, and acts with its caller's rights.
    expect(await names(functions(sql`not coalesce(p.proconfig @> array['search_path=""'], false)`))).toEqual([
      'private.sweep',
    ]);
  });

  test('that is security definer is on the list, with its reason', async () => {
    expect(await names(functions(sql`p.prosecdef`))).toEqual(Object.keys(DEFINERS).toSorted());
  });

  test('that is security definer says in its body, or in its section, why', async () => {
    const silent = await names(
      functions(
        sql`p.prosecdef and p.pronamespace = 'public'::regnamespace and p.prosrc !~* 'security definer'`,
      ),
    );
    expect(silent).toEqual([]);
  });

  test('is closed to everybody and to anonymous callers', async () => {
    const open = functions(sql`(
      has_function_privilege('anon', p.oid, 'execute')
      or exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0))`);
    expect(await names(open)).toEqual([]);
  });

  test('of the private schema is closed to signed-in callers unless a policy or constraint asks it', async () => {
    const open = functions(sql`
      p.pronamespace = 'private'::regnamespace and has_function_privilege('authenticated', p.oid, 'execute')`);
    expect(await names(open)).toEqual(CALLED_BY_POLICIES);
  });

  test('of the public schema is open to members and visitors or to the server, never to both', async () => {
    const shared = functions(sql`
      p.pronamespace = 'public'::regnamespace and has_function_privilege('authenticated', p.oid, 'execute')
        = has_function_privilege('service_role', p.oid, 'execute')`);
    expect(await names(shared)).toEqual([]);
  });
});

describe('what migrations leave behind', () => {
  test('holds nothing in the private schema a caller may read or write', async () => {
    const open = sql<{ name: string }[]>`
      select c.relname as name from pg_class c
      cross join (values ('anon'), ('authenticated'), ('service_role')) r (role)
      where c.relnamespace = 'private'::regnamespace and c.relkind in ('r', 'v', 'S')
        and has_table_privilege(r.role, c.oid, 'select, insert, update, delete')`;
    expect(await names(open)).toEqual([]);
  });

  test('gives a later table or function to nobody by default', async () => {
    await sql
      .begin(async (tx) => {
        await tx`set local role app_migrator`;
        await tx`create table public.forgotten (id int)`;
        await tx`create function public.forgotten_too() returns int language sql as 'select 1'`;
        const [answer] = await tx`
          select has_table_privilege('authenticated', 'public.forgotten', 'select')
                 or has_table_privilege('anon', 'public.forgotten', 'select') as table,
                 has_function_privilege('authenticated', 'public.forgotten_too()', 'execute')
                 or has_function_privilege('anon', 'public.forgotten_too()', 'execute') as function`;
        expect(answer).toEqual({ table: false, function: false });
        throw new Error('undo');
      })
      .catch((error: Error) => {
        if (error.message !== 'undo') throw error;
      });
  });

  test('lets nobody who signs in send to a topic: the only policy there is about listening', async () => {
    const writing = await sql`
      select polname from pg_policy where polrelid = 'realtime.messages'::regclass and polcmd <> 'r'`;
    expect([...writing]).toEqual([]);
  });
});
