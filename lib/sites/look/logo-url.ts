/** Logos are public, because visitors see them; their names say nothing. */
export const logoUrl = (supabaseUrl: string, logoPath: string | null): string | null =>
  logoPath === null ? null : `${supabaseUrl}/storage/v1/object/public/logos/${logoPath}`;
