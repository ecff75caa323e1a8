'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';

/** Where somebody wanted to go: to a link's address, or back. */
type Destination = { href: string } | 'back';

/**
 * Holds back whoever leaves while there is something to lose: by a link, by Back, by closing the tab. Nobody can forbid
 * a step back, so there is one more of the same page to step back from.
 */
export function useLeaveGuard(isDirty: boolean) {
  const router = useRouter();
  const [leavingTo, setLeavingTo] = useState<Destination | null>(null);
  const isOnCopy = useRef(false);
  const holds = useRef(false);
  const isLeaving = useRef(false);
  /** What goes on once a step that was taken here has arrived. */
  const arrived = useRef<(() => void) | null>(null);

  const step = (by: -1 | 1): Promise<void> =>
    new Promise((done) => {
      arrived.current = done;
      isOnCopy.current = by === 1;
      history.go(by);
    });

  useEffect(() => {
    const onPop = () => {
      const done = arrived.current;
      arrived.current = null;
      if (done) return done();
      if (!isOnCopy.current) return;
      isOnCopy.current = false;
      if (holds.current) setLeavingTo('back');
      else history.back();
    };
    window.addEventListener('popstate', onPop);
    return () => window.removeEventListener('popstate', onPop);
  }, []);

  useEffect(() => {
    holds.current = isDirty;
    if (!isDirty) return;
    if (!isOnCopy.current) {
      isOnCopy.current = true;
      // The router's own state: it stays on the page it is on.
      history.pushState(history.state, '', location.href);
    }
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
        return;
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (!link || link.target === '_blank' || link.origin !== location.origin) return;
      event.preventDefault();
      event.stopPropagation();
      setLeavingTo({ href: link.pathname + link.search });
    };
    window.addEventListener('beforeunload', onUnload);
    // Before the router hears of it.
    document.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
    };
  }, [isDirty]);

  return {
    isAsked: leavingTo !== null,
    stay(): void {
      setLeavingTo(null);
      // The dialog closes after a yes, too.
      if (isLeaving.current) return;
      if (!isOnCopy.current) void step(1);
    },
    leave(): void {
      isLeaving.current = true;
      if (leavingTo === 'back') history.back();
      else if (leavingTo) router.replace(leavingTo.href);
    },
    /** There is nothing to lose any more: Back leads where it led before. */
    async release(): Promise<void> {
      holds.current = false;
      if (isOnCopy.current) await step(-1);
    },
  };
}
