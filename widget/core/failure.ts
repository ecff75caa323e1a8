/**
 * network: no answer. server: it is not well. limited: too much at once. These pass, and are tried again.
 * expired: the token is no longer good. refused: the answer will be the same next time.
 */
export type FailureKind = 'network' | 'server' | 'limited' | 'expired' | 'refused';

export class Failure extends Error {
  readonly kind: FailureKind;
  readonly code: string;
  readonly retryAfterMs: number | null;
  /** The field of a form it is about. */
  readonly field: string;

  constructor(kind: FailureKind, code: string, retryAfterMs: number | null = null, field = '') {
    super(code);
    this.kind = kind;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
    this.field = field;
  }
}

/** The code to show when trying again is pointless; null when the failure may pass by itself. */
export function refusalCode(error: unknown): string | null {
  return error instanceof Failure && error.kind === 'refused' ? error.code : null;
}
