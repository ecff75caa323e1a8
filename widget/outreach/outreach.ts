import type { Targeting } from '@/lib/visitors/schema';
import type { Cancel, Clock } from '@/widget/core/clock';
import { type KeyStore, keys } from '@/widget/core/key-store';
import { createObservable } from '@/widget/core/observable';

export type Invitation = NonNullable<Targeting['invitation']>;
export type OutreachState = {
  /** The site has no chat on this page; null until that is known. */
  isHidden: boolean | null;
  /** What the chat says first, now. */
  invitation: Invitation | null;
};

export type OutreachOptions = {
  store: KeyStore;
  clock: Clock;
  /** The visit's number: each rule invites once in each. */
  visit: number;
  ask(): Promise<Targeting>;
  /** Looking at the chat, or in a conversation: nobody needs to be invited. */
  isEngaged(): boolean;
};

const nothing: Targeting = { hides_chat: false, invitation: null };

/** What the site's rules mean for the page the visitor is on, before anybody writes. */
export function createOutreach({ store, clock, visit, ask, isEngaged }: OutreachOptions) {
  const state = createObservable<OutreachState>({ isHidden: null, invitation: null });
  let page: string | null = null;
  let cancel: Cancel = () => undefined;

  const invited = (): string[] => {
    const [number, ...ids] = (store.get(keys.invited) ?? '').split(' ');
    return Number(number) === visit ? ids : [];
  };

  const invite = (invitation: Invitation): void => {
    if (isEngaged() || invited().includes(invitation.id)) return;
    store.set(keys.invited, [visit, ...invited(), invitation.id].join(' '));
    state.set({ ...state.get(), invitation });
  };

  const follow = ({ hides_chat, invitation }: Targeting): void => {
    const shown = state.get().invitation;
    state.set({ isHidden: hides_chat, invitation: shown?.id === invitation?.id ? shown : null });
    if (!invitation) return;
    cancel = clock.after(invitation.after_seconds * 1000, () => invite(invitation));
  };

  const learn = async (url: string): Promise<void> => {
    // A rule that cannot be asked for takes nothing away.
    const targeting = await ask().catch(() => nothing);
    if (url === page) follow(targeting);
  };

  return {
    state,
    /** The visitor is on this page now. */
    enter(url: string): void {
      if (url === page) return;
      page = url;
      cancel();
      void learn(url);
    },
    /** Whoever looks at the chat has seen it. */
    accept(): void {
      cancel();
      if (state.get().invitation) state.set({ ...state.get(), invitation: null });
    },
  };
}
