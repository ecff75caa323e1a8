import { InboxLoading } from '@/components/conversations/inbox-loading';

export default function Loading() {
  return <InboxLoading />;
}
