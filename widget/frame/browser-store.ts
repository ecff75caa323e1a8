import { createMemoryStore, type KeyStore } from '@/widget/core/key-store';

/** The frame's own storage, which the visitor's tabs on one site share; null where the browser forbids it. */
export function openLocalStore(siteKey: string): KeyStore | null {
  const prefix = `foyer:${siteKey}:`;
  try {
    const probe = `${prefix}probe`;
    localStorage.setItem(probe, '1');
    localStorage.removeItem(probe);
  } catch {
    return null;
  }
  // A copy beside it, so that a storage that fails or fills up later takes nothing away.
  const memory = createMemoryStore();
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(prefix)) memory.set(key.slice(prefix.length), localStorage.getItem(key) ?? '');
  }
  const attempt = (write: () => void) => {
    try {
      write();
    } catch {
      // Full or taken away: kept for this page at least.
    }
  };

  return {
    ...memory,
    // What is stored now comes first: another tab's write may be there before its event is.
    get(key) {
      try {
        return localStorage.getItem(prefix + key) ?? memory.get(key);
      } catch {
        return memory.get(key);
      }
    },
    set(key, value) {
      memory.set(key, value);
      attempt(() => localStorage.setItem(prefix + key, value));
    },
    remove(key) {
      memory.remove(key);
      attempt(() => localStorage.removeItem(prefix + key));
    },
    onForeignChange(listener) {
      const onStorage = ({ key, newValue, storageArea }: StorageEvent) => {
        if (storageArea !== localStorage || !key?.startsWith(prefix)) return;
        const name = key.slice(prefix.length);
        if (newValue === null) memory.remove(name);
        else memory.set(name, newValue);
        listener(name, newValue);
      };
      window.addEventListener('storage', onStorage);
      return () => window.removeEventListener('storage', onStorage);
    },
  };
}
