export interface KeyValueStorage {
  keys(): string[];
  get(key: string): string | null;
  /** False when it could not be kept: storage is full or forbidden. */
  set(key: string, value: string): boolean;
  remove(key: string): void;
}

export function memoryStorage(): KeyValueStorage {
  const values = new Map<string, string>();
  return {
    keys: () => [...values.keys()],
    get: (key) => values.get(key) ?? null,
    set(key, value) {
      values.set(key, value);
      return true;
    },
    remove: (key) => void values.delete(key),
  };
}

/** The browser's local storage, or memory where it is forbidden: merely touching it may throw. */
export function browserStorage(): KeyValueStorage {
  let storage: Storage;
  try {
    storage = window.localStorage;
  } catch {
    return memoryStorage();
  }
  return {
    keys: () => Object.keys(storage),
    get: (key) => storage.getItem(key),
    set(key, value) {
      try {
        storage.setItem(key, value);
        return true;
      } catch {
        return false;
      }
    },
    remove: (key) => storage.removeItem(key),
  };
}
