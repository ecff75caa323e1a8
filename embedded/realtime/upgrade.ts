import { type IncomingHttpHeaders, type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ProtocolVersion } from '@/embedded/realtime/frames';
import type { Caller } from '@/embedded/realtime/policy-probe';
import type { TokenVerifier } from '@/embedded/realtime/tokens';

const socketPath = '/realtime/v1/websocket';

export type UpgradeVerdict =
  | { accepted: true; caller: Caller; version: ProtocolVersion }
  | { accepted: false; status: number; error: string };

/** Who connects, and in which version of the protocol. */
export async function checkUpgrade(tokens: TokenVerifier, request: IncomingMessage): Promise<UpgradeVerdict> {
  const url = parseAddress(request);
  if (url?.pathname !== socketPath) return refuse(404, 'Not found');
  const version = versionOf(url.searchParams.get('vsn'));
  if (!version) return refuse(403, 'Unsupported protocol version');
  const key = request.headers['x-api-key'] ?? url.searchParams.get('apikey');
  if (typeof key !== 'string' || key === '') return refuse(401, 'API key is missing');
  const verdict = await tokens.verifyCredential(key);
  if (!verdict.ok) return refuse(401, upgradeText(verdict.failure.message));
  const headers = policyHeaders(request.headers);
  return { accepted: true, caller: { identity: verdict.identity, headers }, version };
}

/** Null for an address no URL can be made of; a client may send any bytes there. */
export function parseAddress(request: IncomingMessage): URL | null {
  try {
    return new URL(request.url ?? '/', 'http://localhost');
  } catch {
    return null;
  }
}

export function refuseUpgrade(socket: Duplex, status: number, error: string): void {
  const body = JSON.stringify({ error });
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n` +
      'Content-Type: application/json; charset=utf-8\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** The headers a policy may read; the key is nobody's business there. */
export function policyHeaders(headers: IncomingHttpHeaders): string {
  const visible = Object.entries(headers).filter(([name]) => name.startsWith('x-') && name !== 'x-api-key');
  return JSON.stringify(Object.fromEntries(visible));
}

function versionOf(requested: string | null): ProtocolVersion | null {
  if (requested === null || requested.startsWith('1.')) return '1.0.0';
  return requested.startsWith('2.') ? '2.0.0' : null;
}

/** A browser cannot read this answer, so the age of the token is left to the logs. */
function upgradeText(message: string): string {
  return message.startsWith('Token has expired') ? 'Token has expired' : message;
}

function refuse(status: number, error: string): UpgradeVerdict {
  return { accepted: false, status, error };
}
