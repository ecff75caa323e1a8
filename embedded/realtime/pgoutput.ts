/** The columns of an inserted row that are not null, in their text form. */
export type InsertedRow = ReadonlyMap<string, Buffer>;

const RELATION = 'R'.charCodeAt(0);
const INSERT = 'I'.charCodeAt(0);
const TEXT = 't'.charCodeAt(0);

/**
 * Reads pgoutput, the format of logical replication (protocol version 1). Of each table the server first
 * says what its columns are called, then sends rows by position.
 */
export class InsertReader {
  readonly #columnsOf = new Map<number, string[]>();

  /** Null for everything that is not an inserted row. */
  read(message: Buffer): InsertedRow | null {
    if (message[0] === RELATION) this.#learn(message);
    return message[0] === INSERT ? this.#row(message) : null;
  }

  #learn(message: Buffer): void {
    const relation = message.readUInt32BE(1);
    const nameAt = afterText(message, 5);
    // After the table's name one byte says how rows are identified.
    let at = afterText(message, nameAt) + 1;
    const columns: string[] = [];
    const count = message.readUInt16BE(at);
    at += 2;
    while (columns.length < count) {
      const end = afterText(message, at + 1);
      columns.push(message.toString('utf8', at + 1, end - 1));
      // The type and its modifier, which the text form makes superfluous.
      at = end + 8;
    }
    this.#columnsOf.set(relation, columns);
  }

  #row(message: Buffer): InsertedRow {
    const columns = this.#columnsOf.get(message.readUInt32BE(1)) ?? [];
    const row = new Map<string, Buffer>();
    // Past the relation, the mark of a new row and the number of columns.
    let at = 8;
    for (const column of columns) {
      const isText = message[at] === TEXT;
      at += 1;
      if (!isText) continue;
      const from = at + 4;
      at = from + message.readUInt32BE(at);
      row.set(column, message.subarray(from, at));
    }
    return row;
  }
}

/** The position behind the zero that ends a text. */
const afterText = (message: Buffer, from: number): number => message.indexOf(0, from) + 1;
