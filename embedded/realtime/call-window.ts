/** Allows a number of calls per fixed window; the window opens with the first call. */
export class CallWindow {
  readonly #callsMax: number;
  readonly #windowMs: number;
  readonly #nowMs: () => number;
  #calls = 0;
  #endsAtMs = Number.NEGATIVE_INFINITY;

  constructor(callsMax: number, windowMs: number, nowMs: () => number = () => performance.now()) {
    this.#callsMax = callsMax;
    this.#windowMs = windowMs;
    this.#nowMs = nowMs;
  }

  take(): boolean {
    const now = this.#nowMs();
    if (now > this.#endsAtMs) {
      this.#endsAtMs = now + this.#windowMs;
      this.#calls = 0;
    }
    if (this.#calls >= this.#callsMax) return false;
    this.#calls += 1;
    return true;
  }
}
