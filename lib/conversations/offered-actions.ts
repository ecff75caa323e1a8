import type { ConsoleState, Conversation } from '@/lib/conversations/schema';

export interface OfferedActions {
  accept: boolean;
  close: boolean;
  reopen: boolean;
  returnToQueue: boolean;
  transfer: boolean;
  makeLive: boolean;
}

/** Agents answer everybody, testers answer tests. */
export const answersIt = (me: Pick<ConsoleState, 'rights'>, isTest: boolean): boolean =>
  me.rights.includes('agent') || (isTest && me.rights.includes('tester'));

/** What is worth a button. The database's functions decide by the same rules, and have the last word. */
export function offeredActions(
  me: Pick<ConsoleState, 'member_id' | 'rights'>,
  {
    status,
    channel,
    assignee_id,
    is_test,
  }: Pick<Conversation, 'status' | 'channel' | 'assignee_id' | 'is_test'>,
): OfferedActions {
  const answers = answersIt(me, is_test);
  const isLeading = me.rights.includes('supervisor') || me.rights.includes('administrator');
  const isTheirs = assignee_id === me.member_id;
  return {
    accept: answers && status === 'waiting',
    close: status !== 'closed' && (isTheirs || isLeading),
    reopen: answers && status === 'closed',
    transfer: status !== 'closed' && (isTheirs || isLeading),
    makeLive: status === 'open' && channel === 'nrt' && isTheirs,
    returnToQueue: status === 'open' && (isTheirs || isLeading),
  };
}
