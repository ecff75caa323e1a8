const ADDRESS =
  /^(\*\.)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(:[0-9]{1,5})?$/;
const IS_NUMERIC = /^[0-9.]+$/;
const LOOPBACK = new Set(['localhost', '127.0.0.1']);

/** The bare host and its www. form count as one. */
function twins(host: string): string[] {
  if (IS_NUMERIC.test(host) || !host.includes('.')) return [host];
  return host.startsWith('www.') ? [host, host.slice(4)] : [host, `www.${host}`];
}

function sourcesOf(address: string): string[] {
  const [, wildcard = '', host, port = ''] = ADDRESS.exec(address) ?? [];
  // The database keeps nothing else; what is not a host must not reach a header.
  if (host === undefined) return [];
  const hosts = wildcard ? [`*.${host}`] : twins(host);
  // On a developer's machine the port is whatever was free.
  const ports = port === '' && LOOPBACK.has(host) ? ':*' : port;
  return hosts.flatMap((each) => [`https://${each}${ports}`, `http://${each}${ports}`]);
}

/**
 * Who may show the chat in a frame, as the source list of a policy: the site's addresses, and always Foyer
 * itself, whose test page carries the snippet. The Origin header could not decide this: the frame is ours.
 */
export function frameAncestors(addresses: readonly string[]): string {
  return ["'self'", ...new Set(addresses.flatMap(sourcesOf))].join(' ');
}
