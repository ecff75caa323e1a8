import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import WebSocket, { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import type { Backend } from '@/embedded/backend';

const BODY = 'Hello, I would like to know whether the lamp comes with a bulb and when it could be here.';
const CONNECTIONS = 16;
const DATABASE = 'bench_raw';

/**
 * The limit Foyer is held against: the same Postgres, one process that inserts a row, is notified by a
 * trigger and writes to two websockets, the sender's and the receiver's. No accounts, no tenants, no policies.
 */
export type RawPipeline = {
  /** Inserts one message; `stored` resolves when it is committed. */
  send(conversation: number): { id: string; stored: Promise<unknown> };
  onMessage(listener: (id: string, side: 'visitor' | 'agent') => void): void;
  count(): Promise<number>;
  close(): Promise<void>;
};

export async function openRawPipeline(backend: Backend): Promise<RawPipeline> {
  const admin = postgres(backend.databaseUrl, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`drop database if exists ${DATABASE}`);
  await admin.unsafe(`create database ${DATABASE}`);
  const url = new URL(backend.databaseUrl);
  url.pathname = `/${DATABASE}`;
  const sql = postgres(url.toString(), { max: CONNECTIONS, onnotice: () => undefined });
  await sql.unsafe(`
    create table messages (
      id uuid primary key, conversation int not null, body text not null, created_at timestamptz not null default now()
    );
    create function announce() returns trigger language plpgsql as $$
    begin
      perform pg_notify('messages', to_jsonb(new)::text);
      return null;
    end $$;
    create trigger announce after insert on messages for each row execute function announce();`);

  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  let listener: (id: string, side: 'visitor' | 'agent') => void = () => undefined;
  const connect = async (side: 'visitor' | 'agent'): Promise<[ServerSocket, WebSocket]> => {
    const client = new WebSocket(`ws://127.0.0.1:${port}`);
    const [accepted] = (await once(server, 'connection')) as [ServerSocket];
    if (client.readyState !== WebSocket.OPEN) await once(client, 'open');
    client.on('message', (data: Buffer) =>
      listener((JSON.parse(data.toString()) as { id: string }).id, side),
    );
    return [accepted, client];
  };
  const [toAgent, agentClient] = await connect('agent');
  const [toVisitor, visitorClient] = await connect('visitor');
  await sql.listen('messages', (payload) => {
    toAgent.send(payload);
    toVisitor.send(payload);
  });

  return {
    send(conversation) {
      const id = randomUUID();
      return {
        id,
        stored:
          sql`insert into messages (id, conversation, body) values (${id}, ${conversation}, ${BODY})`.execute(),
      };
    },
    onMessage(next) {
      listener = next;
    },
    async count() {
      const [row] = await sql<{ count: number }[]>`select count(*)::int as count from messages`;
      return row?.count ?? 0;
    },
    async close() {
      agentClient.close();
      visitorClient.close();
      server.close();
      await sql.end({ timeout: 5 });
      await admin.unsafe(`drop database if exists ${DATABASE} with (force)`);
      await admin.end({ timeout: 5 });
    },
  };
}
