/** What may reach a browser about a failure: a code to translate, and a reference into the log. */
export type ErrorAnswer = { code: string; field?: string; reference?: string };

/** A failure people can do something about. Its code is translated; nothing else of it is shown. */
export class UserError extends Error {
  readonly code: string;
  readonly status: number;
  readonly field: string | undefined;

  constructor(code: string, options: { status?: number; field?: string; cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.name = 'UserError';
    this.code = code;
    this.status = options.status ?? 400;
    this.field = options.field;
  }

  toAnswer(): ErrorAnswer {
    return this.field === undefined ? { code: this.code } : { code: this.code, field: this.field };
  }
}

/** States what must be true; a false one is a bug and stops the work. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}

type DatabaseFailure = { code?: string | undefined; message: string; details?: string | null | undefined };

const SIGNED_OUT_CODES = new Set(['PGRST301', 'PGRST302', 'PGRST303']);

/**
 * The database refuses with SQLSTATE PTnnn (nnn is the HTTP status), the code as message and the field
 * as detail; 42501 means "not yours, or does not exist". Anything else is not for people to read.
 */
export function toUserError(failure: DatabaseFailure): UserError | undefined {
  const code = failure.code ?? '';
  if (code === '42501') return new UserError('not_allowed', { status: 403, cause: failure });
  if (SIGNED_OUT_CODES.has(code)) return new UserError('session_is_over', { status: 401, cause: failure });
  const refusal = /^PT(\d{3})$/.exec(code);
  if (!refusal) return undefined;
  const options = { status: Number(refusal[1]), cause: failure };
  return new UserError(failure.message, failure.details ? { ...options, field: failure.details } : options);
}

type Answer<T> = ({ data: T; error: null } | { data: unknown; error: DatabaseFailure }) & { status: number };

/** Nothing answered at all, or a gateway in front says that nothing does. */
const isAway = (status: number): boolean => status === 0 || (status >= 502 && status <= 504);

/** The data of a database answer, or the refusal as a UserError, or an unexpected error. */
export function unwrap<T>(answer: Answer<T>): T {
  const { data, error, status } = answer;
  if (error === null) return data as T;
  if (isAway(status)) throw new UserError('service_is_away', { status: 503, cause: error });
  throw (
    toUserError(error) ?? new Error(`Database: ${error.code ?? 'no code'} ${error.message}`, { cause: error })
  );
}
