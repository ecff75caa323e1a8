-- Pictures of members. Public to read, because visitors see them; written by the member they show, in their own folder.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('avatars', 'avatars', true, 1048576, '{image/webp}')
on conflict (id) do nothing;

create policy foyer_avatars_insert_self on storage.objects for insert to authenticated
  with check (bucket_id = 'avatars'
    and split_part(name, '/', 2) in (select id::text from private.my_member_ids() id)
    and split_part(name, '/', 1) in (select id::text from private.my_organization_ids() id));
create policy foyer_avatars_delete_self on storage.objects for delete to authenticated
  using (bucket_id = 'avatars' and split_part(name, '/', 2) in (select id::text from private.my_member_ids() id));
create policy foyer_avatars_select_self on storage.objects for select to authenticated
  using (bucket_id = 'avatars' and split_part(name, '/', 2) in (select id::text from private.my_member_ids() id));
