'use server';

import { memberAction } from '@/lib/auth/member-action';
import { readAddresses, setAllowedAddressesInput } from '@/lib/people/allowed-addresses/schema';
import { updateMember } from '@/lib/people/commands';

export const setAllowedAddressesAction = memberAction
  .metadata({ name: 'people.set-allowed-addresses', module: 'people' })
  .inputSchema(setAllowedAddressesInput)
  .action(async ({ parsedInput: { member, allowed_addresses }, ctx }) => {
    const addresses = readAddresses(allowed_addresses);
    await updateMember(ctx.supabase, member, { allowed_addresses: addresses });
    return { addresses };
  });
