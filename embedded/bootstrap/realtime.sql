-- The parts of a Supabase project that its Realtime service owns. Idempotent; run as superuser after roles.

create schema if not exists realtime;
revoke create on schema realtime from public;
grant usage on schema realtime to anon, authenticated, service_role, supabase_realtime_admin;

-- The timestamps are UTC whatever the time zone of the writing session, because replay compares them
-- with epoch milliseconds and partitions are cut at midnight UTC.
create table if not exists realtime.messages (
  topic          text not null,
  extension      text not null,
  payload        jsonb,
  event          text,
  private        boolean default false,
  updated_at     timestamp not null default timezone('utc', now()),
  inserted_at    timestamp not null default timezone('utc', now()),
  id             uuid not null default gen_random_uuid(),
  binary_payload bytea,
  constraint messages_payload_exclusive check (payload is null or binary_payload is null),
  primary key (id, inserted_at)
) partition by range (inserted_at);

alter table realtime.messages owner to supabase_realtime_admin;
alter table realtime.messages enable row level security;

create index if not exists messages_inserted_at_topic_index on realtime.messages (inserted_at desc, topic)
  where extension = 'broadcast' and private is true;

grant select, insert, update on realtime.messages to anon, authenticated, service_role;

create or replace function realtime.topic() returns text language sql stable
as $$ select nullif(current_setting('realtime.topic', true), '') $$;

create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void language plpgsql as $$
declare message_id uuid := gen_random_uuid();
begin
  begin
    perform set_config('realtime.topic', topic, true);
    insert into realtime.messages (id, payload, event, topic, private, extension)
    values (
      message_id,
      case when payload ? 'id' then payload else jsonb_set(payload, '{id}', to_jsonb(message_id)) end,
      event, topic, private, 'broadcast'
    );
  exception when others then
    raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
  end;
end $$;

create or replace function realtime.send_binary(payload bytea, event text, topic text, private boolean default true)
returns void language plpgsql as $$
begin
  begin
    perform set_config('realtime.topic', topic, true);
    insert into realtime.messages (binary_payload, event, topic, private, extension)
    values (payload, event, topic, private, 'broadcast');
  exception when others then
    raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
  end;
end $$;

create or replace function realtime.broadcast_changes(
  topic_name text, event_name text, operation text, table_name text, table_schema text,
  new record, old record, level text default 'ROW'
) returns void language plpgsql as $$
begin
  if level = 'STATEMENT' then
    raise exception 'function can only be triggered for each row, not for each statement';
  end if;
  if operation not in ('INSERT', 'UPDATE', 'DELETE') then
    raise exception 'Unexpected operation type: %', operation;
  end if;
  perform realtime.send(
    jsonb_build_object('old_record', old, 'record', new, 'operation', operation,
                       'table', table_name, 'schema', table_schema),
    event_name, topic_name);
exception when others then
  raise exception 'Failed to process the row: %', sqlerrm;
end $$;

-- Everything below exists only in the embedded backend.

-- Daily partitions from yesterday to three days ahead; those past the 72 hours of replay are dropped.
-- The lock timeout keeps a long reader from turning this into a queue in front of every writer; what
-- could not be done now is done by the next run, days before it is needed.
create or replace function realtime.standin_maintain() returns void language plpgsql
set lock_timeout = '3s' as $$
declare
  today date := timezone('utc', now())::date;
  day date;
  partition_name text;
begin
  if not pg_try_advisory_xact_lock(hashtext('realtime.standin_maintain')) then
    return;
  end if;
  for day in select generate_series(today - 1, today + 3, interval '1 day')::date loop
    partition_name := 'messages_' || to_char(day, 'YYYY_MM_DD');
    if to_regclass('realtime.' || partition_name) is null then
      execute format('create table realtime.%I partition of realtime.messages for values from (%L) to (%L)',
                     partition_name, day, day + 1);
      -- Without a policy of its own a partition cannot be read around its parent.
      execute format('alter table realtime.%I enable row level security', partition_name);
    end if;
  end loop;
  for partition_name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'realtime.messages'::regclass
      and to_date(substr(c.relname, 10), 'YYYY_MM_DD') < today - 3
  loop
    execute format('drop table realtime.%I', partition_name);
  end loop;
end $$;

select realtime.standin_maintain();

-- Delivery. Realtime follows this publication, as the real service does. A trigger that notifies would make every
-- commit wait for the one before to reach the disk.
drop trigger if exists standin_notify on realtime.messages;
drop function if exists realtime.standin_notify();

do $$
begin
  if not exists (select from pg_publication where pubname = 'supabase_realtime_messages_publication') then
    create publication supabase_realtime_messages_publication for table realtime.messages
      with (publish = 'insert', publish_via_partition_root = true);
  end if;
end $$;

-- Authorization. The two functions run the statements of Realtime's probe transaction in one call: the
-- caller's role and claims, the probe rows, and in every case a rollback. One statement cannot be torn
-- apart by a lost connection, so a probe never runs with the server's own rights.
-- No search_path is set: policies must see the one they see on the real service.
create or replace function realtime.standin_impersonate(
  caller_role text, caller_sub text, caller_claims text, caller_headers text, probe_topic text
) returns void language sql as $$
  select set_config('role', caller_role, true),
         set_config('realtime.topic', probe_topic, true),
         set_config('request.jwt.claims', caller_claims, true),
         set_config('request.jwt.claim.sub', caller_sub, true),
         set_config('request.jwt.claim.role', caller_role, true),
         set_config('request.headers', caller_headers, true)
$$;

create or replace function realtime.standin_read_grants(
  caller_role text, caller_sub text, caller_claims text, caller_headers text, probe_topic text,
  with_presence boolean, out broadcast boolean, out presence boolean
) language plpgsql as $$
declare
  broadcast_id uuid := gen_random_uuid();
  presence_id uuid := gen_random_uuid();
  readable uuid[];
begin
  begin
    insert into realtime.messages (id, topic, extension) values (broadcast_id, probe_topic, 'broadcast');
    if with_presence then
      insert into realtime.messages (id, topic, extension) values (presence_id, probe_topic, 'presence');
    end if;
    perform realtime.standin_impersonate(caller_role, caller_sub, caller_claims, caller_headers, probe_topic);
    select coalesce(array_agg(m.id), '{}') into readable
    from realtime.messages m where m.id in (broadcast_id, presence_id);
    raise exception using errcode = 'RTRBK';
  exception when sqlstate 'RTRBK' then null;
  end;
  broadcast := broadcast_id = any (readable);
  presence := with_presence and presence_id = any (readable);
end $$;

create or replace function realtime.standin_write_grants(
  caller_role text, caller_sub text, caller_claims text, caller_headers text, probe_topic text,
  out broadcast boolean, out presence boolean
) language plpgsql as $$
begin
  broadcast := false;
  presence := false;
  begin
    perform realtime.standin_impersonate(caller_role, caller_sub, caller_claims, caller_headers, probe_topic);
    begin
      insert into realtime.messages (topic, extension) values (probe_topic, 'broadcast');
      broadcast := true;
    exception when insufficient_privilege then null;
    end;
    begin
      insert into realtime.messages (topic, extension) values (probe_topic, 'presence');
      presence := true;
    exception when insufficient_privilege then null;
    end;
    raise exception using errcode = 'RTRBK';
  exception when sqlstate 'RTRBK' then null;
  end;
end $$;

revoke all on function
  realtime.standin_maintain(),
  realtime.standin_impersonate(text, text, text, text, text),
  realtime.standin_read_grants(text, text, text, text, text, boolean),
  realtime.standin_write_grants(text, text, text, text, text)
from public;

do $$
begin
  if not exists (select from pg_publication where pubname = 'supabase_realtime') then
    create publication supabase_realtime;
  end if;
end $$;
