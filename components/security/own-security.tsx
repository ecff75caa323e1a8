import { SessionsForm } from '@/components/security/sessions-form';
import { TwoFactorForm } from '@/components/security/two-factor-form';
import type { SignIns } from '@/lib/auth/sessions/queries';

/** What stands below the password on My account: the second factor, and where one is signed in. */
export function OwnSecurity({ organization, signIns }: { organization: string; signIns: SignIns }) {
  return (
    <>
      <TwoFactorForm
        organization={organization}
        isOn={signIns.has_second_factor}
        codesLeft={signIns.recovery_codes_left}
      />
      <SessionsForm organization={organization} sessions={signIns.sessions} />
    </>
  );
}
