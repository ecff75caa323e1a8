import type { Message, SiteStatus } from '@/widget/core/chat-types';
import type { Clock } from '@/widget/core/clock';
import type { Facts } from '@/widget/core/facts';
import type { KeyStore } from '@/widget/core/key-store';
import type { Exclusively } from '@/widget/core/session';
import type { ChatApi, JoinTopic } from '@/widget/core/transport';

export type ChatOptions = {
  api: ChatApi;
  join: JoinTopic;
  store: KeyStore;
  clock: Clock;
  locale: string;
  site: SiteStatus;
  newId(): string;
  exclusively: Exclusively;
  facts(): Facts;
  /** A message of an agent that was not there when the thread was loaded. */
  onNews?(message: Message): void;
};
