import type { Clock } from '@/widget/core/clock';
import { Failure } from '@/widget/core/failure';
import { type KeyStore, keys } from '@/widget/core/key-store';
import type { ChatApi, SessionGrant } from '@/widget/core/transport';

/** A token with less than this left is renewed before it is used. */
const renewBeforeEndMs = 120_000;

/** `hasWaited`: another tab goes or went first, and what it writes may still be on its way here. */
export type Exclusively = <T>(run: (hasWaited: boolean) => Promise<T>) => Promise<T>;

const lookApartMs = 25;
const looksMax = 120;
/** Until what a tab has stored is seen by the others, whoever asks is told that somebody went first. */
const storedLateMs = 1000;

export type SessionOptions = {
  api: Pick<ChatApi, 'openSession'>;
  store: KeyStore;
  clock: Clock;
  locale: string;
  /** Lets one tab at a time through, so that two that write first at once become one visitor. */
  exclusively: Exclusively;
  /** The secret in the browser named nobody any more; what was known belongs to nobody. */
  onForgotten(): void;
};

export type Session = ReturnType<typeof createSession>;

/** Keeps the visitor's token good. The secret that renews it is stored; the token never is. */
export function createSession({ api, store, clock, locale, exclusively, onForgotten }: SessionOptions) {
  let current: { token: string; renewAt: number } | null = null;
  let visitorId: string | null = null;
  let pending: Promise<string | null> | null = null;

  const accept = (grant: SessionGrant, secret: string | null): string | null => {
    if (grant.token === null) {
      current = null;
      // Another tab may have become somebody in the meantime.
      if (secret !== null && store.get(keys.secret) === secret) store.remove(keys.secret);
      if (visitorId !== null || secret !== null) onForgotten();
      visitorId = null;
      return null;
    }
    if (grant.secret !== secret) store.set(keys.secret, grant.secret);
    const isSomebodyElse = visitorId !== null && visitorId !== grant.visitor_id;
    visitorId = grant.visitor_id;
    // Counted from now and not from the server's clock, which the visitor's may not agree with.
    current = { token: grant.token, renewAt: clock.now() + grant.lifetimeMs - renewBeforeEndMs };
    if (isSomebodyElse) onForgotten();
    return grant.token;
  };

  const pause = (ms: number) => new Promise<void>((done) => void clock.after(ms, done));

  const otherTabsSecret = async (): Promise<void> => {
    for (let look = 0; look < looksMax && store.get(keys.secret) === null; look += 1)
      await pause(lookApartMs);
  };

  const ask = async (create: boolean): Promise<string | null> => {
    const secret = store.get(keys.secret);
    return accept(await api.openSession({ secret, locale, create }), secret);
  };

  const open = (create: boolean): Promise<string | null> => {
    if (!create) return ask(false);
    return new Promise((done, fail) => {
      exclusively(async (hasWaited) => {
        if (hasWaited) await otherTabsSecret();
        const isNew = store.get(keys.secret) === null;
        done(await ask(true));
        if (isNew) await pause(storedLateMs);
      }).catch(fail);
    });
  };

  /** The token, or null when the visitor is nobody yet and was not to be created. */
  const token = async (create: boolean): Promise<string | null> => {
    for (;;) {
      if (current && clock.now() < current.renewAt) return current.token;
      if (!create && store.get(keys.secret) === null) return null;
      const mine = pending === null;
      pending ??= open(create).finally(() => {
        pending = null;
      });
      const opened = await pending;
      // Somebody else's attempt may not have been allowed to create.
      if (opened !== null || mine) return opened;
    }
  };

  const required = async (create: boolean): Promise<string> => {
    const value = await token(create);
    if (value === null) throw new Failure('refused', 'unknown_visitor');
    return value;
  };

  return {
    /** Whether somebody has written from this browser before. */
    isKnown: () => store.get(keys.secret) !== null,
    token: () => required(false),
    /** When the token should be asked for again, for those who hold it longer than one call. */
    renewInMs: () => Math.max(0, (current?.renewAt ?? 0) - clock.now()),
    /** Forgets the token, so that the next use renews it. */
    expire: () => {
      current = null;
    },
    /** Runs one call; a token the server no longer accepts is renewed once. */
    async call<T>(run: (token: string) => Promise<T>, create = false): Promise<T> {
      const first = await required(create);
      try {
        return await run(first);
      } catch (error) {
        if (!(error instanceof Failure) || error.kind !== 'expired') throw error;
        if (current?.token === first) current = null;
        return await run(await required(create));
      }
    },
  };
}
