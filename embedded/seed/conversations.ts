import { z } from 'zod';
import type { Member } from '@/embedded/seed/companies';
import type { Doors } from '@/embedded/seed/doors';
import type { Random } from '@/embedded/seed/random';
import type { Script, Speaker } from '@/embedded/seed/scripts';
import type { Site } from '@/embedded/seed/sites';
import { visitedPage } from '@/embedded/seed/visited-pages';

export type HeldConversation = {
  id: string;
  visitorId: string;
  script: Script;
  /** What stands in the thread, by sequence number from 1. */
  thread: { by: Speaker | 'event'; body: string }[];
};

export type Stage = {
  siteOf(script: Script): Site;
  shopUrl: string;
  orderPrefix: string;
  random: Random;
  doors: Doors;
};

const visitorSession = z.object({ visitor_id: z.string(), secret: z.string() });
const anything = z.unknown();

const userAgents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
] as const;

/** Holds the written conversations, one after the other: visitors and agents call the doors in turn. */
export async function holdConversations(scripts: Script[], stage: Stage): Promise<HeldConversation[]> {
  const held: HeldConversation[] = [];
  const openBy = new Map<string, number>();
  // Whoever writes again under the same name is the same visitor.
  const knownSecrets = new Map<string, string>();
  for (const script of scripts) {
    const { agents } = stage.siteOf(script);
    const agent = script.state === 'open' ? leastBusy(agents, openBy) : stage.random.pick(agents);
    if (script.state === 'open') openBy.set(agent.memberId, (openBy.get(agent.memberId) ?? 0) + 1);
    held.push(await hold(script, agent, stage, knownSecrets));
  }
  return held;
}

function leastBusy(agents: Site['agents'], openBy: Map<string, number>): Member {
  const load = (member: Member) => openBy.get(member.memberId) ?? 0;
  return agents.reduce((best, member) => (load(member) < load(best) ? member : best));
}

async function hold(
  script: Script,
  agent: Member,
  stage: Stage,
  knownSecrets: Map<string, string>,
): Promise<HeldConversation> {
  const { doors, random } = stage;
  const site = stage.siteOf(script);
  const order = `${stage.orderPrefix}-${random.whole(41_000, 49_000)}`;
  const fill = (body: string) => body.replaceAll('{order}', order).replaceAll('{agent}', agent.firstName);

  const { visitor_id: visitorId, secret } = await doors.rpc(
    'server',
    'open_visitor_session',
    {
      p_site_key: site.key,
      p_secret: (script.visitorName && knownSecrets.get(script.visitorName)) ?? null,
      p_locale: script.locale,
      p_user_agent: random.pick(userAgents),
      p_create: true,
    },
    visitorSession,
  );
  if (script.visitorName) knownSecrets.set(script.visitorName, secret);
  const visitor = await doors.visitorToken(visitorId);
  const page = visitedPage(script.page, script.locale, stage.shopUrl);
  await doors.rpc(visitor, 'set_visitor_page', { p_url: page.url, p_title: page.title }, anything);

  const id = random.uuid();
  const thread: HeldConversation['thread'] = [];
  for (const [speaker, text] of script.lines) {
    const body = fill(text);
    if (thread.length === 0) {
      const start = { p_conversation: id, p_message: random.uuid(), p_body: body };
      await doors.rpc(visitor, 'start_conversation', start, anything);
      thread.push({ by: 'visitor', body });
      if (script.state === 'waiting') continue;
      await doors.rpc(agent.caller, 'accept_conversation', { p_conversation: id }, anything);
      thread.push({ by: 'event', body: 'assigned' });
      continue;
    }
    const message = { p_conversation: id, p_id: random.uuid(), p_body: body };
    const kind = speaker === 'note' ? { p_kind: 'note' } : {};
    const author = speaker === 'visitor' ? visitor : agent.caller;
    await doors.rpc(author, 'send_message', { ...message, ...kind }, anything);
    thread.push({ by: speaker, body });
  }

  const seen = thread.length;
  const lastAnswer = thread.findLastIndex((entry) => entry.by === 'agent') + 1;
  if (script.state !== 'waiting') {
    const bothSeen = script.state === 'closed';
    const readByAgent = bothSeen ? seen : lastAnswer;
    await doors.rpc(
      visitor,
      'mark_conversation',
      { p_conversation: id, p_delivered: seen, p_read: lastAnswer },
      anything,
    );
    await doors.rpc(
      agent.caller,
      'mark_conversation',
      { p_conversation: id, p_delivered: seen, p_read: readByAgent },
      anything,
    );
  }
  if (script.state === 'closed') {
    await doors.rpc(agent.caller, 'close_conversation', { p_conversation: id }, anything);
    thread.push({ by: 'event', body: 'closed' });
  }
  return { id, visitorId, script, thread };
}
