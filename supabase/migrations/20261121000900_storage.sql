-- Pictures of members and logos of sites. Public to read, because visitors see them. Only the server writes them, once it has
-- drawn them anew: there is no policy for anybody else.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('avatars', 'avatars', true, 1048576, '{image/webp}'),
       ('logos', 'logos', true, 262144, '{image/webp}')
on conflict (id) do nothing;
