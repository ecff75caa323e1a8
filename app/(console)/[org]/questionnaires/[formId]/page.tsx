import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { FormEditor } from '@/components/forms/form-editor';
import { FormReach } from '@/components/forms/form-reach';
import { IntlProvider } from '@/components/shared/intl-provider';
import { PageBody } from '@/components/shared/page-body';
import { PageHeader } from '@/components/shared/page-header';
import { TextLink } from '@/components/shared/text-link';
import { managesPeople, managesSettings, managesSites } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { starterFields } from '@/lib/forms/editing';
import { FORM_KINDS } from '@/lib/forms/fields';
import { getForm, getFormReach, listSamples } from '@/lib/forms/queries';
import type { Form } from '@/lib/forms/schema';
import { newId } from '@/lib/platform/ids';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('forms'))('title') };
}

type Query = Record<string, string | string[] | undefined>;

/** A form there is; or one to be made, empty or after another. */
async function findForm(organizationId: string, formId: string, query: Query): Promise<Form | null> {
  if (formId !== 'new') return getForm(organizationId, formId);
  if (typeof query.copy === 'string') {
    const original = await getForm(organizationId, query.copy);
    const t = await getTranslations('forms');
    return (
      original && {
        ...original,
        id: newId(),
        version: 0,
        name: t('copyOf', { name: original.name }).slice(0, 80),
      }
    );
  }
  const kind = FORM_KINDS.find((each) => each === query.kind) ?? 'start';
  return { id: newId(), kind, name: '', fields: starterFields(kind), version: 0 };
}

export default async function QuestionnairePage({
  params,
  searchParams,
}: PageProps<'/[org]/questionnaires/[formId]'>) {
  const { org, formId } = await params;
  const { member, organization } = await requireMember(org);
  if (!managesSettings(member)) notFound();
  const [t, form, samples] = await Promise.all([
    getTranslations('forms'),
    findForm(organization.id, formId, await searchParams),
    listSamples(organization.id),
  ]);
  if (!form) notFound();
  const home = `/${organization.slug}`;
  const reach = form.version > 0 ? await getFormReach(organization.id, form) : null;
  return (
    <IntlProvider namespaces={['shared', 'errors', 'forms']}>
      <PageBody className="max-w-5xl">
        <p>
          <TextLink href={`${home}/questionnaires`}>{t('back')}</TextLink>
        </p>
        <PageHeader title={t(`kind.${form.kind}`)} description={t(`kindText.${form.kind}`)} />
        {reach ? (
          <FormReach
            reach={reach}
            sitesAddress={managesSites(member) ? `${home}/sites` : null}
            peopleAddress={managesPeople(member) ? `${home}/people` : null}
          />
        ) : null}
        <FormEditor initial={form} isNew={formId === 'new'} locale={organization.locale} samples={samples} />
      </PageBody>
    </IntlProvider>
  );
}
