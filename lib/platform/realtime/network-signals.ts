/** What the browser says about the network and the page's visibility. */
export interface NetworkSignals {
  isOnline(): boolean;
  onOnline(listener: () => void): () => void;
  onOffline(listener: () => void): () => void;
  onVisible(listener: () => void): () => void;
}

export function browserNetworkSignals(): NetworkSignals {
  const listen = (target: EventTarget, event: string, listener: () => void) => {
    target.addEventListener(event, listener);
    return () => target.removeEventListener(event, listener);
  };
  return {
    isOnline: () => navigator.onLine,
    onOnline: (listener) => listen(window, 'online', listener),
    onOffline: (listener) => listen(window, 'offline', listener),
    onVisible: (listener) =>
      listen(document, 'visibilitychange', () => {
        if (document.visibilityState === 'visible') listener();
      }),
  };
}
