/** The rights a member may hold, as in the database type member_right. Read from live rows, never from a token. */
export const MEMBER_RIGHTS = ['administrator', 'supervisor', 'agent', 'expert', 'tester'] as const;
export type MemberRight = (typeof MEMBER_RIGHTS)[number];

type Holder = { rights: readonly MemberRight[] };

export const holdsRight = (member: Holder, right: MemberRight): boolean => member.rights.includes(right);

export const holdsAnyRight = (member: Holder, rights: readonly MemberRight[]): boolean =>
  rights.some((right) => member.rights.includes(right));

/** Only agents answer conversations, and so only they have an availability to switch. */
export const answersConversations = (member: Holder): boolean => holdsRight(member, 'agent');

/** The same three rights the database's visibility rule asks for. */
export const seesConversations = (member: Holder): boolean =>
  holdsAnyRight(member, ['administrator', 'supervisor', 'agent']);

export const managesSites = (member: Holder): boolean => holdsRight(member, 'administrator');
export const managesPeople = (member: Holder): boolean => holdsRight(member, 'administrator');
