type Task = () => void | Promise<void>;

/**
 * Runs tasks one after another. A task that needs no waiting runs at once, inside `run`, as long as
 * nothing is ahead of it: the usual message pays nothing for the order.
 */
export class SerialQueue {
  readonly #waitingMax: number;
  readonly #onError: (error: unknown) => void;
  #waiting: Task[] = [];
  #busy = false;

  constructor(waitingMax: number, onError: (error: unknown) => void) {
    this.#waitingMax = waitingMax;
    this.#onError = onError;
  }

  /** False when the queue is full and the task was refused. */
  run(task: Task): boolean {
    if (this.#busy) {
      if (this.#waiting.length >= this.#waitingMax) return false;
      this.#waiting.push(task);
      return true;
    }
    this.#start(task);
    return true;
  }

  clear(): void {
    this.#waiting = [];
  }

  #start(task: Task): void {
    try {
      const running = task();
      if (!running) return;
      this.#busy = true;
      running.catch(this.#onError).finally(() => this.#next());
    } catch (error) {
      this.#onError(error);
    }
  }

  #next(): void {
    this.#busy = false;
    while (!this.#busy) {
      const task = this.#waiting.shift();
      if (!task) return;
      this.#start(task);
    }
  }
}
