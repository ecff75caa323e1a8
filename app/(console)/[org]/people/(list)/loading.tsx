import { MembersLoading } from '@/components/people/members-loading';

export default function Loading() {
  return <MembersLoading />;
}
