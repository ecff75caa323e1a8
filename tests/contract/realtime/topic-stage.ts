import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import type { ContractTarget } from '@/tests/support/contract-target';

export type Right = 'read' | 'write';
export type Extension = 'broadcast' | 'presence';

/**
 * The database side of one test file: topics under a prefix of its own, policies that admit whom the
 * tests list, and two tables whose triggers broadcast, one with its owner's rights, one with the caller's.
 */
export class TopicStage {
  readonly #sql: postgres.Sql;
  readonly #name = `contract_${randomUUID().slice(0, 8)}`;
  #topics = 0;

  constructor(target: ContractTarget) {
    this.#sql = postgres(target.databaseUrl, { max: 4, onnotice: () => undefined });
  }

  async open(): Promise<void> {
    const name = this.#name;
    await this.#sql.unsafe(`
      create schema ${name};
      create table ${name}.rights (person uuid, topic text, extension text, permission text);
      create index on ${name}.rights (person, topic);
      create function ${name}.may(wanted text, extension_name text) returns boolean
      language sql stable security definer set search_path = '' as $$
        select exists (
          select 1 from ${name}.rights r
          where r.person = (select auth.uid()) and r.topic = (select realtime.topic())
            and r.extension = extension_name and r.permission = wanted)
      $$;
      create policy ${name}_read on realtime.messages for select to authenticated
        using (topic like '${this.prefix}%' and (select ${name}.may('read', extension)));
      create policy ${name}_write on realtime.messages for insert to authenticated
        with check (topic like '${this.prefix}%' and (select ${name}.may('write', extension)));

      create table ${name}.entries (topic text, event text, body jsonb);
      create function ${name}.announce_entry() returns trigger
      language plpgsql security definer set search_path = '' as $$
      begin
        perform realtime.send(new.body, new.event, new.topic, true);
        return null;
      end $$;
      create trigger announce after insert on ${name}.entries
        for each row execute function ${name}.announce_entry();

      create table ${name}.whispers (topic text, event text, body jsonb);
      create function ${name}.announce_whisper() returns trigger
      language plpgsql set search_path = '' as $$
      begin
        perform realtime.send(new.body, new.event, new.topic, true);
        return null;
      end $$;
      create trigger announce after insert on ${name}.whispers
        for each row execute function ${name}.announce_whisper();

      grant usage on schema ${name} to authenticated;
      grant execute on function ${name}.may(text, text) to authenticated;
      grant insert on ${name}.entries, ${name}.whispers to authenticated;
    `);
  }

  async close(): Promise<void> {
    await this.#sql.unsafe(`
      drop policy ${this.#name}_read on realtime.messages;
      drop policy ${this.#name}_write on realtime.messages;
      drop schema ${this.#name} cascade;
    `);
    await this.#sql.end({ timeout: 5 });
  }

  get prefix(): string {
    return `contract:${this.#name}:`;
  }

  /** A topic no other test uses. */
  topic(): string {
    this.#topics += 1;
    return `${this.prefix}${this.#topics}`;
  }

  async allow(
    person: string,
    topic: string,
    rights: Right[] = ['read', 'write'],
    extensions: Extension[] = ['broadcast', 'presence'],
  ): Promise<void> {
    const rows = extensions.flatMap((extension) =>
      rights.map((permission) => ({ person, topic, extension, permission })),
    );
    await this.#sql`insert into ${this.#table('rights')} ${this.#sql(rows)}`;
  }

  async revoke(person: string, topic: string): Promise<void> {
    await this.#sql`delete from ${this.#table('rights')} where person = ${person} and topic = ${topic}`;
  }

  /** Broadcasts from the database as its owner does. */
  async send(topic: string, event: string, body: postgres.JSONValue): Promise<void> {
    await this.#sql`select realtime.send(${this.#sql.json(body)}, ${event}, ${topic}, true)`;
  }

  /** All in one transaction, so that they are delivered at one go. */
  async sendAtOnce(topic: string, event: string, bodies: postgres.JSONValue[]): Promise<void> {
    await this.#sql`
      select realtime.send(body, ${event}, ${topic}, true)
      from jsonb_array_elements(${this.#sql.json(bodies)}) with ordinality as b (body, position)
      order by position`;
  }

  async sendBinary(topic: string, event: string, body: Uint8Array): Promise<void> {
    await this.#sql`select realtime.send_binary(${Buffer.from(body)}, ${event}, ${topic}, true)`;
  }

  async sendThenRollBack(topic: string, event: string, body: postgres.JSONValue): Promise<void> {
    const undo = new Error('rolled back on purpose');
    const sending = this.#sql.begin(async (sql) => {
      await sql`select realtime.send(${sql.json(body)}, ${event}, ${topic}, true)`;
      throw undo;
    });
    await sending.catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  }

  /** Inserts a row as a signed-in person would through REST; the table's trigger then broadcasts. */
  async insertAs(
    person: string,
    table: 'entries' | 'whispers',
    row: { topic: string; event: string; body: postgres.JSONValue },
  ): Promise<void> {
    const claims = JSON.stringify({ sub: person, role: 'authenticated' });
    await this.#sql.begin(async (sql) => {
      await sql`select set_config('role', 'authenticated', true),
                       set_config('request.jwt.claims', ${claims}, true),
                       set_config('request.jwt.claim.sub', ${person}, true)`;
      await sql`insert into ${this.#table(table)} (topic, event, body)
                values (${row.topic}, ${row.event}, ${sql.json(row.body)})`;
    });
  }

  /** The database's clock, which stamps the messages. */
  async nowMs(): Promise<number> {
    const [row] = await this.#sql<{ ms: number }[]>`
      select (extract(epoch from clock_timestamp()) * 1000)::double precision as ms`;
    return Math.floor(row?.ms ?? 0);
  }

  #table(name: string) {
    return this.#sql(`${this.#name}.${name}`);
  }
}
