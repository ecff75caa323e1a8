import type { RealtimeSocket, TopicListeners, TopicStatus } from '@/lib/platform/realtime/topics-connection';

/** Stands in for the socket: the test says what the server answers. */
export function scriptedSocket() {
  const log: string[] = [];
  const topics: ScriptedTopic[] = [];
  let isConnected = false;

  class ScriptedTopic {
    isLeft = false;
    constructor(
      readonly topic: string,
      private readonly listeners: TopicListeners,
    ) {}
    server(status: TopicStatus) {
      this.listeners.onStatus(status);
    }
    broadcast(event: string, payload: unknown) {
      this.listeners.onBroadcast(event, payload);
    }
    leave() {
      log.push(`leave ${this.topic}`);
      this.isLeft = true;
      this.server('closed');
      return Promise.resolve();
    }
  }

  const socket: RealtimeSocket = {
    join(topic, listeners) {
      log.push(`join ${topic}`);
      isConnected = true;
      const joined = new ScriptedTopic(topic, listeners);
      topics.push(joined);
      return joined;
    },
    connect() {
      log.push('connect');
      isConnected = true;
    },
    disconnect() {
      log.push('disconnect');
      isConnected = false;
      return Promise.resolve();
    },
    isConnected: () => isConnected,
    renewToken() {
      log.push('token');
      return Promise.resolve();
    },
  };

  return {
    socket,
    log,
    topics,
    latest: (topic: string) => {
      const found = topics.findLast((each) => each.topic === topic);
      if (!found) throw new Error(`nobody joined ${topic}`);
      return found;
    },
    setConnected: (next: boolean) => {
      isConnected = next;
    },
  };
}
