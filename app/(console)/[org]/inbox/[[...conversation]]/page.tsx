import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { InboxScreen } from '@/components/conversations/inbox-screen';
import { seesConversations } from '@/lib/auth/permissions';
import { requireMember } from '@/lib/auth/session';
import { getShownConversation } from '@/lib/conversations/queries';

type InboxPageProps = { params: Promise<{ org: string; conversation?: string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('conversations');
  return { title: t('inbox') };
}

export default async function InboxPage({ params }: InboxPageProps) {
  const { org, conversation: [conversationId = null] = [] } = await params;
  const { member, organization } = await requireMember(org);
  if (!seesConversations(member)) notFound();
  const shown = conversationId === null ? null : await getShownConversation(organization.id, conversationId);
  return <InboxScreen conversationId={conversationId} shown={shown} />;
}
