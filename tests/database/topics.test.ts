import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, rpc, server } from '@/tests/support/database';
import { addMember, addSite, createCompany, startConversation } from '@/tests/support/people';
import { epochOf, mayListen, momentOf, sendRefusal, sentTo } from '@/tests/support/topics';
import { ACTORS, type Actor, createWorld, MEMBERS, type World } from '@/tests/support/world';

const sql = openDatabase();
let world: World;
let epoch: number;
const own = (member: { memberId: string }) => `member:${member.memberId}:${epochs.get(member.memberId)}`;
let epochs: Map<string, number>;
beforeAll(async () => {
  world = await createWorld(sql);
  epoch = await epochOf(sql, world.company);
  const members = await sql<{ id: string; realtime_epoch: number }[]>`
    select id, realtime_epoch from public.members where organization_id = ${world.company.id}`;
  epochs = new Map(members.map((member) => [member.id, member.realtime_epoch]));
});

/** Who may join which topic; everybody else is refused. */
const TOPICS: { name: string; topic: () => string; by: readonly Actor[] }[] = [
  { name: 'a conversation', topic: () => `conversation:${world.open}`, by: ['visitor'] },
  { name: 'an earlier conversation', topic: () => `conversation:${world.previous}`, by: ['visitor'] },
  { name: 'a waiting conversation', topic: () => `conversation:${world.waiting}`, by: ['other visitor'] },
  { name: 'a member', topic: () => own(world.agent), by: ['agent'] },
  { name: 'the suspended member', topic: () => own(world.suspended), by: [] },
  { name: 'the invited member', topic: () => own(world.invited), by: [] },
  {
    name: 'every console of the organization',
    topic: () => `console:${world.company.id}:${epoch}`,
    by: MEMBERS,
  },
  {
    name: 'the organization',
    topic: () => `organization:${world.company.id}:${epoch}`,
    by: ['supervisor', 'administrator'],
  },
  { name: 'the main site', topic: () => `site:${world.site.id}:${epoch}`, by: ['partner'] },
  { name: 'the other site', topic: () => `site:${world.otherSite.id}:${epoch}`, by: ['neighbour'] },
  {
    name: 'the main site’s queue',
    topic: () => `queue:${world.site.id}:${epoch}`,
    by: ['colleague', 'partner', 'agent', 'administrator'],
  },
  { name: 'the southern group', topic: () => `group:${world.south}:${epoch}`, by: [] },
  {
    name: 'the northern group',
    topic: () => `group:${world.north}:${epoch}`,
    by: ['walled administrator'],
  },
  {
    name: 'the northern group’s at the main site',
    topic: () => `team:${world.north}:${epoch}:${world.site.id}`,
    by: [],
  },
  { name: 'the other site’s queue', topic: () => `queue:${world.otherSite.id}:${epoch}`, by: ['neighbour'] },
];

test.each(TOPICS)(
  'the topic of $name is heard by whom it is for and by nobody else',
  async ({ topic, by }) => {
    const heard: Actor[] = [];
    for (const actor of ACTORS) if (await mayListen(sql, world.actors[actor], topic())) heard.push(actor);
    expect(heard).toEqual(ACTORS.filter((actor) => by.includes(actor)));
  },
);

test('nobody may send to any topic, or show presence on it, not even on their own', async () => {
  for (const { topic } of [...TOPICS, { topic: () => `conversation:${world.open}:typing` }]) {
    for (const actor of ACTORS) {
      for (const extension of ['broadcast', 'presence'] as const) {
        const refusal = await sendRefusal(sql, world.actors[actor], topic(), extension);
        expect({ actor, topic: topic(), extension, refusal }).toMatchObject({ refusal: '42501' });
      }
    }
  }
  expect(await sendRefusal(sql, server, 'anything', 'broadcast')).toBeNull();
});

test('an epoch that is past, to come or missing opens no shared topic', async () => {
  const { site, company, agent } = world;
  const topics = [
    `console:${company.id}`,
    `organization:${company.id}`,
    `site:${site.id}`,
    `queue:${site.id}`,
    `member:${agent.memberId}`,
  ];
  for (const topic of topics) {
    for (const suffix of ['', ':0', `:${epoch - 1}`, `:${epoch + 1}`, ':', `:${epoch}:`, `:0${epoch}1`]) {
      for (const actor of ['partner', 'agent', 'administrator'] as const) {
        expect({
          topic: topic + suffix,
          actor,
          heard: await mayListen(sql, world.actors[actor], topic + suffix),
        }).toEqual({ topic: topic + suffix, actor, heard: false });
      }
    }
  }
});

test('a change of access, for more or for less, tells the topics of before which epoch begins', async () => {
  const company = await createCompany(sql);
  const member = await addMember(sql, company, { rights: ['agent'], scope: 'site' });
  const site = await addSite(sql, company);
  const epochIn = (topics: string[], kind: string) =>
    Number(topics.find((topic) => topic.startsWith(`${kind}:`))?.split(':')[2]);
  const topicsNow = async () =>
    (await rpc<{ topics: string[] }>(sql, member, 'console_state', { p_organization: company.id })).topics;

  const changes: [unknown, string[]][] = [
    [{ scope: 'all' }, ['member']],
    [{ scope: 'own' }, ['epoch', 'member']],
    [{ sites: [site.id] }, ['epoch', 'member']],
    [{ rights: ['agent', 'supervisor'] }, ['member']],
  ];
  for (const [change, kinds] of changes) {
    const before = await topicsNow();
    const moment = await momentOf(sql, before);
    await rpc(sql, company.administrator, 'update_member', { p_member: member.memberId, p_changes: change });
    const after = await topicsNow();
    const heard = (await sentTo(sql, before, moment)).filter(({ event }) =>
      ['epoch', 'member'].includes(event),
    );
    expect({ change, heard: heard.map(({ event }) => event).toSorted() }).toEqual({ change, heard: kinds });
    for (const { topic, payload } of heard) {
      const kind = topic.slice(0, topic.indexOf(':'));
      // What is read before it shows must be told from what is read after.
      expect(payload.epoch).toBe(epochIn(before, kind) + 1);
      expect(epochIn(after, kind)).toBe(payload.epoch);
    }
  }
});

test('a new site is told on the topic all consoles join, and whoever serves it may then hear its queue', async () => {
  const company = await createCompany(sql);
  const member = await addMember(sql, company);
  const before = await epochOf(sql, company);
  const site = await addSite(sql, company);
  expect(await sentTo(sql, [`console:${company.id}:${before}`])).toMatchObject([
    { event: 'epoch', payload: { epoch: before + 1 } },
  ]);
  const { topics } = await rpc<{ topics: string[] }>(sql, member, 'console_state', {
    p_organization: company.id,
  });
  expect(topics).toContain(`queue:${site.id}:${before + 1}`);
});

test('a topic that is malformed, foreign or hostile is refused without an error', async () => {
  const id = world.open;
  const malformed = [
    '',
    ':',
    'conversation',
    'conversation:',
    `conversation:${id}:`,
    `conversation:${id}:1`,
    `conversation:${id} `,
    ` conversation:${id}`,
    `conversation:${id}\n`,
    `CONVERSATION:${id}`,
    `conversation:${id.toUpperCase()}`,
    `conversation:{${id}}`,
    `conversation:${id.replaceAll('-', '')}`,
    `conversation:${'-'.repeat(36)}`,
    `conversation:${id}' or '1'='1`,
    `conversation:${id}:999999999999999999999`,
    `member:${world.agent.memberId}:-1`,
    `message:${id}`,
    `visitor:${world.visitor.id}`,
    `%:${id}`,
    'x'.repeat(5_001),
    '💬',
  ];
  for (const topic of malformed) {
    for (const actor of ['visitor', 'agent', 'administrator'] as const) {
      expect({ topic, actor, heard: await mayListen(sql, world.actors[actor], topic) }).toEqual({
        topic,
        actor,
        heard: false,
      });
    }
  }
});

describe('the topics console_state names', () => {
  test('are exactly those the member may join', async () => {
    const stated: Record<(typeof MEMBERS)[number], string[]> = {
      expert: [own(world.expert)],
      neighbour: [own(world.neighbour), `site:${world.otherSite.id}:${epoch}`],
      colleague: [own(world.colleague), `queue:${world.site.id}:${epoch}`],
      partner: [own(world.partner), `site:${world.site.id}:${epoch}`],
      agent: [own(world.agent), `queue:${world.site.id}:${epoch}`],
      supervisor: [own(world.supervisor), `organization:${world.company.id}:${epoch}`],
      'walled administrator': [own(world.walled), `group:${world.north}:${epoch}`],
      administrator: [own(world.company.administrator), `organization:${world.company.id}:${epoch}`],
    };
    for (const actor of MEMBERS) {
      const state = await rpc<{ topics: string[] }>(sql, world.actors[actor], 'console_state', {
        p_organization: world.company.id,
      });
      expect(state.topics.toSorted()).toEqual(
        [`console:${world.company.id}:${epoch}`, ...stated[actor]].toSorted(),
      );
      for (const topic of state.topics) expect(await mayListen(sql, world.actors[actor], topic)).toBe(true);
    }
  });

  test('bring somebody whose sites and groups both limit them what happens where the two meet', async () => {
    const company = await createCompany(sql);
    const [lead, mate, outsider] = [
      await addMember(sql, company, { scope: 'site' }),
      await addMember(sql, company),
      await addMember(sql, company),
    ];
    const here = await addSite(sql, company, { agents: [lead, mate, outsider] });
    const there = await addSite(sql, company, { agents: [mate] });
    const groupOf = async (name: string, members: { memberId: string }[]) => {
      const id = randomUUID();
      await sql`insert into public.groups (id, organization_id, name) values (${id}, ${company.id}, ${name})`;
      for (const { memberId } of members)
        await sql`insert into public.group_members (organization_id, group_id, member_id)
                  values (${company.id}, ${id}, ${memberId})`;
      return id;
    };
    const north = await groupOf('North', [lead, mate]);
    const south = await groupOf('South', [outsider]);
    const epoch = await epochOf(sql, company);
    const team = (group: string, site: { id: string }) => `team:${group}:${epoch}:${site.id}`;

    const { topics } = await rpc<{ topics: string[] }>(sql, lead, 'console_state', {
      p_organization: company.id,
    });
    expect(topics.toSorted()).toEqual(
      [
        `console:${company.id}:${epoch}`,
        `member:${lead.memberId}:1`,
        `queue:${here.id}:${epoch}`,
        team(north, here),
      ].toSorted(),
    );
    expect(await mayListen(sql, lead, team(north, here))).toBe(true);
    for (const topic of [
      team(north, there),
      team(south, here),
      `team:${north}:${epoch + 1}:${here.id}`,
      `team:${north}:${epoch}`,
    ])
      expect(await mayListen(sql, lead, topic)).toBe(false);
    for (const other of [mate, outsider]) expect(await mayListen(sql, other, team(north, here))).toBe(false);

    const heardOf = async (site: typeof here, agent: typeof mate) => {
      const { id } = await startConversation(sql, site);
      await rpc(sql, agent, 'accept_conversation', { p_conversation: id });
      return (await sentTo(sql, [team(north, here)])).filter(({ payload }) => payload.id === id).length > 0;
    };
    expect(await heardOf(here, mate)).toBe(true);
    expect(await heardOf(there, mate)).toBe(false);
    expect(await heardOf(here, outsider)).toBe(false);
  });

  test('of one organization leave out those of another the person belongs to', async () => {
    const [first, second] = await Promise.all([createCompany(sql), createCompany(sql)]);
    const member = await addMember(sql, first, { scope: 'site' });
    const [here, there] = await Promise.all([addSite(sql, first), addSite(sql, second)]);
    await sql`insert into public.members (organization_id, user_id, email, nickname, rights, scope, status)
              values (${second.id}, ${member.id}, ${`${randomUUID()}@example.org`}, 'Twice', '{agent}', 'site', 'active')`;
    const state = await rpc<{ topics: string[] }>(sql, member, 'console_state', { p_organization: first.id });
    const [epoch, otherEpoch] = await Promise.all([epochOf(sql, first), epochOf(sql, second)]);
    expect(state.topics.toSorted()).toEqual(
      [`console:${first.id}:${epoch}`, `member:${member.memberId}:1`, `site:${here.id}:${epoch}`].toSorted(),
    );
    expect(await mayListen(sql, member, `site:${there.id}:${otherEpoch}`)).toBe(true);
  });
});
