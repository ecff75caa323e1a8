import type { ReactNode } from 'react';
import { InboxAvailability } from '@/components/conversations/inbox-availability';
import { InboxBadge, OfflineBadge } from '@/components/conversations/inbox-badge';
import { InboxProvider } from '@/components/conversations/inbox-provider';
import { IntlProvider } from '@/components/shared/intl-provider';
import { AvailabilityProvider } from '@/components/shell/availability-provider';
import { toConsoleMember } from '@/components/shell/console-member';
import { ConsoleShell } from '@/components/shell/console-shell';
import { MemberProvider } from '@/components/shell/member-provider';
import { SupabaseProvider } from '@/components/shell/supabase-provider';
import { seesConversations } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { getBillingAccount } from '@/lib/billing/queries';
import { getInboxStart } from '@/lib/conversations/queries';
import { isOnboarding } from '@/lib/organizations/onboarding-queries';
import { getMyAvailability } from '@/lib/people/queries';
import { publicConfig } from '@/lib/platform/supabase/public-config';

type ConsoleLayoutProps = { children: ReactNode; params: Promise<{ org: string }> };

export default async function ConsoleLayout({ children, params }: ConsoleLayoutProps) {
  const access = await requireMember((await params).org);
  const { member, organization } = access;
  const [availability, onboarding, billing, inboxStart] = await Promise.all([
    getMyAvailability(organization.id, member.id),
    isOnboarding(access),
    getBillingAccount(organization.id),
    seesConversations(member) ? getInboxStart(organization.id, member.id) : null,
  ]);
  const config = publicConfig();
  return (
    <IntlProvider namespaces={['shared', 'errors', 'shell', 'conversations']}>
      <SupabaseProvider config={config}>
        <MemberProvider member={toConsoleMember(access, config.supabaseUrl, billing !== null)}>
          <InboxProvider start={inboxStart}>
            <AvailabilityProvider initial={availability}>
              <InboxAvailability />
              <ConsoleShell
                organizations={access.memberships.map(({ organization: { slug, name } }) => ({
                  slug,
                  name,
                }))}
                isOnboarding={onboarding}
                inboxBadge={<InboxBadge />}
                offlineBadge={<OfflineBadge />}
              >
                {children}
              </ConsoleShell>
            </AvailabilityProvider>
          </InboxProvider>
        </MemberProvider>
      </SupabaseProvider>
    </IntlProvider>
  );
}
