import { UserError } from '@/lib/platform/errors';
import { type SessionInput, type StatusInput, sessionInput, statusInput } from '@/lib/visitors/schema';

/** Checks what a widget asks for; a key that cannot be one is answered like a key that names no site. */
export function readSessionInput(body: unknown): SessionInput {
  const parsed = sessionInput.safeParse(body);
  if (parsed.success) return parsed.data;
  const field = String(parsed.error.issues[0]?.path[0] ?? 'body');
  if (field === 'siteKey') throw new UserError('unknown_site', { status: 404, field });
  throw new UserError('input_is_invalid', { status: 422, field });
}

/** Likewise for a page somebody is on. */
export function readStatusInput(body: unknown): StatusInput {
  const parsed = statusInput.safeParse(body);
  if (parsed.success) return parsed.data;
  const field = String(parsed.error.issues[0]?.path[0] ?? 'body');
  if (field === 'site') throw new UserError('unknown_site', { status: 404, field });
  throw new UserError('input_is_invalid', { status: 422, field });
}
