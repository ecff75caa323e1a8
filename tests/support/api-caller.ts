import type { Installation } from '@/tests/support/installation';

type Backend = Pick<Installation, 'url' | 'publishableKey' | 'secretKey'>;

/** What the backend answered when it refused. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    request: string,
  ) {
    super(`${request} answered ${status} ${code}`);
  }
}

/** Calls the backend's public doors as whoever holds the token; with none, as an anonymous browser. */
export class ApiCaller {
  readonly #backend: Backend;
  readonly #token: string | null;
  readonly #key: string;

  constructor(backend: Backend, options: { token?: string; asServer?: boolean } = {}) {
    this.#backend = backend;
    this.#token = options.token ?? null;
    this.#key = options.asServer ? backend.secretKey : backend.publishableKey;
  }

  as(token: string): ApiCaller {
    return new ApiCaller(this.#backend, { token });
  }

  async request<T>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<T> {
    const response = await fetch(this.#backend.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...this.#authorization(), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      const { code, error_code, message } = parse(text) as Record<string, unknown>;
      throw new Refusal(response.status, String(error_code ?? message ?? code), `${method} ${path}`);
    }
    return parse(text) as T;
  }

  async upload(bucket: string, path: string, bytes: Uint8Array<ArrayBuffer>, type: string): Promise<void> {
    const address = `/storage/v1/object/${bucket}/${path}`;
    const headers = { 'content-type': type, ...this.#authorization() };
    const response = await fetch(this.#backend.url + address, { method: 'POST', headers, body: bytes });
    if (!response.ok) throw new Refusal(response.status, await response.text(), `POST ${address}`);
  }

  rpc<T>(name: string, args: Record<string, unknown> = {}): Promise<T> {
    return this.request('POST', `/rest/v1/rpc/${name}`, args);
  }

  select<T>(table: string, query: string): Promise<T[]> {
    return this.request('GET', `/rest/v1/${table}?${query}`);
  }

  insert<T>(table: string, row: Record<string, unknown>): Promise<T[]> {
    return this.request('POST', `/rest/v1/${table}`, row, { prefer: 'return=representation' });
  }

  async update(table: string, query: string, change: Record<string, unknown>): Promise<void> {
    await this.request('PATCH', `/rest/v1/${table}?${query}`, change, { prefer: 'return=minimal' });
  }

  #authorization(): Record<string, string> {
    return { apikey: this.#key, ...(this.#token === null ? {} : { authorization: `Bearer ${this.#token}` }) };
  }
}

function parse(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return { message: text };
  }
}
