import type { ReactNode } from 'react';
import { IntlProvider } from '@/components/shared/intl-provider';
import { toConsoleMember } from '@/components/shell/console-member';
import { MemberProvider } from '@/components/shell/member-provider';
import { SupabaseProvider } from '@/components/shell/supabase-provider';
import { TooltipProvider } from '@/components/ui/tooltip';
import { requireMember } from '@/lib/auth/session';
import { publicConfig } from '@/lib/platform/supabase/public-config';

type ConsoleLayoutProps = { children: ReactNode; params: Promise<{ org: string }> };

export default async function ConsoleLayout({ children, params }: ConsoleLayoutProps) {
  const access = await requireMember((await params).org);
  const config = publicConfig();
  return (
    <IntlProvider namespaces={['shared', 'errors']}>
      <SupabaseProvider config={config}>
        <MemberProvider member={toConsoleMember(access, config.supabaseUrl)}>
          <TooltipProvider>{children}</TooltipProvider>
        </MemberProvider>
      </SupabaseProvider>
    </IntlProvider>
  );
}
