import { type Outcome, toOutcome } from '@/lib/platform/outcome';
import type { Rest } from '@/lib/platform/supabase/rest';

/** Why somebody was chosen, as the database wrote it down when it chose. */
export interface AssignmentReason {
  /** For what they were chosen; for a conversation handed over, the member who did. */
  by?: string;
  /** How many could have had it. */
  of?: number;
  /** What gave way of what was asked for, because nobody who could had all of it. */
  without?: ('skill' | 'group' | 'language')[];
}

export interface Assignment {
  id: number;
  member_id: string;
  how: 'assigned' | 'accepted' | 'reopened' | 'transferred';
  reason: AssignmentReason;
  assigned_at: string;
  ended_at: string | null;
  ended: 'closed' | 'returned' | 'missed' | 'left' | 'transferred' | null;
}

export interface RoutingHistory {
  language: string | null;
  created_at: string;
  skill: { name: string } | null;
  /** In the order in which they had it. */
  assignments: Assignment[];
}

const columns =
  'language, created_at, skill:skills(name), ' +
  'assignments(id, member_id, how, reason, assigned_at, ended_at, ended)';
const timeoutMs = 15_000;

/** Whom a conversation was for, and who had it; null when it is not the caller's to see. */
export async function getRoutingHistory(
  rest: Rest,
  organizationId: string,
  conversationId: string,
): Promise<Outcome<RoutingHistory | null>> {
  const query = rest
    .from('conversations')
    .select(columns)
    .eq('organization_id', organizationId)
    .eq('id', conversationId)
    .order('id', { referencedTable: 'assignments' });
  const outcome = toOutcome<RoutingHistory[]>(
    await query.abortSignal(AbortSignal.timeout(timeoutMs)).retry(false),
  );
  return outcome.kind === 'done' ? { kind: 'done', data: outcome.data[0] ?? null } : outcome;
}
