const bucketMs = 5_000;
const bucketCount = 12;
const windowSeconds = (bucketMs * bucketCount) / 1_000;

/** Average events per second over the last minute, so that a burst passes and a flood does not. */
export class RollingRate {
  readonly perSecondMax: number;
  readonly #nowMs: () => number;
  readonly #buckets = new Array<number>(bucketCount).fill(0);
  #total = 0;
  #tick: number;

  constructor(perSecondMax: number, nowMs: () => number = () => performance.now()) {
    this.perSecondMax = perSecondMax;
    this.#nowMs = nowMs;
    this.#tick = this.#currentTick();
  }

  add(count = 1): void {
    this.#advance();
    const slot = this.#tick % bucketCount;
    this.#buckets[slot] = (this.#buckets[slot] ?? 0) + count;
    this.#total += count;
  }

  averagePerSecond(): number {
    this.#advance();
    return this.#total / windowSeconds;
  }

  exceeded(): boolean {
    return this.averagePerSecond() > this.perSecondMax;
  }

  #currentTick(): number {
    return Math.floor(this.#nowMs() / bucketMs);
  }

  #advance(): void {
    const now = this.#currentTick();
    const elapsed = Math.min(now - this.#tick, bucketCount);
    for (let step = 1; step <= elapsed; step++) {
      const slot = (this.#tick + step) % bucketCount;
      this.#total -= this.#buckets[slot] ?? 0;
      this.#buckets[slot] = 0;
    }
    if (now > this.#tick) this.#tick = now;
  }
}
