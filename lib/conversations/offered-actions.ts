import type { ConsoleState, Conversation } from '@/lib/conversations/schema';

export interface OfferedActions {
  accept: boolean;
  close: boolean;
  reopen: boolean;
  returnToQueue: boolean;
}

/** What is worth a button. The database's functions decide by the same rules, and have the last word. */
export function offeredActions(
  me: Pick<ConsoleState, 'member_id' | 'rights'>,
  { status, assignee_id }: Pick<Conversation, 'status' | 'assignee_id'>,
): OfferedActions {
  const isAgent = me.rights.includes('agent');
  const isLeading = me.rights.includes('supervisor') || me.rights.includes('administrator');
  const isTheirs = assignee_id === me.member_id;
  return {
    accept: isAgent && status === 'waiting',
    close: status !== 'closed' && (isTheirs || isLeading),
    reopen: isAgent && status === 'closed',
    returnToQueue: status === 'open' && (isTheirs || isLeading),
  };
}
