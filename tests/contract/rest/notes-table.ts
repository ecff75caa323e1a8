import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import type { ContractTarget } from '@/tests/support/contract-target';

/**
 * The database side of a test file: a table whose rows belong to their writer, one nobody was granted,
 * a schema the API does not expose, and functions that answer, refuse and wait.
 */
export class NotesTable {
  readonly name = `contract_${randomUUID().slice(0, 8)}`;
  readonly #sql: postgres.Sql;
  readonly #target: ContractTarget;

  constructor(target: ContractTarget) {
    this.#target = target;
    this.#sql = postgres(target.databaseUrl, { max: 1, onnotice: () => undefined });
  }

  async open(): Promise<void> {
    const { name } = this;
    await this.#sql.unsafe(`
      create table public.${name}_notes (
        id bigint generated always as identity primary key,
        owner uuid not null default auth.uid(),
        label text not null,
        unique (owner, label)
      );
      alter table public.${name}_notes enable row level security;
      create policy own on public.${name}_notes for all to authenticated
        using (owner = (select auth.uid())) with check (owner = (select auth.uid()));
      grant select, insert, update, delete on public.${name}_notes to authenticated, service_role;

      create table public.${name}_ungranted (id int);

      create schema ${name}_hidden;
      create table ${name}_hidden.secrets (id int);
      grant usage on schema ${name}_hidden to anon, authenticated;
      grant select on ${name}_hidden.secrets to anon, authenticated;

      create function public.${name}_claims() returns jsonb language sql stable as $$
        select jsonb_build_object('uid', auth.uid(), 'role', auth.role(), 'jwt', auth.jwt(), 'user', current_user)
      $$;
      create function public.${name}_series(upto int) returns table (n int) language sql stable as $$
        select generate_series(1, upto)
      $$;
      create function public.${name}_refuse(code text) returns void language plpgsql as $$
      begin
        raise exception using errcode = code, message = 'seat_taken', detail = 'front row', hint = 'stand';
      end $$;
      create function public.${name}_wait(seconds int) returns void language plpgsql as $$
      begin
        perform pg_sleep(seconds);
      end $$;
      grant execute on function public.${name}_claims(), public.${name}_series(int), public.${name}_refuse(text),
        public.${name}_wait(int) to anon, authenticated, service_role;
      notify pgrst, 'reload schema';
    `);
    await this.#untilExposed();
  }

  async close(): Promise<void> {
    const { name } = this;
    await this.#sql.unsafe(`
      drop table public.${name}_notes, public.${name}_ungranted;
      drop schema ${name}_hidden cascade;
      drop function public.${name}_claims(), public.${name}_series(int), public.${name}_refuse(text), public.${name}_wait(int);
      notify pgrst, 'reload schema';
    `);
    await this.#sql.end({ timeout: 5 });
  }

  /** PostgREST reads the schema again on notice, a moment later. */
  async #untilExposed(): Promise<void> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const answer = await fetch(`${this.#target.url}/rest/v1/rpc/${this.name}_claims`, {
        method: 'POST',
        headers: { apikey: this.#target.publishableKey, 'content-type': 'application/json' },
        body: '{}',
      });
      if (answer.ok) return;
      if (Date.now() > deadline)
        throw new Error(`The API does not show the new functions: ${await answer.text()}`);
    }
  }
}
