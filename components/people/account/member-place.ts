/** Which member a form is about, as every action wants to know. */
export type MemberPlace = { organization: string; memberId: string };
