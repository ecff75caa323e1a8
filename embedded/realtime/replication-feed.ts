import type { Duplex } from 'node:stream';

const CHANGE = 'w'.charCodeAt(0);
const KEEPALIVE = 'k'.charCodeAt(0);
const STATUS = 'r'.charCodeAt(0);
const changeHeaderBytes = 25;
const statusBytes = 34;
/** Postgres counts microseconds from here. */
const postgresEpochMs = Date.UTC(2000, 0, 1);

/** The two sides of a replication stream: changes come in, and how far they were taken goes out. */
export class ReplicationFeed {
  readonly #stream: Duplex;
  readonly #waitingForAnswer = new Set<() => void>();
  /** Everything before it has been handed over; the server may forget it. */
  #position = 0n;

  constructor(stream: Duplex, onChange: (change: Buffer) => void) {
    this.#stream = stream;
    stream.on('data', (message: Buffer) => {
      if (message[0] === CHANGE) onChange(message.subarray(changeHeaderBytes));
      else if (message[0] === KEEPALIVE) this.#keepAlive(message);
    });
  }

  /** Reports the position and asks for a sign of life. */
  answers(withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (answered: boolean) => {
        clearTimeout(timer);
        this.#waitingForAnswer.delete(arrived);
        resolve(answered);
      };
      const arrived = () => settle(true);
      const timer = setTimeout(() => settle(false), withinMs).unref();
      this.#waitingForAnswer.add(arrived);
      this.#report({ asksForAnswer: true });
    });
  }

  /** A server that shuts down waits until it hears that everything has arrived. */
  #keepAlive(message: Buffer): void {
    this.#position = message.readBigUInt64BE(1);
    for (const arrived of [...this.#waitingForAnswer]) arrived();
    if (message[17]) this.#report({ asksForAnswer: false });
  }

  #report({ asksForAnswer }: { asksForAnswer: boolean }): void {
    if (!this.#stream.writable) return;
    const status = Buffer.alloc(statusBytes);
    status[0] = STATUS;
    // Received, stored, applied: here they are one.
    for (const at of [1, 9, 17]) status.writeBigUInt64BE(this.#position, at);
    status.writeBigInt64BE(BigInt(Date.now() - postgresEpochMs) * 1_000n, 25);
    status[33] = asksForAnswer ? 1 : 0;
    this.#stream.write(status);
  }
}
