'use client';

import { useSyncExternalStore } from 'react';
import { setPreferenceCookie } from '@/lib/platform/preference-cookie';
import { createStore } from '@/lib/platform/store';
import { isTheme, THEME_COOKIE, type Theme } from '@/lib/platform/theme';

const theme = createStore<Theme | null>(null);

/** The server has written the choice into the document, so the document is what is read first. */
function current(): Theme {
  const written = document.documentElement.dataset.theme;
  return theme.get() ?? (isTheme(written) ? written : 'system');
}

function choose(next: Theme): void {
  setPreferenceCookie(THEME_COOKIE, next);
  if (next === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  theme.set(next);
}

export function useTheme(): { theme: Theme; chooseTheme: (next: Theme) => void } {
  return { theme: useSyncExternalStore(theme.subscribe, current, () => 'system'), chooseTheme: choose };
}
