import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { cleanLine } from '@/lib/platform/clean-line';
import { normaliseAddress } from '@/lib/sites/normalise-address';

export const ADDRESSES_MAX = 50;

const siteName = z.string().overwrite(cleanLine).min(1, 'required').max(80, 'name_is_invalid');

const addresses = z
  .array(z.string().max(2000, 'text_is_too_long'))
  .max(ADDRESSES_MAX, 'too_many_addresses')
  .transform((texts, context) => {
    const hosts = texts.map(normaliseAddress);
    if (hosts.includes(null)) context.addIssue({ code: 'custom', message: 'address_is_invalid' });
    return [...new Set(hosts.filter((host) => host !== null))];
  })
  .refine((hosts) => hosts.length > 0, 'required');

const inSite = { ...inOrganizationShape, siteId: z.uuid() };

export const createSiteInput = z.object({ ...inOrganizationShape, name: siteName, addresses });
export const renameSiteInput = z.object({ ...inSite, name: siteName });
export const setSiteAddressesInput = z.object({ ...inSite, addresses });
export const setSiteEnabledInput = z.object({ ...inSite, isEnabled: z.boolean() });

export const siteRow = z.object({
  id: z.string(),
  name: z.string(),
  addresses: z.array(z.string()),
  public_key: z.string(),
  is_enabled: z.boolean(),
});
export type Site = z.infer<typeof siteRow>;
