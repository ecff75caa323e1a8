const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

/** The address written the one way Postgres writes it too, or null. Runs in browsers and on the server. */
export function readIpAddress(text: string): string | null {
  const plain = text.trim().toLowerCase();
  if (IPV4.test(plain)) return plain.split('.').map(Number).join('.');
  if (!/^[0-9a-f:.]+$/.test(plain) || !plain.includes(':')) return null;
  const url = `http://[${plain}]/`;
  if (!URL.canParse(url)) return null;
  const canonical = new URL(url).hostname.slice(1, -1);
  return mappedIpv4(canonical) ?? canonical;
}

/** Servers that listen on IPv6 see ::ffff:192.0.2.1 where somebody came by IPv4. */
function mappedIpv4(canonical: string): string | null {
  const parts = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (!parts) return null;
  const [high, low] = [Number.parseInt(parts[1] ?? '', 16), Number.parseInt(parts[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** The smallest network somebody gets from their provider: one IPv4 address, or all of an IPv6 /64. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = (part: string): string[] => part.split(':').filter(Boolean);
  const before = groups(head);
  const after = groups(tail ?? '');
  const all = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  return `${all.slice(0, 4).join(':')}::/64`;
}

/** An address, or a network as address/length, written one way; null when it is neither. */
export function readIpNetwork(text: string): string | null {
  const parts = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text.trim());
  if (!parts) return null;
  const address = readIpAddress(parts[1] ?? '');
  if (address === null) return null;
  if (parts[2] === undefined) return address;
  const length = Number(parts[2]);
  const bits = address.includes(':') ? 128 : 32;
  // The length of a mapped address counts other bits than what it is written as here.
  if (length > bits || (bits === 32 && (parts[1] ?? '').includes(':'))) return null;
  return length === bits ? address : `${address}/${length}`;
}
