/** A refusal in the shape Auth clients read. */
export class AuthFailure extends Error {
  override name = 'AuthFailure';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  toJSON(): Record<string, unknown> {
    return { code: this.status, error_code: this.code, msg: this.message };
  }
}

export const validationFailed = (message: string): AuthFailure =>
  new AuthFailure(400, 'validation_failed', message);
export const userNotFound = (): AuthFailure => new AuthFailure(404, 'user_not_found', 'User not found');
export const emailExists = (): AuthFailure =>
  new AuthFailure(422, 'email_exists', 'A user with this email address has already been registered');
