import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { readIpNetwork } from '@/lib/platform/ip-address';

const ADDRESSES_MAX = 50;

/** As people list them: one on a line, or with commas between. */
export const splitAddresses = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map((entry) => entry.trim())
    .filter(Boolean);

/** The first entry that is neither an address nor a network, to be named in the error. */
export const firstWrongAddress = (text: string): string | undefined =>
  splitAddresses(text).find((entry) => readIpNetwork(entry) === null);

/** Each entry once and written one way; for texts the schema has accepted. */
export const readAddresses = (text: string): string[] => [
  ...new Set(splitAddresses(text).map((entry) => readIpNetwork(entry) ?? entry)),
];

export const setAllowedAddressesInput = z.object({
  ...inOrganizationShape,
  member: z.uuid(),
  // Named as the database names it, so that what it refuses stands by the field.
  allowed_addresses: z
    .string()
    .max(5000, 'text_is_too_long')
    .refine((text) => firstWrongAddress(text) === undefined, 'ip_address_is_invalid')
    .refine((text) => readAddresses(text).length <= ADDRESSES_MAX, 'too_many_ip_addresses'),
});
