import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { z } from 'zod';
import { createRestClient, type RestClient } from '@/bench/load/rest-client';
import { type Backend, startBackend } from '@/embedded/backend';
import { freePorts } from '@/embedded/ports';
import { removeCluster } from '@/embedded/postgres';
import { type Doors, openDoors } from '@/embedded/seed/doors';

export type Agent = { memberId: string; token: string; topics: string[] };
export type Chat = { id: string; visitorId: string; visitorToken: string };

/** A backend of its own in a temporary folder, with one organization, one site, and one agent who takes everything. */
export type Stage = {
  dataDir: string;
  appPort: number;
  shopPort: number;
  appUrl: string;
  backend: Backend;
  doors: Doors;
  rest: RestClient;
  /** Superuser: lifts what the bench may lift, counts rows, fills tables. */
  sql: postgres.Sql;
  organization: { id: string; slug: string };
  site: { id: string; key: string };
  administrator: { email: string; password: string };
  agent: Agent;
  /** A conversation that the agent has, with its first message from the visitor. */
  openChat(): Promise<Chat>;
};

const anything = z.unknown();
const organizationRow = z.object({ id: z.string(), slug: z.string(), member_id: z.string() });
const consoleState = z.object({ topics: z.array(z.string()) });

/** What is started here is stopped, in reverse, by what is handed to `onEnd`. */
export async function setStage(onEnd: (stop: () => Promise<void>) => void): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-bench-'));
  onEnd(async () => {
    await removeCluster(dataDir);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });
  const [gateway = 0, postgresPort = 0, inbox = 0, smtp = 0, appPort = 0, shopPort = 0, stripe = 0] =
    await freePorts(7);
  const appUrl = `http://localhost:${appPort}`;
  const backend = await startBackend({
    dataDir,
    ports: { gateway, postgres: postgresPort, inbox, smtp, stripe },
    siteUrl: appUrl,
    // The bounds of a hosted project end a load test after a few seconds; here they are not what is measured.
    realtimeLimits: { eventsPerSecondMax: 1_000_000, joinsPerSecondMax: 100_000 },
  });
  onEnd(() => backend.stop());
  const sql = postgres(backend.databaseUrl, { max: 2, onnotice: () => undefined });
  onEnd(() => sql.end({ timeout: 5 }));
  await sql`update private.limits set value = 1000000000 where name = 'visitor_messages_per_minute'`;

  const doors = openDoors(backend);
  const administrator = { email: 'bench@foyer.example', password: randomUUID() };
  const caller = await doors.signUp(administrator.email, administrator.password);
  const organization = await doors.rpc(
    caller,
    'create_organization',
    { p_name: 'Bench', p_first_name: 'Ada', p_last_name: 'Bench', p_nickname: 'Ada' },
    organizationRow,
  );
  const site = await doors.insert(
    caller,
    'sites',
    {
      organization_id: organization.id,
      name: 'Bench',
      addresses: [`localhost:${shopPort}`],
      assignment: 'manual',
    },
    z.object({ id: z.string(), public_key: z.string() }),
  );
  // One agent holds every conversation, however many.
  await sql`update public.agent_availability set live_max = null where member_id = ${organization.member_id}`;
  const { topics } = await doors.rpc(
    caller,
    'console_state',
    { p_organization: organization.id },
    consoleState,
  );
  const rest = createRestClient(backend);
  onEnd(async () => rest.close());

  return {
    dataDir,
    appPort,
    shopPort,
    appUrl,
    backend,
    doors,
    rest,
    sql,
    organization,
    site: { id: site.id, key: site.public_key },
    administrator,
    agent: { memberId: organization.member_id, token: caller.token, topics },
    async openChat() {
      const chat = await startChat(doors, site.public_key);
      await doors.rpc(caller, 'accept_conversation', { p_conversation: chat.id }, anything);
      return chat;
    },
  };
}

const visitorSession = z.object({ visitor_id: z.string() });

/** A new visitor's first message; the conversation waits until somebody takes it. */
export async function startChat(doors: Doors, siteKey: string): Promise<Chat> {
  const { visitor_id: visitorId } = await doors.rpc(
    'server',
    'open_visitor_session',
    { p_site_key: siteKey, p_secret: null, p_locale: 'en', p_user_agent: 'bench', p_create: true },
    visitorSession,
  );
  const { token: visitorToken } = await doors.visitorToken(visitorId);
  const id = randomUUID();
  const start = { p_conversation: id, p_message: randomUUID(), p_body: 'Hello, is anybody there?' };
  await doors.rpc({ token: visitorToken }, 'start_conversation', start, anything);
  return { id, visitorId, visitorToken };
}
