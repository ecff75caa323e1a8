import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { type RealtimeOptions, type RealtimeServer, startRealtime } from '@/embedded/realtime/server';

/** Nothing listens on the discard port: public channels need no database, and private ones say so. */
const databaseUrl = 'postgres://nobody@127.0.0.1:9/none';
const publishableKey = 'sb_publishable_test';
const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((stop) => stop()));
});

async function start(options: Partial<RealtimeOptions> = {}) {
  const realtime: RealtimeServer = await startRealtime({
    databaseUrl,
    jwtSecret: randomUUID(),
    publishableKey,
    secretKey: 'sb_secret_test',
    privateOnly: false,
    errorBackoffMs: 0,
    ...options,
  });
  const http = createServer((request, response) => void realtime.handleHttp(request, response));
  http.on('upgrade', (request, socket, head) => realtime.handleUpgrade(request, socket, head));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  running.push(async () => {
    await realtime.stop();
    http.closeAllConnections();
    http.close();
  });
  return { realtime, port };
}

/** A raw client that keeps what it hears and answers questions about it. */
class Wire {
  readonly heard: string[] = [];
  readonly closed: Promise<number>;
  readonly socket: WebSocket;
  #changed: () => void = () => undefined;

  constructor(port: number, version = '2.0.0') {
    this.socket = new WebSocket(
      `ws://127.0.0.1:${port}/realtime/v1/websocket?apikey=${publishableKey}&vsn=${version}`,
    );
    this.closed = new Promise((resolve) => this.socket.on('close', resolve));
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data: Buffer) => {
      this.heard.push(data.toString());
      this.#changed();
    });
  }

  async open(): Promise<this> {
    await once(this.socket, 'open');
    return this;
  }

  async hears(part: string): Promise<string> {
    for (;;) {
      const found = this.heard.find((text) => text.includes(part));
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  send(frame: unknown): void {
    this.socket.send(JSON.stringify(frame));
  }

  async join(topic: string, config: Record<string, unknown> = {}): Promise<void> {
    this.send(['1', '1', `realtime:${topic}`, 'phx_join', { config }]);
    await this.hears('"phx_reply"');
  }

  say(topic: string, event: string, payload: unknown = {}): void {
    this.send(['1', null, `realtime:${topic}`, 'broadcast', { type: 'broadcast', event, payload }]);
  }
}

const openWire = (port: number, version?: string) => new Wire(port, version).open();

describe('limits of the server', () => {
  test('a client that does not read is cut, and the others hear everything', async () => {
    const { realtime, port } = await start({ limits: { bufferedBytesMax: 100_000 } });
    const [speaker, reader, sleeper] = await Promise.all([openWire(port), openWire(port), openWire(port)]);
    await Promise.all([speaker, reader, sleeper].map((wire) => wire.join('room')));
    sleeper.socket.pause();
    const text = 'x'.repeat(1_000_000);
    for (let n = 0; n < 20; n++) {
      speaker.say('room', `message-${n}`, { text });
      await reader.hears(`message-${n}`);
    }
    expect(realtime.metrics().slowConsumersClosed).toBe(1);
    expect(realtime.metrics().channels).toBe(2);
    sleeper.socket.resume();
    await expect(sleeper.closed).resolves.toBe(1006);
  });

  test('past the event rate every receiver is told and closed', async () => {
    const { realtime, port } = await start({ limits: { eventsPerSecondMax: 0.05 } });
    const [speaker, listener] = await Promise.all([openWire(port), openWire(port)]);
    await Promise.all([speaker, listener].map((wire) => wire.join('room')));
    speaker.say('room', 'one');
    await listener.hears('one');
    speaker.say('room', 'two');
    const notice = await listener.hears('Too many messages per second');
    expect(JSON.parse(notice)[4]).toMatchObject({ extension: 'system', status: 'error', channel: 'room' });
    await listener.hears('phx_close');
    expect(realtime.metrics().channels).toBe(1);
  });

  test('a silent socket and one without a channel are closed', async () => {
    const { port } = await start({ limits: { idleTimeoutMs: 100 } });
    await expect((await openWire(port)).closed).resolves.toBe(1000);
    const unused = await start({ limits: { withoutChannelTimeoutMs: 100 } });
    await expect((await openWire(unused.port)).closed).resolves.toBe(1006);
  });

  test('a frame beyond the limit closes its socket only', async () => {
    const { port } = await start({ limits: { frameBytesMax: 1_000 } });
    const [large, other] = await Promise.all([openWire(port), openWire(port)]);
    large.socket.send('x'.repeat(1_001));
    await expect(large.closed).resolves.toBe(1009);
    await other.join('room');
  });

  test('one connection too many is refused before the upgrade', async () => {
    const { port } = await start({ limits: { connectionsMax: 1 } });
    await openWire(port);
    const refused = new Wire(port);
    const [, response] = await once(refused.socket, 'unexpected-response');
    expect(response.statusCode).toBe(429);
    refused.socket.terminate();
  });

  test('joins past their rate are refused and the socket is closed', async () => {
    const { port } = await start({ limits: { joinsPerSecondMax: 0.01 } });
    const wire = await openWire(port);
    await wire.join('room');
    wire.send(['2', '2', 'realtime:other', 'phx_join', { config: {} }]);
    await wire.hears('ClientJoinRateLimitReached: Too many joins per second');
    await expect(wire.closed).resolves.toBe(1001);
  });
});

describe('without a database', () => {
  test('the server starts, is not ready, and refuses private joins with the reason', async () => {
    const { realtime, port } = await start();
    expect(realtime.ready()).toBe(false);
    const wire = await openWire(port);
    await wire.join('secret', { private: true });
    expect(wire.heard[0]).toContain(
      'UnableToConnectToProject: Realtime was unable to connect to the project database',
    );
  });
});

describe('the older protocol', () => {
  test('joins, hears broadcasts as text and is spared bytes', async () => {
    const { port } = await start();
    const [speaker, old] = await Promise.all([openWire(port), openWire(port, '1.0.0')]);
    await speaker.join('room');
    old.send({ topic: 'realtime:room', event: 'phx_join', payload: { config: {} }, ref: '1', join_ref: '1' });
    await old.hears('phx_reply');
    const topic = Buffer.from('realtime:room');
    const header = Buffer.from([3, 1, 0, topic.length, 1, 0, 0]);
    speaker.socket.send(
      Buffer.concat([header, Buffer.from('1'), topic, Buffer.from('b'), Buffer.from([255])]),
    );
    speaker.say('room', 'text', { n: 1 });
    expect(JSON.parse(await old.hears('"n":1'))).toEqual({
      topic: 'realtime:room',
      event: 'broadcast',
      payload: { type: 'broadcast', event: 'text', payload: { n: 1 } },
      ref: null,
      join_ref: null,
    });
    expect(old.heard).toHaveLength(2);
  });
});

describe('presence keys', () => {
  test.each(['__proto__', 'constructor', 'hasOwnProperty'])('"%s" is a name like any other', async (key) => {
    const { port } = await start();
    const [odd, watcher] = await Promise.all([openWire(port), openWire(port)]);
    await odd.join('room', { presence: { key, enabled: true } });
    await watcher.join('room', { presence: { key: 'watcher', enabled: true } });
    odd.send([
      '1',
      '2',
      'realtime:room',
      'presence',
      { type: 'presence', event: 'TRACK', payload: { a: 1 } },
    ]);
    const diff = await watcher.hears('presence_diff');
    expect(diff).toContain(`"joins":{"${key}":{"metas":[{"a":1,"phx_ref":"`);
    odd.socket.close();
    await watcher.hears(`"leaves":{"${key}":`);
  });
});

describe('hostile input', () => {
  test('an address that is none is refused, on both doors, and the server lives on', async () => {
    const { port } = await start();
    for (const upgrade of ['', 'Connection: Upgrade\r\nUpgrade: websocket\r\n']) {
      const socket = connect(port, '127.0.0.1');
      socket.write(`GET // HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`);
      const [answer] = await once(socket, 'data');
      expect(answer.toString()).toMatch(/^HTTP\/1\.1 40[04] /);
      socket.destroy();
    }
    await (await openWire(port)).join('room');
  });

  test('JSON nested a hundred thousand deep harms neither the server nor another channel', async () => {
    const { port } = await start();
    const [attacker, other] = await Promise.all([openWire(port), openWire(port)]);
    await Promise.all([attacker, other].map((wire) => wire.join('room')));
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const payload = `{"type":"broadcast","event":"deep","payload":${deep}}`;
    attacker.socket.send(`["1","2","realtime:room","broadcast",${payload}]`);
    attacker.socket.send(`["1","3","realtime:room","presence",{"event":"track","payload":{"a":${deep}}}]`);
    attacker.socket.send(
      `["4","4","realtime:deep","phx_join",{"config":{"postgres_changes":[{"a":${deep}}]}}]`,
    );
    attacker.send([null, '5', 'phoenix', 'heartbeat', {}]);
    await attacker.hears('"5"');
    other.say('room', 'control');
    other.send([null, '2', 'phoenix', 'heartbeat', {}]);
    await other.hears('"2"');
  });
});

describe('stopping', () => {
  test('tells every channel, closes with 1012 and takes nobody new', async () => {
    const { realtime, port } = await start();
    const wire = await openWire(port);
    await wire.join('room');
    const stopped = realtime.stop();
    await expect(wire.closed).resolves.toBe(1012);
    expect(wire.heard.at(-1)).toContain('Server requested disconnect');
    await stopped;
    const late = new Wire(port);
    const [, response] = await once(late.socket, 'unexpected-response');
    expect(response.statusCode).toBe(503);
    late.socket.terminate();
  });
});
