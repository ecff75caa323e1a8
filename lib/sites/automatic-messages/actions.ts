'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/auth/member-action';
import { saveAutomaticMessagesInput, toStoredMessages } from '@/lib/sites/automatic-messages/schema';
import { updateSite } from '@/lib/sites/commands';

export const saveAutomaticMessagesAction = memberAction
  .metadata({ name: 'sites.save-automatic-messages', module: 'sites' })
  .inputSchema(saveAutomaticMessagesInput)
  .action(async ({ parsedInput: { siteId, messages }, ctx }) => {
    const place = { organizationId: ctx.organization.id, siteId };
    await updateSite(ctx.supabase, place, { automatic_messages: toStoredMessages(messages) });
    revalidatePath(`/${ctx.organization.slug}/sites/${siteId}/look`);
    return { messages };
  });
