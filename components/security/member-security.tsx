import { AllowedAddressesForm } from '@/components/security/allowed-addresses-form';
import { ResetSecondFactor } from '@/components/security/reset-second-factor';
import type { MemberAccount } from '@/lib/people/account/schema';

type MemberSecurityProps = {
  organization: string;
  account: MemberAccount;
  myAddress: string | null;
  isManaged: boolean;
};

/** What an administrator decides about how a member signs in. */
export function MemberSecurity({ organization, account, myAddress, isManaged }: MemberSecurityProps) {
  return (
    <>
      {account.has_second_factor ? (
        <ResetSecondFactor organization={organization} memberId={account.id} nickname={account.nickname} />
      ) : null}
      {isManaged ? (
        <AllowedAddressesForm
          organization={organization}
          memberId={account.id}
          addresses={account.allowed_addresses}
          myAddress={myAddress}
        />
      ) : null}
    </>
  );
}
