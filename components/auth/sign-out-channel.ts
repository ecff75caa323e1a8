const CHANNEL = 'foyer-session';
const SIGNED_OUT = 'signed-out';

/** Heard by this tab's own listeners too: a channel does not deliver to itself. */
const ownListeners = new Set<() => void>();

export function announceSignOut(): void {
  for (const listener of [...ownListeners]) listener();
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(SIGNED_OUT);
  channel.close();
}

/** Runs when somebody signs out in this browser, in whichever tab. Returns the way to stop. */
export function onSignOut(listener: (tab: 'this' | 'other') => void): () => void {
  const own = () => listener('this');
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event: MessageEvent<unknown>) => {
    if (event.data === SIGNED_OUT) listener('other');
  };
  ownListeners.add(own);
  return () => {
    ownListeners.delete(own);
    channel.close();
  };
}
