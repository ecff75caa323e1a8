import type { Duplex } from 'node:stream';

const CHANGE = 'w'.charCodeAt(0);
const KEEPALIVE = 'k'.charCodeAt(0);
const COMMIT = 'C'.charCodeAt(0);
const STATUS = 'r'.charCodeAt(0);
const changeHeaderBytes = 25;
/** Behind its letter, its flags and where it begins. */
const commitEndAt = 10;
const statusBytes = 34;
/** Postgres counts microseconds from here. */
const postgresEpochMs = Date.UTC(2000, 0, 1);

/** A place in the log: everything before it has been taken, and the server may forget it. */
export class LogPosition {
  #at: bigint;

  /** As Postgres writes it: two hexadecimal halves. */
  constructor(text: string) {
    const [high = '0', low = '0'] = text.split('/');
    this.#at = (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
  }

  get at(): bigint {
    return this.#at;
  }

  advanceTo(at: bigint): void {
    if (at > this.#at) this.#at = at;
  }

  text(): string {
    return `${(this.#at >> 32n).toString(16)}/${(this.#at & 0xffffffffn).toString(16)}`;
  }
}

/** The two sides of a replication stream: changes come in, and how far they were taken goes out. */
export class ReplicationFeed {
  readonly #stream: Duplex;
  readonly #waitingForAnswer = new Set<() => void>();
  readonly #position: LogPosition;

  constructor(stream: Duplex, position: LogPosition, onChange: (change: Buffer) => void) {
    this.#stream = stream;
    this.#position = position;
    stream.on('data', (message: Buffer) => {
      if (message[0] === KEEPALIVE) this.#keepAlive(message);
      if (message[0] !== CHANGE) return;
      const change = message.subarray(changeHeaderBytes);
      if (change[0] === COMMIT) position.advanceTo(change.readBigUInt64BE(commitEndAt));
      else onChange(change);
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
    this.#position.advanceTo(message.readBigUInt64BE(1));
    for (const arrived of [...this.#waitingForAnswer]) arrived();
    if (message[17]) this.#report({ asksForAnswer: false });
  }

  #report({ asksForAnswer }: { asksForAnswer: boolean }): void {
    if (!this.#stream.writable) return;
    const status = Buffer.alloc(statusBytes);
    status[0] = STATUS;
    // Received, stored, applied: here they are one.
    for (const at of [1, 9, 17]) status.writeBigUInt64BE(this.#position.at, at);
    status.writeBigInt64BE(BigInt(Date.now() - postgresEpochMs) * 1_000n, 25);
    status[33] = asksForAnswer ? 1 : 0;
    this.#stream.write(status);
  }
}
