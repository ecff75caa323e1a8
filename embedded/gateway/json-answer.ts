import type { ServerResponse } from 'node:http';

/** Ends a response with JSON; after the head is out nothing but cutting the line is honest. */
export function answerJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const text = JSON.stringify(body);
  res.writeHead(status, {
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  res.end(text);
}

/** The error shape supabase-js reads from every service: `message` for REST and Storage, `msg` for Auth. */
export function serviceDown(service: string): Record<string, string | null> {
  const message = `${service} is not available at the moment. Try again in a few seconds.`;
  return {
    code: 'service_unavailable',
    error_code: 'service_unavailable',
    message,
    msg: message,
    details: null,
    hint: null,
  };
}
