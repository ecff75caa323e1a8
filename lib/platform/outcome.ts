import { toUserError, UserError } from '@/lib/platform/errors';

/**
 * How a call to the database ended, for code that goes on either way.
 * refused: an answer that will not change by asking again. unavailable: nothing came back, or the server is
 * in trouble; ask later.
 */
export type Outcome<T> =
  | { kind: 'done'; data: T }
  | { kind: 'refused'; code: string }
  | { kind: 'unavailable' }
  | { kind: 'signed_out' };

type Answer =
  | { data: unknown; error: null; status: number }
  | { data: unknown; error: { code?: string; message: string; details?: string | null }; status: number };

const passingStatuses = new Set([0, 408, 425, 429]);

export function toOutcome<T>(answer: Answer): Outcome<T> {
  // The boundary: the caller names the columns it selects, and so the type of a row.
  if (answer.error === null) return { kind: 'done', data: answer.data as T };
  const refusal = toUserError(answer.error);
  if (refusal?.code === 'session_is_over') return { kind: 'signed_out' };
  if (refusal) return { kind: 'refused', code: refusal.code };
  if (passingStatuses.has(answer.status) || answer.status >= 500) return { kind: 'unavailable' };
  return { kind: 'refused', code: 'unexpected' };
}

/** For what throws before a request is made: the session's own source says when it is over. */
export function outcomeOfFailure(error: unknown): Outcome<never> {
  return error instanceof UserError && error.code === 'session_is_over'
    ? { kind: 'signed_out' }
    : { kind: 'unavailable' };
}
