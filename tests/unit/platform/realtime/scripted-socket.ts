import type { RealtimeSocket } from '@/lib/platform/realtime/topics-connection';

type Status = 'SUBSCRIBED' | 'CHANNEL_ERROR' | 'TIMED_OUT' | 'CLOSED';

/** Stands in for Supabase's client: the test says what the server answers. */
export function scriptedSocket() {
  const log: string[] = [];
  const channels: ScriptedChannel[] = [];
  let isConnected = false;

  class ScriptedChannel {
    isRemoved = false;
    private receive: ((message: { event: string; payload?: unknown }) => void) | null = null;
    private report: ((status: Status, error?: Error) => void) | null = null;
    constructor(
      readonly topic: string,
      readonly config: unknown,
    ) {}
    on(type: string, _filter: unknown, listener: (message: { event: string; payload?: unknown }) => void) {
      if (type === 'broadcast') this.receive = listener;
      return this;
    }
    subscribe(report: (status: Status, error?: Error) => void) {
      log.push(`join ${this.topic}`);
      isConnected = true;
      this.report = report;
      return this;
    }
    server(status: Status) {
      this.report?.(status);
    }
    broadcast(event: string, payload: unknown) {
      this.receive?.({ event, payload });
    }
  }

  const socket = {
    channel(topic: string, config: unknown) {
      const channel = new ScriptedChannel(topic, config);
      channels.push(channel);
      return channel;
    },
    removeChannel(channel: ScriptedChannel) {
      log.push(`leave ${channel.topic}`);
      channel.isRemoved = true;
      channel.server('CLOSED');
      return Promise.resolve('ok');
    },
    connect() {
      log.push('connect');
      isConnected = true;
    },
    disconnect() {
      log.push('disconnect');
      isConnected = false;
      return Promise.resolve('ok');
    },
    isConnected: () => isConnected,
    setAuth() {
      log.push('token');
      return Promise.resolve();
    },
  };

  return {
    socket: socket as unknown as RealtimeSocket,
    log,
    channels,
    latest: (topic: string) => {
      const found = channels.findLast((channel) => channel.topic === topic);
      if (!found) throw new Error(`nobody joined ${topic}`);
      return found;
    },
    setConnected: (next: boolean) => {
      isConnected = next;
    },
  };
}
