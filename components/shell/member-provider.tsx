'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { MemberRight, Module, Scope } from '@/lib/auth/permissions';
import type { Locale } from '@/lib/i18n/locales';
import type { DateFormat, TimeFormat } from '@/lib/i18n/time-preferences';
import { invariant } from '@/lib/platform/errors';

/** What client components of the console may know about the signed-in member. The database judges, not this. */
export type ConsoleMember = {
  memberId: string;
  nickname: string;
  avatarUrl: string | null;
  rights: readonly MemberRight[];
  modules: readonly Module[];
  scope: Scope;
  locale: Locale;
  timeZone: string;
  dateFormat: DateFormat;
  timeFormat: TimeFormat;
  organizationId: string;
  organizationSlug: string;
  organizationName: string;
  /** Sees prices and invoices, where there are any. */
  managesBilling: boolean;
};

const MemberContext = createContext<ConsoleMember | null>(null);

export function MemberProvider({ member, children }: { member: ConsoleMember; children: ReactNode }) {
  return <MemberContext value={member}>{children}</MemberContext>;
}

export function useMember(): ConsoleMember {
  const member = useContext(MemberContext);
  invariant(member, 'useMember is called below MemberProvider');
  return member;
}
