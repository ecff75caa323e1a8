'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/auth/member-action';
import { deleteForm, saveForm, setSiteForms } from '@/lib/forms/commands';
import { deleteFormInput, saveFormInput, setSiteFormsInput } from '@/lib/forms/schema';

export const saveFormAction = memberAction
  .metadata({ name: 'forms.save', module: 'settings' })
  .inputSchema(saveFormInput)
  .action(async ({ parsedInput: { organization: _, ...form }, ctx }) => {
    const version = await saveForm(ctx.supabase, ctx.organization.id, form);
    revalidatePath(`/${ctx.organization.slug}/questionnaires`, 'layout');
    return { version };
  });

export const deleteFormAction = memberAction
  .metadata({ name: 'forms.delete', module: 'settings' })
  .inputSchema(deleteFormInput)
  .action(async ({ parsedInput: { id }, ctx }) => {
    await deleteForm(ctx.supabase, id);
    revalidatePath(`/${ctx.organization.slug}/questionnaires`, 'layout');
    return { id };
  });

export const setSiteFormsAction = memberAction
  .metadata({ name: 'forms.set-of-site', module: 'sites' })
  .inputSchema(setSiteFormsInput)
  .action(async ({ parsedInput: { siteId, organization: _, ...forms }, ctx }) => {
    await setSiteForms(ctx.supabase, { organizationId: ctx.organization.id, siteId }, forms);
    revalidatePath(`/${ctx.organization.slug}/sites/${siteId}`, 'layout');
    return forms;
  });
