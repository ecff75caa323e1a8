export type DatabaseFailureKind =
  | 'unavailable'
  | 'starting'
  | 'too-many-connections'
  | 'pool-exhausted'
  | 'canceled'
  | 'missing-partition'
  | 'refused';

/** Why the database gave no answer. `refused` means it did answer: the statement raised an error. */
export class DatabaseFailure extends Error {
  readonly kind: DatabaseFailureKind;

  constructor(kind: DatabaseFailureKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DatabaseFailure';
    this.kind = kind;
  }

  /** The server is away, rather than unwilling. */
  get isOutage(): boolean {
    return this.kind === 'unavailable' || this.kind === 'starting';
  }
}

const kindsByCode: Record<string, DatabaseFailureKind> = {
  '53300': 'too-many-connections',
  '57014': 'canceled',
  '57P01': 'unavailable',
  '57P02': 'unavailable',
  '57P03': 'starting',
};

const sqlState = /^[0-9A-Z]{5}$/;

export function databaseFailureOf(error: unknown): DatabaseFailure {
  if (error instanceof DatabaseFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new DatabaseFailure(kindOf(codeOf(error), message), message, error);
}

function kindOf(code: string, message: string): DatabaseFailureKind {
  const known = kindsByCode[code];
  if (known) return known;
  if (code === '23514' && message.includes('no partition of relation')) return 'missing-partition';
  if (!sqlState.test(code) || code.startsWith('08')) return 'unavailable';
  return 'refused';
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
