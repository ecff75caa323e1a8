import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/**
 * Without a proxy in front, whoever asks writes X-Forwarded-For themselves, and Next hands it on as it came. So it is
 * replaced by the address of the socket before Next sees the request; Node announces each one on this channel.
 */
export function trustSocketOnly(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    const { remoteAddress } = request.socket;
    if (remoteAddress === undefined) delete request.headers['x-forwarded-for'];
    else request.headers['x-forwarded-for'] = remoteAddress;
  });
}
