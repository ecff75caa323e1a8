const patienceMs = 20_000;

/** Collects what arrives and lets a test wait for it, by condition and never by the clock. */
export class Recorder<T> {
  readonly items: T[] = [];
  readonly #watchers = new Set<() => void>();

  push(item: T): void {
    this.items.push(item);
    for (const watcher of [...this.#watchers]) watcher();
  }

  /** The first item that matches, already here or still to come. */
  async first(matches: (item: T) => boolean): Promise<T> {
    let found: T | undefined;
    await this.#until(() => {
      found = this.items.find(matches);
      return found !== undefined;
    });
    if (found === undefined) throw new Error('unreachable: the wait ended without a match');
    return found;
  }

  /** The items so far, once there are so many. */
  async atLeast(count: number): Promise<T[]> {
    await this.#until(() => this.items.length >= count);
    return [...this.items];
  }

  #until(done: () => boolean): Promise<void> {
    if (done()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const watcher = () => {
        if (!done()) return;
        clearTimeout(timer);
        this.#watchers.delete(watcher);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#watchers.delete(watcher);
        reject(new Error(`Waited in vain; arrived so far: ${JSON.stringify(this.items)}`));
      }, patienceMs);
      this.#watchers.add(watcher);
    });
  }
}
