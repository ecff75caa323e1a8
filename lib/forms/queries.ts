import 'server-only';
import { z } from 'zod';
import { type Form, formRow, type ListedForm, type SiteForms } from '@/lib/forms/schema';
import { unwrap } from '@/lib/platform/errors';
import { isUuid } from '@/lib/platform/ids';
import { serverSupabase } from '@/lib/platform/supabase/server';

const usage = z.array(
  z.object({
    name: z.string(),
    start_form_id: z.string().nullable(),
    offline_form_id: z.string().nullable(),
    rating_form_id: z.string().nullable(),
  }),
);

export async function listForms(organizationId: string): Promise<ListedForm[]> {
  const supabase = await serverSupabase();
  const [forms, sites] = await Promise.all([
    supabase
      .from('forms')
      .select('id, kind, name, fields, version')
      .eq('organization_id', organizationId)
      .order('name'),
    supabase
      .from('sites')
      .select('name, start_form_id, offline_form_id, rating_form_id')
      .eq('organization_id', organizationId)
      .order('name'),
  ]);
  const used = usage.parse(unwrap(sites));
  return z
    .array(formRow)
    .parse(unwrap(forms))
    .map((form) => ({
      ...form,
      sites: used
        .filter((site) => [site.start_form_id, site.offline_form_id, site.rating_form_id].includes(form.id))
        .map(({ name }) => name),
    }));
}

export async function getForm(organizationId: string, id: string): Promise<Form | null> {
  if (!isUuid(id)) return null;
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('forms')
    .select('id, kind, name, fields, version')
    .eq('organization_id', organizationId)
    .eq('id', id)
    .maybeSingle();
  return formRow.nullable().parse(unwrap(answer));
}

export type FormSamples = { departments: string[]; operators: string[] };

/** Some of the names visitors would choose from, for the preview. */
export async function listSamples(organizationId: string): Promise<FormSamples> {
  const supabase = await serverSupabase();
  const [departments, members] = await Promise.all([
    supabase
      .from('departments')
      .select('name')
      .eq('organization_id', organizationId)
      .order('position')
      .limit(5),
    supabase
      .from('members')
      .select('nickname')
      .eq('organization_id', organizationId)
      .eq('status', 'active')
      .contains('rights', ['agent'])
      .order('position')
      .limit(5),
  ]);
  return {
    departments: unwrap(departments).map(({ name }) => name),
    operators: unwrap(members).map(({ nickname }) => nickname),
  };
}

export async function getSiteForms(organizationId: string, siteId: string): Promise<SiteForms> {
  const supabase = await serverSupabase();
  const answer = await supabase
    .from('sites')
    .select('start_form_id, offline_form_id, rating_form_id')
    .eq('organization_id', organizationId)
    .eq('id', siteId)
    .single();
  const { start_form_id, offline_form_id, rating_form_id } = unwrap(answer);
  return {
    start_form_id: start_form_id ?? '',
    offline_form_id: offline_form_id ?? '',
    rating_form_id: rating_form_id ?? '',
  };
}

type Named = { id: string; name: string };
export type FormReach = {
  /** `others`: some of those that ask another one, or none, at this moment. */
  sites: { using: Named[]; others: Named[] };
  /** Null after a conversation, when there is nothing to take. */
  advisers: { agents: number; count: number; names: { id: string; nickname: string }[] } | null;
};

/** As many as are named before they are counted. */
const NAMED = 6;

/** Where a form is asked, and which agents may take what it brings. */
export async function getFormReach(organizationId: string, { id, kind }: Form): Promise<FormReach> {
  const supabase = await serverSupabase();
  const column = `${kind}_form_id` as const;
  const sites = () =>
    supabase.from('sites').select('id, name').eq('organization_id', organizationId).order('name');
  const agents = () =>
    supabase
      .from('members')
      .select('id, nickname, member_forms(form_id)', { count: 'exact' })
      .eq('organization_id', organizationId)
      .eq('status', 'active')
      .contains('rights', ['agent'])
      .order('position');
  const [using, others, everybody, advisers] = await Promise.all([
    sites().eq(column, id),
    sites().or(`${column}.is.null,${column}.neq.${id}`).limit(NAMED),
    agents().limit(0),
    agents()
      .eq('member_forms.form_id', id)
      .or('all_forms.eq.true,scope.eq.all,member_forms.not.is.null')
      .limit(NAMED),
  ]);
  unwrap(everybody);
  return {
    sites: { using: unwrap(using), others: unwrap(others) },
    advisers:
      kind === 'rating'
        ? null
        : {
            agents: everybody.count ?? 0,
            count: advisers.count ?? 0,
            names: unwrap(advisers).map((each) => ({ id: each.id, nickname: each.nickname })),
          },
  };
}
