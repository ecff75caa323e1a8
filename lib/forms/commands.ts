import 'server-only';
import type { FormToSave, SiteForms } from '@/lib/forms/schema';
import { UserError, unwrap } from '@/lib/platform/errors';
import type { DatabaseClient } from '@/lib/platform/supabase/database-client';

/** Makes the form with this id, or changes it; answers the version it has then. */
export async function saveForm(
  supabase: DatabaseClient,
  organizationId: string,
  form: FormToSave,
): Promise<number> {
  const { id, kind, name, fields, version } = form;
  // Without what is undefined, which JSON does not know.
  const p_fields = JSON.parse(JSON.stringify(fields));
  const saved = unwrap(
    await supabase.rpc('save_form', {
      p_organization: organizationId,
      p_id: id,
      p_kind: kind,
      p_name: name,
      p_fields,
      ...(version === null ? {} : { p_version: version }),
    }),
  );
  return saved.version;
}

export async function deleteForm(supabase: DatabaseClient, id: string): Promise<void> {
  unwrap(await supabase.rpc('delete_form', { p_form: id }));
}

/** Both ids are sent: a site of another organization does not exist here. */
export async function setSiteForms(
  supabase: DatabaseClient,
  { organizationId, siteId }: { organizationId: string; siteId: string },
  forms: SiteForms,
): Promise<void> {
  const answer = await supabase
    .from('sites')
    .update({
      start_form_id: forms.start_form_id || null,
      offline_form_id: forms.offline_form_id || null,
      rating_form_id: forms.rating_form_id || null,
    })
    .eq('organization_id', organizationId)
    .eq('id', siteId)
    .select('id');
  if (unwrap(answer).length === 0) throw new UserError('not_allowed', { status: 403 });
}
