import { randomUUID } from 'node:crypto';
import { type LiveSocket, openLiveSocket } from '@/bench/load/live-socket';
import type { Chat, Stage } from '@/bench/stage';

/** About the length of a real message. */
const BODY = 'Hello, I would like to know whether the lamp comes with a bulb and when it could be here.';

export type Direction = 'visitor to agent' | 'agent to visitor';

/** Conversations with both sides connected: every visitor on a socket of their own, the agent on one. */
export type ChatPool = {
  chats: Chat[];
  /** Sends through the API; resolves with the message's id when it is stored. */
  send(chat: Chat, direction: Direction): { id: string; stored: Promise<unknown> };
  /** Called for each message that arrives, with the side it arrived at. */
  onMessage(listener: (id: string, side: 'visitor' | 'agent') => void): void;
  close(): void;
};

export async function openChatPool(stage: Stage, size: number): Promise<ChatPool> {
  const { backend, agent, rest } = stage;
  const sockets: LiveSocket[] = [];
  let listener: (id: string, side: 'visitor' | 'agent') => void = () => undefined;
  const connect = async (token: string, topics: string[], side: 'visitor' | 'agent') => {
    const socket = await openLiveSocket(backend, token);
    sockets.push(socket);
    socket.onEvent(({ event, payload }) => {
      if (event === 'message' && typeof payload.id === 'string') listener(payload.id, side);
    });
    for (const topic of topics) await socket.join(topic);
  };

  await connect(agent.token, agent.topics, 'agent');
  const chats: Chat[] = [];
  for (let index = 0; index < size; index += 1) {
    const chat = await stage.openChat();
    await connect(chat.visitorToken, [`conversation:${chat.id}`], 'visitor');
    chats.push(chat);
  }

  return {
    chats,
    send(chat, direction) {
      const id = randomUUID();
      const token = direction === 'visitor to agent' ? chat.visitorToken : agent.token;
      const message = { p_conversation: chat.id, p_id: id, p_body: BODY };
      return { id, stored: rest.rpc(token, 'send_message', message) };
    },
    onMessage(next) {
      listener = next;
    },
    close() {
      for (const socket of sockets) socket.close();
    },
  };
}
