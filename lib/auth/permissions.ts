/** The rights a member may hold, as in the database type member_right. Read from live rows, never from a token. */
export const MEMBER_RIGHTS = ['administrator', 'supervisor', 'agent', 'expert', 'tester'] as const;
export type MemberRight = (typeof MEMBER_RIGHTS)[number];

/** Parts of the console, as in the database type module. An administrator has all of them. */
export const MODULES = ['livechat', 'history', 'statistics', 'people', 'sites', 'settings'] as const;
export type Module = (typeof MODULES)[number];

/** Which conversations a member sees, from the fewest to all; as in the database type visibility_scope. */
export const SCOPES = ['own', 'group', 'site', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

type Holder = { rights: readonly MemberRight[] };
type User = { modules: readonly Module[] };

export const holdsRight = (member: Holder, right: MemberRight): boolean => member.rights.includes(right);

export const holdsAnyRight = (member: Holder, rights: readonly MemberRight[]): boolean =>
  rights.some((right) => member.rights.includes(right));

/** Agents answer visitors and testers answer tests, and so they have an availability to switch. */
export const answersConversations = (member: Holder): boolean => holdsAnyRight(member, ['agent', 'tester']);

export const opensModule = (member: User, module: Module): boolean => member.modules.includes(module);

/** The same module and rights the database's visibility rule asks for. */
export const seesConversations = (member: Holder & User): boolean =>
  opensModule(member, 'livechat') &&
  holdsAnyRight(member, ['administrator', 'supervisor', 'agent', 'tester']);

export const managesSites = (member: User): boolean => opensModule(member, 'sites');
export const managesSettings = (member: User): boolean => opensModule(member, 'settings');
export const managesPeople = (member: User): boolean => opensModule(member, 'people');
export const readsAudit = (member: Holder): boolean => holdsRight(member, 'administrator');
