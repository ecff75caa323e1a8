import type { KeyValueStorage } from '@/lib/platform/key-value-storage';

/** How this browser calls its user; a matter of the room they sit in, so it is not kept with the member. */
export interface AlertPreferences {
  sound: boolean;
  /** Ring again while somebody waits and nobody accepts. */
  repeat: boolean;
}

const key = 'foyer:alerts';

export function readAlertPreferences(storage: KeyValueStorage): AlertPreferences {
  let saved: Partial<Record<keyof AlertPreferences, unknown>> | null = null;
  try {
    saved = JSON.parse(storage.get(key) ?? 'null');
  } catch {
    // Unreadable is the same as never chosen.
  }
  return { sound: saved?.sound !== false, repeat: saved?.repeat !== false };
}

export const saveAlertPreferences = (storage: KeyValueStorage, preferences: AlertPreferences): boolean =>
  storage.set(key, JSON.stringify(preferences));

const lastChimeKey = 'foyer:last-chime';
const togetherMs = 1500;

/** Several tabs hear the same event; the first to ask rings, for all of them. */
export function claimChime(storage: KeyValueStorage, nowMs: number): boolean {
  const last = Number(storage.get(lastChimeKey) ?? 0);
  if (nowMs >= last && nowMs - last < togetherMs) return false;
  storage.set(lastChimeKey, String(nowMs));
  return true;
}
