'use client';

import { LogIn, WifiOff } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useInbox } from '@/components/conversations/inbox-context';
import { useStore } from '@/components/conversations/use-store';

/** A reconnection this short is nobody's concern. */
const showAfterMs = 2500;
/** The first connection follows the first paint and the socket's code. */
const showFirstAfterMs = 8000;

/** Says calmly that the connection is gone, and that nothing will be lost. */
export function ConnectionBar() {
  const t = useTranslations('conversations.connection');
  const { access, connection } = useInbox();
  const isSignedOut = useStore(access) === 'signed_out';
  const state = useStore(connection);
  const isGone = useLasting(state !== 'joined', state === 'connecting' ? showFirstAfterMs : showAfterMs);
  const pathname = usePathname();

  if (isSignedOut) {
    return (
      <Bar>
        <LogIn aria-hidden className="size-4 shrink-0" />
        <span>
          {t('signedOut')}{' '}
          <a
            className="font-medium underline underline-offset-2"
            href={`/sign-in?next=${encodeURIComponent(pathname)}`}
          >
            {t('signIn')}
          </a>
        </span>
      </Bar>
    );
  }
  return (
    <div role="status">
      {isGone ? (
        <Bar>
          <WifiOff aria-hidden className="size-4 shrink-0" />
          <span>{t('offline')}</span>
        </Bar>
      ) : null}
    </div>
  );
}

function Bar({ children }: { children: React.ReactNode }) {
  return (
    <div className="flex items-center justify-center gap-2 border-border border-b bg-waiting-soft px-4 py-2 text-[13px] text-foreground">
      {children}
    </div>
  );
}

/** True once something has been so for a while; at once when the browser itself says it is offline. */
function useLasting(isSo: boolean, afterMs: number): boolean {
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    if (!isSo) {
      setLasting(false);
      return;
    }
    const settle = () => setLasting(true);
    if (!navigator.onLine) settle();
    const timer = setTimeout(settle, afterMs);
    window.addEventListener('offline', settle);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('offline', settle);
    };
  }, [isSo, afterMs]);
  return isLasting;
}
