import { beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeFrame } from '@/lib/platform/realtime/frame';
import { createRealtime } from '@/lib/platform/supabase/realtime';

/** The server's end of one connection. */
class FakeConnection {
  static opened: FakeConnection[] = [];
  static latest(): FakeConnection {
    const latest = FakeConnection.opened.at(-1);
    if (!latest) throw new Error('nobody connected');
    return latest;
  }
  readyState = 0;
  bufferedAmount = 0;
  sent: { event: string; topic: string; payload: unknown; ref: string | null; join_ref: string | null }[] =
    [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: object) => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    FakeConnection.opened.push(this);
  }
  send(raw: string) {
    const frame = decodeFrame(raw);
    if (frame) this.sent.push(frame);
  }
  close() {
    this.readyState = 3;
    this.onclose?.({});
  }
  accept() {
    this.readyState = 1;
    this.onopen?.();
  }
  say(...frame: unknown[]) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  lastOf(event: string) {
    return this.sent.findLast((frame) => frame.event === event);
  }
  reply(event: string, status: 'ok' | 'error') {
    const asked = this.lastOf(event);
    this.say(asked?.join_ref, asked?.ref, asked?.topic, 'phx_reply', { status, response: {} });
  }
}

const topic = 'member:1:1';

function setUp() {
  FakeConnection.opened = [];
  const beats: { onBeat: () => void; onFailed: () => void; isStopped: boolean }[] = [];
  const events: string[] = [];
  let token = 'first';
  const socket = createRealtime({
    config: { supabaseUrl: 'http://gateway.test', publishableKey: 'key' },
    accessToken: () => Promise.resolve({ token, expiresAtMs: Number.POSITIVE_INFINITY }),
    transport: FakeConnection as unknown as typeof WebSocket,
    startBeats(_intervalMs, onBeat, onFailed) {
      const beat = { onBeat, onFailed, isStopped: false };
      beats.push(beat);
      return () => {
        beat.isStopped = true;
      };
    },
  });
  const join = async () => {
    await socket.renewToken();
    const joined = socket.join(topic, {
      onBroadcast: (event, payload) => events.push(`${event} ${JSON.stringify(payload)}`),
      onStatus: (status) => events.push(status),
    });
    FakeConnection.latest().accept();
    FakeConnection.latest().reply('phx_join', 'ok');
    return joined;
  };
  return { socket, beats, events, join, setToken: (next: string) => (token = next) };
}

describe("the console's socket", () => {
  let server: ReturnType<typeof setUp>;
  beforeEach(() => {
    vi.useFakeTimers();
    server = setUp();
    return () => vi.useRealTimers();
  });

  it('joins a private topic with the token, and hands on what is broadcast', async () => {
    await server.join();
    const connection = FakeConnection.latest();
    expect(connection.url).toBe('ws://gateway.test/realtime/v1/websocket?apikey=key&vsn=2.0.0');
    expect(connection.lastOf('phx_join')).toMatchObject({
      topic: `realtime:${topic}`,
      payload: { config: { private: true, broadcast: { self: false } }, access_token: 'first' },
    });
    connection.say(null, null, `realtime:${topic}`, 'broadcast', {
      type: 'broadcast',
      event: 'typing',
      payload: { is_typing: true },
    });
    expect(server.events).toEqual(['joined', 'typing {"is_typing":true}']);
  });

  it('sends a renewed token with the next heartbeat to what is joined', async () => {
    await server.join();
    server.setToken('second');
    server.beats[0]?.onBeat();
    await vi.advanceTimersByTimeAsync(0);
    const { sent } = FakeConnection.latest();
    expect(sent.slice(1).map(({ event, payload }) => [event, payload])).toEqual([
      ['heartbeat', {}],
      ['access_token', { access_token: 'second' }],
    ]);
  });

  it('says that a topic was refused, and asks again with the token of then', async () => {
    await server.join();
    const connection = FakeConnection.latest();
    connection.say(connection.lastOf('phx_join')?.ref, null, `realtime:${topic}`, 'phx_error', {});
    expect(server.events).toEqual(['joined', 'failed']);
    server.setToken('second');
    await server.socket.renewToken();
    await vi.advanceTimersByTimeAsync(1000);
    expect(connection.lastOf('phx_join')).toMatchObject({ payload: { access_token: 'second' } });
    connection.reply('phx_join', 'error');
    expect(server.events.at(-1)).toBe('failed');
  });

  it('says that the server closed a topic', async () => {
    await server.join();
    FakeConnection.latest().say(null, null, `realtime:${topic}`, 'phx_close', {});
    expect(server.events).toEqual(['joined', 'closed']);
  });

  it('connects again by itself and joins again', async () => {
    await server.join();
    FakeConnection.latest().close();
    expect(server.events).toEqual(['joined', 'failed']);
    expect(server.beats[0]?.isStopped).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    FakeConnection.latest().accept();
    FakeConnection.latest().reply('phx_join', 'ok');
    expect(FakeConnection.opened).toHaveLength(2);
    expect(server.events.at(-1)).toBe('joined');
    expect(server.beats).toHaveLength(2);
  });

  it('gives up a connection whose heartbeat stays unanswered, and does not blame the next one', async () => {
    await server.join();
    server.beats[0]?.onBeat();
    server.beats[0]?.onBeat();
    expect(server.events.at(-1)).toBe('failed');
    await vi.advanceTimersByTimeAsync(1000);
    FakeConnection.latest().accept();
    server.beats[1]?.onBeat();
    expect(FakeConnection.opened).toHaveLength(2);
    expect(FakeConnection.latest().lastOf('heartbeat')).toBeDefined();
  });

  it('beats on the page where no worker runs', async () => {
    await server.join();
    server.beats[0]?.onFailed();
    await vi.advanceTimersByTimeAsync(25_000);
    expect(FakeConnection.latest().lastOf('heartbeat')).toBeDefined();
  });

  it('knows that nothing is joined once it disconnected, whatever the dead connection says', async () => {
    await server.join();
    const dead = FakeConnection.latest();
    dead.close = () => undefined;
    const gone = server.socket.disconnect();
    await vi.advanceTimersByTimeAsync(5000);
    await gone;
    expect(server.events.at(-1)).toBe('failed');
    server.socket.connect();
    FakeConnection.latest().accept();
    expect(FakeConnection.latest().lastOf('phx_join')).toBeDefined();
  });

  it('leaves', async () => {
    const joined = await server.join();
    const left = joined.leave();
    FakeConnection.latest().reply('phx_leave', 'ok');
    await left;
    expect(server.events).toEqual(['joined', 'closed']);
  });
});
