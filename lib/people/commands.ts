import 'server-only';
import { UserError, unwrap } from '@/lib/platform/errors';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

type OwnColumns = Partial<Record<'first_name' | 'last_name' | 'nickname' | 'locale' | 'time_zone', string>>;

/** Members may change these columns of their own row and no others. */
export async function updateMyself(
  supabase: DatabaseClient,
  memberId: string,
  columns: OwnColumns,
): Promise<void> {
  const rows = unwrap(await supabase.from('members').update(columns).eq('id', memberId).select('id'));
  if (rows.length === 0) throw new UserError('not_allowed', { status: 403 });
}
