import { redirect } from 'next/navigation';
import { seesConversations } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';

export default async function OrganizationPage({ params }: PageProps<'/[org]'>) {
  const { member, organization } = await requireMember((await params).org);
  redirect(`/${organization.slug}/${seesConversations(member) ? 'inbox' : 'account'}`);
}
