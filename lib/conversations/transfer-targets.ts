import { type Outcome, toOutcome } from '@/lib/platform/outcome';
import type { Rest } from '@/lib/platform/supabase/rest';

export interface TransferColleague {
  id: string;
  nickname: string;
  avatar_path: string | null;
  is_online: boolean;
  has_room: boolean;
  load: number;
  /** Null: no limit. */
  max: number | null;
}

export interface TransferDepartment {
  id: string;
  name: string;
  /** How many of its members are there. */
  online: number;
}

export interface TransferTargets {
  members: TransferColleague[];
  departments: TransferDepartment[];
}

const timeoutMs = 15_000;

/** To whom a conversation may be handed over, by a part of their name. */
export async function listTransferTargets(
  rest: Rest,
  conversationId: string,
  query: string,
): Promise<Outcome<TransferTargets>> {
  const call = rest.rpc('transfer_targets', { p_conversation: conversationId, p_query: query });
  return toOutcome<TransferTargets>(await call.abortSignal(AbortSignal.timeout(timeoutMs)).retry(false));
}
