import { useTranslations } from 'next-intl';
import type { MemberPlace } from '@/components/people/account/member-place';
import { ResetLinkButton } from '@/components/people/account/reset-link-button';
import { Card, CardBody, CardHeader } from '@/components/shared/card';

type SignInNoticeProps = MemberPlace & { state: 'none' | 'not_yours' | 'shared'; maySendLink: boolean };

/** Where the password is not the viewer's to set: why, and what can be done instead. */
export function SignInNotice({ state, maySendLink, ...place }: SignInNoticeProps) {
  const t = useTranslations('member.password');
  return (
    <Card>
      <CardHeader title={t('title')} description={t(state)} />
      <CardBody className="pt-3">{maySendLink ? <ResetLinkButton {...place} /> : null}</CardBody>
    </Card>
  );
}
