import { z } from 'zod';
import { inOrganizationShape } from '@/lib/auth/organization-input';
import { FIELD_TYPES, FORM_KINDS, type FormField } from '@/lib/forms/fields';
import { cleanLine } from '@/lib/platform/clean-line';

const texts = z.object({ en: z.string().optional(), fr: z.string().optional() });

export const formField: z.ZodType<FormField, FormField> = z.object({
  key: z.string(),
  type: z.enum(FIELD_TYPES),
  label: texts,
  help: texts.optional(),
  required: z.boolean().optional(),
  options: z.array(z.object({ value: z.string(), label: texts })).optional(),
  shown_if: z.object({ key: z.string(), is: z.array(z.string()) }).optional(),
  text: texts.optional(),
  link: z.string().optional(),
});

export const formRow = z.object({
  id: z.string(),
  kind: z.enum(FORM_KINDS),
  name: z.string(),
  fields: z.array(formField),
  /** Of what is saved; 0 before it is. */
  version: z.int(),
});
export type Form = z.infer<typeof formRow>;
export type FormToSave = Omit<Form, 'version'> & { version: number | null };

/** A form as the list shows it, with the names of the sites that use it. */
export type ListedForm = Form & { sites: string[] };

export const saveFormInput = z.object({
  ...inOrganizationShape,
  id: z.uuid(),
  kind: z.enum(FORM_KINDS),
  name: z.string().overwrite(cleanLine).min(1, 'required').max(80, 'text_is_too_long'),
  // The database judges what is in it; only how much it is, is of concern before.
  fields: z.array(formField).max(30, 'too_many_fields'),
  /** The one that was changed; null takes the place of whichever there is. */
  version: z.int().nullable(),
});
export const deleteFormInput = z.object({ ...inOrganizationShape, id: z.uuid() });

const chosen = z.union([z.uuid(), z.literal('')]);
/** Fields are named as the columns of sites; the empty text is none. */
export const setSiteFormsInput = z.object({
  ...inOrganizationShape,
  siteId: z.uuid(),
  start_form_id: chosen,
  offline_form_id: chosen,
  rating_form_id: chosen,
});
export type SiteForms = Pick<
  z.infer<typeof setSiteFormsInput>,
  'start_form_id' | 'offline_form_id' | 'rating_form_id'
>;
