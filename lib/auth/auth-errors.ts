import type { AuthError } from '@supabase/supabase-js';
import { UserError } from '@/lib/platform/errors';

type Refusal = { code: string; field?: string; status: number };

const REFUSALS: Record<string, Refusal> = {
  // One answer for a wrong password, an unknown address and a banned account: nothing tells which exist.
  invalid_credentials: { code: 'sign_in_failed', status: 401 },
  user_banned: { code: 'sign_in_failed', status: 401 },
  user_not_found: { code: 'sign_in_failed', status: 401 },
  email_not_confirmed: { code: 'email_is_not_confirmed', field: 'email', status: 403 },
  user_already_exists: { code: 'email_is_taken', field: 'email', status: 409 },
  email_exists: { code: 'email_is_taken', field: 'email', status: 409 },
  email_address_invalid: { code: 'email_is_invalid', field: 'email', status: 422 },
  email_address_not_authorized: { code: 'email_is_invalid', field: 'email', status: 422 },
  weak_password: { code: 'password_is_common', field: 'password', status: 422 },
  same_password: { code: 'password_is_the_same', field: 'password', status: 422 },
  otp_expired: { code: 'link_is_over', status: 410 },
  flow_state_expired: { code: 'link_is_over', status: 410 },
  flow_state_not_found: { code: 'link_is_over', status: 410 },
  bad_code_verifier: { code: 'link_is_over', status: 410 },
  session_not_found: { code: 'session_is_over', status: 401 },
  session_expired: { code: 'session_is_over', status: 401 },
  over_request_rate_limit: { code: 'too_many_attempts', status: 429 },
  over_email_send_rate_limit: { code: 'too_many_attempts', status: 429 },
};

/** Auth's refusals as ours; an error it does not mean for people stays an error. */
export function fromAuthError(error: AuthError): Error {
  if (error.name === 'AuthSessionMissingError') return new UserError('session_is_over', { status: 401 });
  if (error.name === 'AuthRetryableFetchError')
    return new UserError('service_is_away', { status: 503, cause: error });
  const refusal = REFUSALS[error.code ?? ''];
  if (!refusal) return error;
  const { code, ...options } = refusal;
  return new UserError(code, { ...options, cause: error });
}
