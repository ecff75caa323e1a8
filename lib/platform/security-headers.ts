export type PolicyOptions = { nonce: string; supabaseUrl: string; isDevelopment: boolean };

/**
 * The content security policy of Foyer's own pages. Scripts run only from here or with the nonce; pages
 * are framed by nobody; the browser talks to Foyer and its backend only. Inline styles stay allowed:
 * positioning of menus and toasts is written into style attributes.
 */
export function contentSecurityPolicy({ nonce, supabaseUrl, isDevelopment }: PolicyOptions): string {
  const socket = supabaseUrl.replace(/^http/, 'ws');
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:', supabaseUrl],
    'font-src': ["'self'"],
    'connect-src': ["'self'", supabaseUrl, socket],
    'worker-src': ["'self'"],
    'frame-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}

export const STRICT_TRANSPORT_SECURITY = 'max-age=31536000; includeSubDomains';
