-- Bringing in many members from a file: the rows first, then members out of them, in portions that can be repeated.

create type public.import_sign_in as enum ('invitation', 'password', 'later');
comment on type public.import_sign_in is
  'invitation: a mail with a link; password: the server makes one and shows it in the result; later: neither, invite them when ready.';
create type public.import_row_status as enum ('waiting', 'done', 'failed');

create table public.member_imports (
  id              uuid                  primary key,
  organization_id uuid                  not null references public.organizations (id) on delete cascade,
  created_by      uuid                  not null,
  file_name       text                  not null check (char_length(file_name) <= 200),
  sign_in         public.import_sign_in not null,
  row_count       int                   not null check (row_count between 1 and 50000),
  -- Rows that are here, became a member, were refused, and whose person has a way in.
  uploaded_count  int                   not null default 0,
  done_count      int                   not null default 0,
  failed_count    int                   not null default 0,
  handed_count    int                   not null default 0,
  created_at      timestamptz           not null default now(),
  finished_at     timestamptz,
  unique (organization_id, id),
  foreign key (organization_id, created_by) references public.members (organization_id, id)
);
create index member_imports_created_by_idx on public.member_imports (organization_id, created_by);

create table public.member_import_rows (
  organization_id uuid                     not null,
  import_id       uuid                     not null,
  -- As the file counts them.
  line            int                      not null check (line between 1 and 1000000),
  email           text                     not null check (char_length(email) <= 254),
  changes         jsonb                    not null check (pg_column_size(changes) < 8000),
  status          public.import_row_status not null default 'waiting',
  member_id       uuid,
  code            text,
  field           text,
  handed_at       timestamptz,
  primary key (import_id, line),
  foreign key (organization_id, import_id) references public.member_imports (organization_id, id) on delete cascade
);
comment on column public.member_import_rows.changes is 'The member''s fields, as update_member takes them.';
comment on column public.member_import_rows.handed_at is
  'When the person''s way in was handed over: the mail was sent, or the file with the password was taken.';
create index member_import_rows_waiting_idx on public.member_import_rows (import_id, line) where status = 'waiting';
create index member_import_rows_to_hand_idx on public.member_import_rows (import_id, line)
  where status = 'done' and handed_at is null;

alter table public.member_imports enable row level security;
alter table public.member_imports force row level security;
alter table public.member_import_rows enable row level security;
alter table public.member_import_rows force row level security;
create policy member_imports_select_own on public.member_imports for select to authenticated
  using (created_by in (select private.my_member_ids())
    and organization_id in (select private.my_organization_ids_with('people')));
create policy member_import_rows_select_own on public.member_import_rows for select to authenticated
  using (exists (select 1 from public.member_imports i where i.id = import_id));
grant select on public.member_imports, public.member_import_rows to authenticated, service_role;

create function public.begin_member_import(
  p_organization uuid, p_id uuid, p_file_name text, p_sign_in public.import_sign_in, p_row_count int
) returns public.member_imports language plpgsql security definer set search_path = '' as $$
-- Security definer: imports are written here alone.
declare
  v_actor public.members := private.require_manager(p_organization);
  v public.member_imports;
begin
  if p_row_count is null or p_row_count not between 1 and 50000 then perform private.refuse('too_many_rows', 422, 'row_count'); end if;
  insert into public.member_imports (id, organization_id, created_by, file_name, sign_in, row_count)
  values (p_id, p_organization, v_actor.id, left(coalesce(p_file_name, ''), 200), p_sign_in, p_row_count)
  on conflict (id) do nothing;
  select * into v from public.member_imports
  where id = p_id and organization_id = p_organization and created_by = v_actor.id;
  if not found then perform private.deny(); end if;
  return v;
end $$;
comment on function public.begin_member_import is 'Begins an import under an id of the caller''s making; repeating it changes nothing.';

create function private.lock_import(p_import uuid) returns public.member_imports
language plpgsql set search_path = '' as $$
declare v public.member_imports;
begin
  select * into v from public.member_imports where id = p_import for no key update;
  if not found or v.created_by <> (private.require_manager(v.organization_id)).id then perform private.deny(); end if;
  return v;
end $$;

create function public.add_import_rows(p_import uuid, p_rows jsonb) returns int
language plpgsql security definer set search_path = '' as $$
-- Security definer: import rows are written here alone.
declare
  v public.member_imports := private.lock_import(p_import);
  v_count int;
begin
  if v.finished_at is not null then perform private.refuse('import_is_finished'); end if;
  if jsonb_typeof(p_rows) <> 'array' or jsonb_array_length(p_rows) > 1000 then
    perform private.refuse('too_many_rows', 422, 'rows');
  end if;
  insert into public.member_import_rows (organization_id, import_id, line, email, changes)
  select v.organization_id, v.id, r.line, lower(btrim(r.email)), coalesce(r.changes, '{}')
  from jsonb_to_recordset(p_rows) r (line int, email text, changes jsonb)
  on conflict (import_id, line) do nothing;
  get diagnostics v_count = row_count;
  perform private.count_import(v.id, p_uploaded => v_count);
  if v.uploaded_count + v_count > v.row_count then perform private.refuse('too_many_rows', 422, 'rows'); end if;
  return v.uploaded_count + v_count;
exception when check_violation or not_null_violation or invalid_text_representation or numeric_value_out_of_range then
  perform private.refuse('value_is_invalid', 422, 'rows');
  return null;
end $$;
comment on function public.add_import_rows is
  'Up to 1000 rows [{line, email, changes}]; a line that is there already is left as it is. Answers how many there are.';

create function private.count_import(
  p_import uuid, p_uploaded int default 0, p_done int default 0, p_failed int default 0, p_handed int default 0
) returns jsonb language plpgsql set search_path = '' as $$
-- Counted as it happens: whoever hands 50,000 mails out in portions asks thousands of times how far it is.
declare
  v public.member_imports;
  v_to_hand int;
begin
  update public.member_imports set
    uploaded_count = uploaded_count + p_uploaded, done_count = done_count + p_done,
    failed_count = failed_count + p_failed, handed_count = handed_count + p_handed
  where id = p_import returning * into v;
  v_to_hand := case v.sign_in when 'later' then 0 else v.done_count - v.handed_count end;
  -- Finished is an import of which nothing is left to do: no row to make a member of, and nobody to hand a way in.
  if v.finished_at is null and v_to_hand = 0 and v.done_count + v.failed_count = v.row_count then
    update public.member_imports set finished_at = now() where id = p_import;
  end if;
  return jsonb_build_object('uploaded', v.uploaded_count, 'waiting', v.uploaded_count - v.done_count - v.failed_count,
    'done', v.done_count, 'failed', v.failed_count, 'to_hand', v_to_hand,
    'is_finished', v_to_hand = 0 and v.done_count + v.failed_count = v.row_count);
end $$;
comment on function private.count_import is 'Adds to an import''s counters and says how far it is. The import must be locked.';

create function public.run_member_import(p_import uuid, p_limit int default 200) returns jsonb
language plpgsql security definer set search_path = '' as $$
-- Security definer: members come in here alone, as in add_member and invite_members.
declare
  v public.member_imports := private.lock_import(p_import);
  v_actor public.members;
  v_row public.member_import_rows;
  v_lines int[] := '{}';
  v_failed int := 0;
  v_ids uuid[] := '{}';
  v_member public.members;
  v_code text;
  v_field text;
begin
  perform private.lock_assignment(v.organization_id);
  v_actor := private.require_manager(v.organization_id);
  for v_row in
    select * from public.member_import_rows where import_id = v.id and status = 'waiting'
    order by line limit least(greatest(p_limit, 1), 500) for no key update
  loop
    begin
      v_member := private.add_member(v_actor, v_row.email, v_row.changes);
      v_lines := v_lines || v_row.line;
      v_ids := v_ids || v_member.id;
    exception when others then
      if sqlstate <> '42501' and sqlstate not like 'PT%' then raise; end if;
      get stacked diagnostics v_code = message_text, v_field = pg_exception_detail;
      v_failed := v_failed + 1;
      update public.member_import_rows set status = 'failed', code = v_code, field = nullif(v_field, '')
      where import_id = v.id and line = v_row.line;
    end;
  end loop;
  update public.member_import_rows r set status = 'done', member_id = d.id
  from unnest(v_lines, v_ids) d (line, id) where r.import_id = v.id and r.line = d.line;
  return private.count_import(v.id, p_done => cardinality(v_lines), p_failed => v_failed);
end $$;
comment on function public.run_member_import is
  'Makes members of the next rows and answers how far the import is. What was done stays done, so it goes on where it was interrupted.';

create function public.hand_import_rows(p_import uuid, p_lines int[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
-- Security definer: import rows are written here alone.
declare
  v public.member_imports := private.lock_import(p_import);
  v_count int;
begin
  update public.member_import_rows set handed_at = now()
  where import_id = v.id and line = any (p_lines) and status = 'done' and handed_at is null;
  get diagnostics v_count = row_count;
  return private.count_import(v.id, p_handed => v_count);
end $$;
comment on function public.hand_import_rows is
  'Says that these people''s mails were sent, or their passwords taken; the rest is offered again after an interruption.';

create function public.import_rows_to_hand(p_import uuid, p_after int default 0, p_limit int default 20) returns jsonb
language plpgsql security definer set search_path = '' as $$
-- Security definer: sign-ins are Auth's. Whether an address has one that is not of this import is told to nobody.
declare
  v public.member_imports := private.lock_import(p_import);
  v_actor public.members := private.require_manager(v.organization_id);
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('line', r.line, 'email', r.email, 'member_id', m.id, 'status', m.status, 'locale', m.locale,
      -- Asked anew: they may have been given rights since that the caller does not hold.
      'is_manageable', private.may_enter_as(v_actor, m),
      'user_id', r.user_id) order by r.line)
    from (
      select r.*, u.id as user_id
      from public.member_import_rows r left join auth.users u
        on u.email = r.email and u.raw_app_meta_data ->> 'member_import' = v.id::text and u.last_sign_in_at is null
      where r.import_id = v.id and v.sign_in <> 'later' and r.status = 'done' and r.handed_at is null and r.line > p_after
      order by r.line limit least(greatest(p_limit, 1), 200)) r
    join public.members m on m.id = r.member_id), '[]');
end $$;
comment on function public.import_rows_to_hand is
  'The next people without a way in. user_id: a sign-in this import made that nobody has used, whose password may be made anew.';

create function public.end_member_import(p_import uuid) returns void
language plpgsql security definer set search_path = '' as $$
-- Security definer: imports are written here alone.
declare
  v public.member_imports := private.lock_import(p_import);
  v_count int;
begin
  delete from public.member_import_rows where import_id = v.id and status = 'waiting';
  get diagnostics v_count = row_count;
  perform private.count_import(v.id, p_uploaded => -v_count);
  update public.member_imports set finished_at = now() where id = v.id and finished_at is null;
end $$;
comment on function public.end_member_import is 'Gives up what is left of an import; who came in stays.';

revoke all on function public.begin_member_import, public.add_import_rows, public.run_member_import,
  public.hand_import_rows, public.import_rows_to_hand, public.end_member_import from public, anon, authenticated;
grant execute on function public.begin_member_import, public.add_import_rows, public.run_member_import,
  public.hand_import_rows, public.import_rows_to_hand, public.end_member_import to authenticated;

create trigger member_imports_audit after insert on public.member_imports
  for each row execute function private.audit('member_import', 'id', '{organization_id,created_by,created_at,finished_at,uploaded_count,done_count,failed_count,handed_count}');
