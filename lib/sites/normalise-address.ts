const HOST = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const SCHEME = /^([a-z][a-z0-9+.-]*:)?\/\//;
const LENGTH_MAX = 253;

/**
 * Whatever people paste (an address with path and all) as host[:port], the form the database keeps; null when there
 * is no host in it. The bare host and its www. form count as one, so www. is left out. A leading `*.` stands for every
 * subdomain, and needs a domain below the top level: `*.com` would be the whole world.
 */
export function normaliseAddress(text: string): string | null {
  const rest = text.trim().toLowerCase().replace(SCHEME, '');
  const isWildcard = rest.startsWith('*.');
  const url = parseHost(isWildcard ? rest.slice(2) : rest);
  if (!url) return null;

  const host = withoutWww(url.hostname.replace(/\.$/, ''));
  if (!HOST.test(host) || (isWildcard && !host.includes('.'))) return null;
  const port = url.port === '' || url.port === '443' ? '' : `:${url.port}`;
  const address = `${isWildcard ? '*.' : ''}${host}${port}`;
  return address.length <= LENGTH_MAX ? address : null;
}

/**
 * A single word somebody typed: more likely a slip than a machine of their own network. With a scheme or a port it
 * is meant.
 */
export const isLooseWord = (text: string): boolean =>
  /^[^.:/]+$/.test(text.trim()) && text.trim().toLowerCase() !== 'localhost';

/** URL knows what is hard: credentials, ports, international names. */
function parseHost(text: string): URL | null {
  const authority = text.split(/[/?#\\]/)[0] ?? '';
  if (authority === '' || /\s/.test(authority)) return null;
  try {
    return new URL(`http://${authority}`);
  } catch {
    return null;
  }
}

const withoutWww = (host: string): string => (/^www\..+\../.test(host) ? host.slice(4) : host);
