import type { Cancel, Clock } from '@/widget/core/clock';
import { retryDelayMs } from '@/widget/core/retry-delay';
import type { Session } from '@/widget/core/session';
import type { JoinTopic, RealtimeTopic } from '@/widget/core/transport';

const pollApartMs = 15_000;
const renewAgainMs = 5000;
/** A broadcast can be dropped without a trace; while somebody looks, this finds it. */
const checkJoinedMs = 60_000;

export type LiveLinkOptions = {
  clock: Clock;
  session: Pick<Session, 'token' | 'renewInMs' | 'expire'>;
  join: JoinTopic;
  onEvent(conversationId: string, event: string, payload: unknown): void;
  /** Time to fetch what may have been missed. */
  onCheck(conversationId: string): void;
  onChange(): void;
};

export type LiveLink = ReturnType<typeof createLiveLink>;

type Followed = { id: string; topic: RealtimeTopic | null; isJoined: boolean; isLeft: boolean };

/**
 * Follows one conversation over the socket. Whenever it is joined, again or for the first time, and every
 * few seconds while it is not, it asks for a check: the socket makes things quick, the check makes them true.
 */
export function createLiveLink(options: LiveLinkOptions) {
  const { clock, session, join, onEvent, onCheck, onChange } = options;
  let followed: Followed | null = null;
  let isWatched = false;
  let attempt = 0;
  let cancelCheck: Cancel | null = null;
  let cancelRenewal: Cancel | null = null;
  let cancelJoin: Cancel | null = null;

  const scheduleCheck = (): void => {
    cancelCheck?.();
    cancelCheck = null;
    if (!followed || (followed.isJoined && !isWatched)) return;
    const delayMs = followed.isJoined ? checkJoinedMs : pollApartMs * (1 + clock.random());
    cancelCheck = clock.after(delayMs, () => {
      if (followed) onCheck(followed.id);
      scheduleCheck();
    });
  };

  const scheduleRenewal = (): void => {
    cancelRenewal?.();
    cancelRenewal = clock.after(Math.max(session.renewInMs(), renewAgainMs), () => {
      const mine = followed;
      session
        .token()
        .then((token) => mine?.topic?.setToken(token))
        // Not reached: the next round comes soon, and the server ends the topic if it comes too late.
        .catch(() => undefined)
        .finally(() => {
          if (mine === followed && mine) scheduleRenewal();
        });
    });
  };

  const settle = (mine: Followed, isJoined: boolean): void => {
    if (mine !== followed || mine.isLeft) return;
    mine.isJoined = isJoined;
    scheduleCheck();
    if (isJoined) {
      attempt = 0;
      scheduleRenewal();
      onCheck(mine.id);
    }
    onChange();
  };

  const connect = async (mine: Followed): Promise<void> => {
    try {
      const topic = await join({
        topic: `conversation:${mine.id}`,
        token: session.token,
        onEvent: (event, payload) => {
          if (!mine.isLeft) onEvent(mine.id, event, payload);
        },
        onJoined: (isJoined) => settle(mine, isJoined),
      });
      mine.topic = topic;
      if (mine.isLeft) topic.leave();
    } catch {
      // The socket's code or a token could not be fetched; polling goes on meanwhile.
      if (mine.isLeft) return;
      attempt += 1;
      cancelJoin = clock.after(retryDelayMs(attempt, clock.random), () => void connect(mine));
    }
  };

  const leave = (): void => {
    cancelCheck?.();
    cancelRenewal?.();
    cancelJoin?.();
    cancelCheck = cancelRenewal = cancelJoin = null;
    if (!followed) return;
    followed.isLeft = true;
    followed.topic?.leave();
    followed = null;
  };

  return {
    isJoined: () => followed?.isJoined ?? false,
    followedId: () => followed?.id ?? null,
    follow(conversationId: string | null): void {
      if ((followed?.id ?? null) === conversationId) return;
      leave();
      if (conversationId !== null) {
        const mine: Followed = { id: conversationId, topic: null, isJoined: false, isLeft: false };
        followed = mine;
        void connect(mine);
        scheduleCheck();
      }
      onChange();
    },
    /** Whether somebody is looking: only then is a joined topic checked as well. */
    watch(isWatchedNow: boolean): void {
      if (isWatched === isWatchedNow) return;
      isWatched = isWatchedNow;
      scheduleCheck();
    },
    reconnect: () => followed?.topic?.reconnect(),
    stop: leave,
  };
}
