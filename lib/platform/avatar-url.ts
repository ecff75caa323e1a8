/** Pictures of members are public, because visitors see them; their names cannot be guessed. */
export function avatarUrl(supabaseUrl: string, avatarPath: string | null): string | null {
  return avatarPath === null ? null : `${supabaseUrl}/storage/v1/object/public/avatars/${avatarPath}`;
}
