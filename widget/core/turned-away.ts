import { type KeyStore, keys } from '@/widget/core/key-store';

/** Why no chat begins now: a message can be left instead. */
export type TurnedAway = 'nobody_can_answer' | 'queue_is_full';

export const isTurnedAway = (code: string | null): code is TurnedAway =>
  code === 'nobody_can_answer' || code === 'queue_is_full';

/** What was written for a conversation that may not begin becomes the draft of the message that is left instead. */
export function keepAsDraft(store: KeyStore, conversationId: string, bodies: string[]): void {
  const [ahead, typedSince] = [keys.draft(null), keys.draft(conversationId)];
  const texts = [store.get(ahead), ...bodies, store.get(typedSince)];
  store.set(ahead, texts.filter(Boolean).join('\n'));
  store.remove(typedSince);
}
