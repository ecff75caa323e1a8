import { beforeEach, describe, expect, it } from 'vitest';
import { reconnectDelayMs } from '@/lib/platform/realtime/delays';
import { connectTopics, type TopicsConnection } from '@/lib/platform/realtime/topics-connection';
import { type ManualTimers, manualTimers } from '@/tests/support/manual-timers';
import { scriptedSocket } from './scripted-socket';

const listeners = {
  online: new Set<() => void>(),
  offline: new Set<() => void>(),
  visible: new Set<() => void>(),
};
let isOnline = true;

function listen(set: Set<() => void>) {
  return (listener: () => void) => {
    set.add(listener);
    return () => set.delete(listener);
  };
}

function fire(signal: keyof typeof listeners) {
  for (const listener of listeners[signal]) listener();
}

describe('topics over one socket', () => {
  let timers: ManualTimers;
  let server: ReturnType<typeof scriptedSocket>;
  let connection: TopicsConnection;
  let events: string[];
  let joined: string[];
  let refused: string[];

  beforeEach(() => {
    for (const set of Object.values(listeners)) set.clear();
    isOnline = true;
    timers = manualTimers();
    server = scriptedSocket();
    events = [];
    joined = [];
    refused = [];
    connection = connectTopics({
      socket: server.socket,
      timers,
      random: () => 0.5,
      signals: {
        isOnline: () => isOnline,
        onOnline: listen(listeners.online),
        onOffline: listen(listeners.offline),
        onVisible: listen(listeners.visible),
      },
      onEvent: (event, payload, topic) => events.push(`${topic} ${event} ${JSON.stringify(payload)}`),
      onJoined: (topic) => joined.push(topic),
      onRefused: (topic) => refused.push(topic),
    });
  });

  const join = async (...topics: string[]) => {
    connection.setTopics(topics);
    await timers.advance(0);
    for (const topic of topics) server.latest(topic).server('joined');
  };

  it('joins only once the token is known', async () => {
    await join('member:1:1');
    expect(server.log).toEqual(['token', 'join member:1:1']);
  });

  it('is joined only when every topic is', async () => {
    connection.setTopics(['member:1:1', 'organization:1:1']);
    await timers.advance(0);
    server.latest('member:1:1').server('joined');
    expect(connection.state.get()).toBe('connecting');
    server.latest('organization:1:1').server('joined');
    expect(connection.state.get()).toBe('joined');
    expect(joined).toEqual(['member:1:1', 'organization:1:1']);
  });

  it('hands on what is broadcast, with the topic it came from', async () => {
    await join('member:1:1');
    server.latest('member:1:1').broadcast('typing', { is_typing: true });
    expect(events).toEqual(['member:1:1 typing {"is_typing":true}']);
  });

  it('asks for a fetch after each rejoin, because broadcasts in between are lost', async () => {
    await join('member:1:1');
    server.setConnected(false);
    server.latest('member:1:1').server('failed');
    expect(connection.state.get()).toBe('interrupted');
    server.latest('member:1:1').server('joined');
    expect(connection.state.get()).toBe('joined');
    expect(joined).toEqual(['member:1:1', 'member:1:1']);
  });

  it('renews the token when a topic fails', async () => {
    await join('member:1:1');
    server.latest('member:1:1').server('failed');
    expect(server.log.filter((line) => line === 'token')).toHaveLength(2);
  });

  it('reports a topic the server keeps refusing, but not one lost with the network', async () => {
    await join('member:1:1');
    server.setConnected(false);
    server.latest('member:1:1').server('failed');
    server.latest('member:1:1').server('failed');
    expect(refused).toEqual([]);
    server.setConnected(true);
    server.latest('member:1:1').server('failed');
    server.latest('member:1:1').server('failed');
    expect(refused).toEqual(['member:1:1']);
  });

  it('joins anew, after a random while, when the server closes one', async () => {
    await join('member:1:1');
    server.latest('member:1:1').server('closed');
    expect(connection.state.get()).toBe('interrupted');
    await timers.advance(2999);
    expect(server.topics).toHaveLength(1);
    await timers.advance(1);
    expect(server.topics).toHaveLength(2);
    server.latest('member:1:1').server('joined');
    expect(connection.state.get()).toBe('joined');
  });

  it('leaves what is no longer listed, keeps the rest, and does not rejoin what it left itself', async () => {
    await join('member:1:1', 'organization:1:1');
    const left = server.latest('organization:1:1');
    connection.setTopics(['member:1:1', 'organization:1:2']);
    await timers.advance(60_000);
    expect(left.isLeft).toBe(true);
    left.broadcast('conversation', {});
    expect(events).toEqual([]);
    expect(server.log.filter((line) => line.startsWith('join'))).toEqual([
      'join member:1:1',
      'join organization:1:1',
      'join organization:1:2',
    ]);
  });

  it('is interrupted as soon as the browser is offline, and connects afresh when it is back', async () => {
    await join('member:1:1');
    isOnline = false;
    fire('offline');
    expect(connection.state.get()).toBe('interrupted');
    isOnline = true;
    fire('online');
    await timers.advance(0);
    expect(server.log.slice(-2)).toEqual(['disconnect', 'connect']);
  });

  it('connects at once when the page is shown again and the socket is gone', async () => {
    await join('member:1:1');
    fire('visible');
    expect(server.log).not.toContain('connect');
    server.setConnected(false);
    fire('visible');
    expect(server.log.at(-1)).toBe('connect');
  });

  it('is silent once closed, and ends the connection', async () => {
    await join('member:1:1');
    const topic = server.latest('member:1:1');
    connection.close();
    topic.broadcast('typing', {});
    fire('online');
    await timers.advance(60_000);
    expect(events).toEqual([]);
    expect(server.log.slice(-2)).toEqual(['leave member:1:1', 'disconnect']);
    expect(server.topics).toHaveLength(1);
  });
});

describe('reconnecting', () => {
  it('spreads clients over half of each step, and never waits more than ten seconds', () => {
    expect([1, 2, 3, 4, 50].map((tries) => reconnectDelayMs(tries, () => 0))).toEqual([
      500, 1000, 2500, 5000, 5000,
    ]);
    expect([1, 2, 3, 4, 50].map((tries) => reconnectDelayMs(tries, () => 1))).toEqual([
      1000, 2000, 5000, 10_000, 10_000,
    ]);
  });
});
