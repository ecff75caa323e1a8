import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type SubscriptionState, subscriptionState } from '@/tests/support/billing';
import { attempt, call, only, openDatabase, outcomeOf, rpc, server, tryRpc } from '@/tests/support/database';
import {
  addMember,
  addMembers,
  addSite,
  type Company,
  createCompany,
  type Member,
} from '@/tests/support/people';

const sql = openDatabase(12);

type Account = {
  plan: string;
  version: number;
  choose_by: Date | null;
  grace_until: Date | null;
  kept_members: string[] | null;
};
const accountOf = async (company: Company): Promise<Account> =>
  only(await sql<Account[]>`select * from public.billing_accounts where organization_id = ${company.id}`);
const seatsOf = async (company: Company) =>
  only(
    await sql<{ seat_limit: number | null; used: number }[]>`
    select seat_limit, used from public.seats where organization_id = ${company.id}`,
  );
const agentsOf = async (company: Company): Promise<string[]> =>
  (
    await sql<{ id: string }[]>`
    select id from public.members where organization_id = ${company.id} and status = 'active' and 'agent' = any (rights)
    order by id`
  ).map(({ id }) => id);

/** A company whose plans count: on trial, as one founded while the installation sells subscriptions. */
async function createCustomer(): Promise<Company> {
  const company = await createCompany(sql);
  await rpc(sql, server, 'begin_trial', { p_organization: company.id });
  return company;
}

async function apply(
  company: Company,
  state: SubscriptionState,
  { event = `evt_${randomUUID()}`, version }: { event?: string | null; version?: number } = {},
): Promise<string> {
  const answer = await rpc<{ outcome: string }>(sql, server, 'apply_subscription', {
    p_organization: company.id,
    p_version: version ?? (await accountOf(company)).version,
    p_event: event,
    p_type: event === null ? 'comparison' : 'customer.subscription.updated',
    p_state: sql.json(state),
  });
  return answer.outcome;
}

const endTrial = (company: Company) =>
  sql`update public.billing_accounts set trial_ends_at = now() - interval '1 second' where organization_id = ${company.id}`;
const settle = () => rpc<number>(sql, server, 'settle_billing');

function* permutations<T>(list: readonly T[]): Generator<T[]> {
  if (list.length <= 1) yield [...list];
  for (const [at, first] of list.entries()) {
    for (const rest of permutations(list.filter((_, index) => index !== at))) yield [first, ...rest];
  }
}

describe('what was paid', () => {
  test('an organization founded where subscriptions are sold begins a trial of ten seats; elsewhere there is no limit [P14, I2]', async () => {
    const company = await createCompany(sql);
    expect(await seatsOf(company)).toEqual({ seat_limit: null, used: 1 });
    const founder = company.administrator;
    const founded = await attempt(sql, server, async (tx) => {
      await call(tx, 'configure_billing', { p_is_on: true });
      await tx`reset role`;
      await tx`select set_config('request.jwt.claims', ${JSON.stringify({ role: 'authenticated', sub: founder.id })}, true)`;
      const { id } = await call<{ id: string }>(tx, 'create_organization', {
        p_name: 'On trial',
        p_first_name: 'A',
        p_last_name: 'B',
        p_nickname: 'C',
      });
      return only(
        await tx`
        select a.plan, s.seat_limit, s.used, (select count(*)::int from public.members m where m.organization_id = a.organization_id) as people
        from public.billing_accounts a join public.seats s using (organization_id) where organization_id = ${id}`,
      );
    });
    // The three default operators are invited: nobody counts before they have come.
    expect(founded).toEqual({ ok: true, value: { plan: 'trial', seat_limit: 10, used: 1, people: 4 } });
  });

  test('five events in every order, each delivered twice, end in what Stripe says [A44]', async () => {
    const company = await createCustomer();
    const customer = `cus_${randomUUID()}`;
    const base = { customer, subscription: `sub_${randomUUID()}`, invoices: [] };
    const story = [
      subscriptionState({ ...base, status: 'incomplete', quantity: 4 }),
      subscriptionState({ ...base, quantity: 4 }),
      subscriptionState({ ...base, quantity: 7 }),
      subscriptionState({ ...base, quantity: 7, status: 'past_due' }),
      subscriptionState({ ...base, quantity: 6, interval: 'year' }),
    ];
    for (const order of permutations([0, 1, 2, 3, 4])) {
      const round = randomUUID();
      // An event is seen at the earliest when it has happened: Stripe is then at that chapter or a later one.
      const outcomes: string[] = [];
      for (const chapter of [...order, ...order.toReversed()]) {
        const now = story[Math.max(chapter, ...order.slice(0, order.indexOf(chapter)))];
        if (now) outcomes.push(await apply(company, now, { event: `evt_${round}_${chapter}` }));
      }
      expect(outcomes.toSorted()).toEqual([...Array(5).fill('applied'), ...Array(5).fill('duplicate')]);
      expect(await seatsOf(company)).toMatchObject({ seat_limit: 6 });
    }
    expect(await accountOf(company)).toMatchObject({
      plan: 'seat',
      status: 'active',
      billing_interval: 'year',
    });
    // 120 orders of ten deliveries each.
  }, 180_000);

  test('a state fetched before somebody else wrote is not written after it', async () => {
    const company = await createCustomer();
    const { version } = await accountOf(company);
    expect(await apply(company, subscriptionState({ quantity: 9 }), { version })).toBe('applied');
    const event = `evt_${randomUUID()}`;
    expect(await apply(company, subscriptionState({ quantity: 2 }), { version, event })).toBe('stale');
    expect(await seatsOf(company)).toMatchObject({ seat_limit: 9 });
    // Its event is not used up: fetched again, it is written.
    expect(await apply(company, subscriptionState({ quantity: 9 }), { event })).toBe('applied');
  });

  test('twenty handlers at once, each fetching again when it was too late, end in what Stripe says', async () => {
    const company = await createCustomer();
    let paid = 1;
    const handle = async (event: string): Promise<void> => {
      for (;;) {
        const { version } = await accountOf(company);
        const state = subscriptionState({ quantity: paid, invoices: [] });
        if ((await apply(company, state, { event, version })) !== 'stale') return;
      }
    };
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        paid = n + 2;
        await handle(`evt_${company.id}_${n}`);
      }),
    );
    expect(await seatsOf(company)).toMatchObject({ seat_limit: 21 });
  });

  test('nothing is given for a first payment that is not finished, and what was stored wrongly is repaired and told', async () => {
    const company = await createCustomer();
    await apply(company, subscriptionState({ status: 'incomplete', quantity: 50 }));
    expect(await seatsOf(company)).toMatchObject({ seat_limit: 10 });
    const state = subscriptionState({ quantity: 12 });
    expect(await apply(company, state, { event: null })).toBe('repaired');
    expect(await seatsOf(company)).toMatchObject({ seat_limit: 12 });
    expect(await apply(company, state, { event: null })).toBe('unchanged');
    const drift = only(
      await sql`select before, after from public.billing_drifts where organization_id = ${company.id}`,
    );
    expect(drift).toMatchObject({
      before: { status: 'incomplete' },
      after: { status: 'active', quantity: 12 },
    });
  });

  test('paid per contact, agents and channels have no limit [I27, I2]', async () => {
    const company = await createCustomer();
    await apply(company, subscriptionState({ plan: 'contact', quantity: 1 }));
    expect(await seatsOf(company)).toMatchObject({ seat_limit: null });
    const limits = await rpc(sql, company.administrator, 'plan_limits', { p_organization: company.id });
    expect(limits).toMatchObject({
      plan: 'contact',
      sites: null,
      channels: ['live', 'nrt', 'call', 'video', 'third_party'],
    });
  });
});

describe('seats', () => {
  test('one seat left, fifty at once take it, by coming back or becoming an agent, fifty times over: exactly one has it [P14]', async () => {
    const company = await createCustomer();
    const used = 1;
    await apply(company, subscriptionState({ quantity: used + 1 }));
    const people = [
      ...(await addMembers(sql, company, 25, { status: 'suspended' })),
      ...(await addMembers(sql, company, 25, { rights: ['expert'] })),
    ];
    const take = (member: Member, at: number) =>
      tryRpc(sql, company.administrator, 'update_member', {
        p_member: member.memberId,
        p_changes: sql.json(at < 25 ? { status: 'active' } : { rights: ['expert', 'agent'] }),
      });
    for (let round = 0; round < 50; round += 1) {
      const state = subscriptionState({ quantity: used + 1, invoices: [] });
      const [results] = await Promise.all([Promise.all(people.map(take)), apply(company, state)]);
      const lost = results.filter((result) => !result.ok);
      expect(lost).toHaveLength(49);
      for (const result of lost) expect(result).toMatchObject({ code: 'PT409', message: 'no_seat_left' });
      expect(await seatsOf(company)).toEqual({ seat_limit: 2, used: 2 });
      expect(await agentsOf(company)).toHaveLength(2);
      const at = results.findIndex((result) => result.ok);
      const winner = people[at];
      if (!winner) throw new Error('Nobody won.');
      await rpc(sql, company.administrator, 'update_member', {
        p_member: winner.memberId,
        p_changes: sql.json(at < 25 ? { status: 'suspended' } : { rights: ['expert'] }),
      });
    }
  }, 120_000);

  test('with fewer of them, who was chosen keeps one, and the others stay members without it', async () => {
    const company = await createCustomer();
    await apply(company, subscriptionState({ quantity: 5 }));
    const agents = await addMembers(sql, company, 4);
    const kept = [company.administrator, ...agents.slice(2)].map(({ memberId }) => memberId).toSorted();
    const choose = (members: string[]) =>
      tryRpc(sql, company.administrator, 'choose_seats', { p_organization: company.id, p_members: members });
    const tooMany = { code: 'PT422', message: 'too_many_at_once', field: 'members' };
    expect(await choose(Array(5001).fill(company.administrator.memberId))).toMatchObject(tooMany);
    expect(await choose(kept)).toMatchObject({ ok: true });
    expect(await agentsOf(company)).toHaveLength(5);
    await apply(company, subscriptionState({ quantity: 3 }));
    expect(await agentsOf(company)).toEqual(kept);
    expect(await seatsOf(company)).toEqual({ seat_limit: 3, used: 3 });
    expect(await accountOf(company)).toMatchObject({ kept_members: null, choose_by: null });
    const others =
      await sql`select status from public.members where id = any (${agents.slice(0, 2).map((a) => a.memberId)})`;
    expect(others.map(({ status }) => status)).toEqual(['active', 'active']);
  });

  test('nobody loses one unasked: there are two weeks to choose, and then administrators and the longest here keep theirs', async () => {
    const company = await createCustomer();
    await apply(company, subscriptionState({ quantity: 5 }));
    const agents: Member[] = [];
    for (const nickname of ['First', 'Second', 'Third', 'Fourth'])
      agents.push(await addMember(sql, company, { nickname }));
    await endTrial(company);
    await apply(company, subscriptionState({ status: 'canceled', quantity: 0 }));
    expect(await seatsOf(company)).toEqual({ seat_limit: 3, used: 5 });
    const { choose_by } = await accountOf(company);
    expect(choose_by?.getTime()).toBeGreaterThan(Date.now() + 13 * 86_400_000);
    const refused = await outcomeOf(addMember(sql, company));
    expect(refused).toMatchObject({ ok: false, message: 'no_seat_left' });
    await settle();
    expect(await agentsOf(company)).toHaveLength(5);
    await sql`update public.billing_accounts set choose_by = now() where organization_id = ${company.id}`;
    await settle();
    const longest = [company.administrator, ...agents.slice(0, 2)].map(({ memberId }) => memberId);
    expect(await agentsOf(company)).toEqual(longest.toSorted());
  });

  test('choosing when there are too few already is done at once', async () => {
    const company = await createCustomer();
    const agents = await addMembers(sql, company, 4);
    await endTrial(company);
    expect(await settle()).toBeGreaterThan(0);
    expect(await accountOf(company)).toMatchObject({ plan: 'free' });
    const kept = [company.administrator, ...agents.slice(2)].map(({ memberId }) => memberId).toSorted();
    await rpc(sql, company.administrator, 'choose_seats', { p_organization: company.id, p_members: kept });
    expect(await agentsOf(company)).toEqual(kept);
  });

  test('a failed payment leaves what was paid for two weeks, and a payment that follows leaves it for good', async () => {
    const company = await createCustomer();
    await endTrial(company);
    await apply(company, subscriptionState({ quantity: 6 }));
    await apply(company, subscriptionState({ quantity: 6, status: 'past_due' }));
    const { grace_until } = await accountOf(company);
    expect(grace_until?.getTime()).toBeGreaterThan(Date.now() + 13 * 86_400_000);
    expect(await seatsOf(company)).toMatchObject({ seat_limit: 6 });
    // A second failure is no second grace.
    await apply(company, subscriptionState({ quantity: 6, status: 'past_due' }));
    expect((await accountOf(company)).grace_until).toEqual(grace_until);
    await sql`update public.billing_accounts set grace_until = now() where organization_id = ${company.id}`;
    await settle();
    expect(await seatsOf(company)).toMatchObject({ seat_limit: 3 });
    await apply(company, subscriptionState({ quantity: 6 }));
    expect(await accountOf(company)).toMatchObject({ plan: 'seat', grace_until: null });
    expect(await seatsOf(company)).toMatchObject({ seat_limit: 6 });
  });
});

describe('what a plan allows', () => {
  const setChannels = (company: Company, channels: string[]) =>
    tryRpc(sql, company.administrator, 'update_member', {
      p_member: company.administrator.memberId,
      p_changes: sql.json({ channels }),
    });

  test('a channel outside of it is given to nobody; who had it before keeps it written, for when the plan returns [I26, I34]', async () => {
    const company = await createCustomer();
    expect(await setChannels(company, ['live', 'video'])).toMatchObject({ ok: true });
    expect(await setChannels(company, ['live', 'third_party'])).toMatchObject({
      code: 'PT409',
      message: 'channel_is_not_in_plan',
      field: 'channels',
    });
    await endTrial(company);
    await settle();
    expect(await setChannels(company, ['live', 'nrt', 'video'])).toMatchObject({ ok: true });
    expect(await setChannels(company, ['live', 'call'])).toMatchObject({ message: 'channel_is_not_in_plan' });
    const limits = await rpc(sql, company.administrator, 'plan_limits', { p_organization: company.id });
    expect(limits).toMatchObject({ plan: 'free', channels: ['live', 'nrt'], sites: 1 });
  });

  test('of ten who add the last site at once, one has it', async () => {
    const company = await createCustomer();
    for (let n = 0; n < 4; n += 1) await addSite(sql, company);
    const results = await Promise.all(Array.from({ length: 10 }, () => outcomeOf(addSite(sql, company))));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ code: 'PT409', message: 'no_site_left' });
  });
});

describe('order information [A43]', () => {
  const order = {
    company: 'Acme',
    email: 'Accounts@acme.example',
    line1: '1 Main Street',
    line2: '',
    postal_code: '75002',
    city: 'Paris',
    country: 'fr',
    vat_id: '',
  };
  const save = (company: Company, change: Record<string, unknown>) =>
    tryRpc<{ vat_id: string; email: string }>(sql, company.administrator, 'save_order_information', {
      p_organization: company.id,
      p_order: sql.json({ ...order, ...change } as never),
    });

  test.each([
    ['FR', 'FR 83 404 833 048', 'FR83404833048'],
    ['DE', 'de123456789', 'DE123456789'],
    ['GR', 'EL 123456789', 'EL123456789'],
    ['CH', 'CHE-123.456.788 TVA', 'CHE123456788TVA'],
    ['GB', '', ''],
    ['BR', '12345678000195', '12345678000195'],
  ])('takes a VAT number as %s writes it: %s', async (country, vat_id, stored) => {
    const company = await createCompany(sql);
    expect(await save(company, { country, vat_id })).toMatchObject({
      ok: true,
      value: { vat_id: stored, email: 'accounts@acme.example' },
    });
  });

  test.each([
    [{ vat_id: 'DE123456789' }, 'vat_id_is_invalid', 'vat_id'],
    [{ vat_id: 'FR1234' }, 'vat_id_is_invalid', 'vat_id'],
    [{ country: 'XYZ' }, 'text_is_too_long', 'country'],
    [{ company: ' ' }, 'required', 'company'],
    [{ email: 'nobody' }, 'email_is_invalid', 'email'],
    [{ city: 7 }, 'value_is_invalid', 'city'],
  ])('names what is wrong with %j', async (change, message, field) => {
    const company = await createCompany(sql);
    expect(await save(company, change)).toMatchObject({ ok: false, code: 'PT422', message, field });
  });
});
