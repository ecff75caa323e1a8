'use server';

import { openMailLink, register } from '@/lib/auth/commands';
import { limitAttempts } from '@/lib/auth/rate-limits';
import { mailLinkInput } from '@/lib/auth/schema';
import { currentUser, listMemberships } from '@/lib/auth/session';
import { createOrganization } from '@/lib/organizations/commands';
import { createOrganizationInput, pendingAccount, signUpInput } from '@/lib/organizations/schema';
import { publicAction } from '@/lib/platform/action';
import { env } from '@/lib/platform/env';
import { UserError } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';

/** Without confirmation of addresses the organization is there at once; with it, after the link in the mail. */
export const signUpAction = publicAction
  .metadata({ name: 'organizations.sign-up' })
  .inputSchema(signUpInput)
  .action(async ({ parsedInput: input }) => {
    await limitAttempts('signUp', input.email);
    const supabase = await serverSupabase();
    const { isSignedIn } = await register(supabase, {
      email: input.email,
      password: input.password,
      redirectTo: `${env().APP_URL}/auth/callback?type=signup`,
      metadata: {
        organization_name: input.organizationName,
        first_name: input.firstName,
        last_name: input.lastName,
        locale: input.locale,
        time_zone: input.timeZone,
      },
    });
    if (!isSignedIn) return { next: null, email: input.email };
    return { next: `/${await createOrganization(supabase, input)}/start`, email: input.email };
  });

export const createOrganizationAction = publicAction
  .metadata({ name: 'organizations.create' })
  .inputSchema(createOrganizationInput)
  .action(async ({ parsedInput }) => {
    if (!(await currentUser())) throw new UserError('session_is_over', { status: 401 });
    return { next: `/${await createOrganization(await serverSupabase(), parsedInput)}/start` };
  });

/** A press of the button behind a link in a mail: opening the page alone uses nothing up, so mail scanners may. */
export const openMailLinkAction = publicAction
  .metadata({ name: 'organizations.open-mail-link' })
  .inputSchema(mailLinkInput)
  .action(async ({ parsedInput: link }) => {
    await limitAttempts('mailLink', 'tokenHash' in link ? link.tokenHash : link.code);
    const supabase = await serverSupabase();
    const { metadata, isRecovery } = await openMailLink(supabase, link);
    if (isRecovery) return { next: '/reset-password' };
    if (link.type === 'email_change') return { next: '/' };
    const pending = pendingAccount.safeParse(metadata);
    if (!pending.success) return { next: '/' };
    if ('invitation' in pending.data) return { next: `/invite/${pending.data.invitation}` };
    if ((await listMemberships()).length > 0) return { next: '/' };
    const { organization_name, first_name, last_name, locale, time_zone } = pending.data;
    const slug = await createOrganization(supabase, {
      organizationName: organization_name,
      firstName: first_name,
      lastName: last_name,
      locale,
      timeZone: time_zone,
    });
    return { next: `/${slug}/start` };
  });
