import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card, CardBody, CardHeader } from '@/components/shared/card';
import { Badge } from '@/components/ui/badge';
import type { MemberAccount } from '@/lib/people/account/schema';

/** What somebody else has set for oneself: to read. */
export function OwnRole({ rights, modules, scope, limits }: MemberAccount) {
  const t = useTranslations('member.own');
  const tRights = useTranslations('member.rights');
  const tLimits = useTranslations('member.limits');
  return (
    <Card>
      <CardHeader title={t('role')} description={t('roleText')} />
      <CardBody>
        <dl className="grid gap-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
          <Row label={t('rights')}>
            {rights.length === 0 ? t('noRights') : null}
            {rights.map((right) => (
              <Badge key={right} tone={right === 'administrator' ? 'accent' : 'neutral'}>
                {tRights(`right.${right}`)}
              </Badge>
            ))}
          </Row>
          <Row label={t('modules')}>
            {modules.map((module) => tRights(`module.${module}`)).join(', ') || t('noRights')}
          </Row>
          <Row label={t('scope')}>{tRights(`scopeName.${scope}`)}</Row>
          {rights.includes('agent') ? (
            <Row label={t('channels')}>
              <span className="grid gap-0.5">
                {limits.channels.length === 0 ? t('noChannels') : null}
                {limits.channels.map((channel) => {
                  const name = tLimits(`channel.${channel}`);
                  const limit = limits[`${channel}_max`];
                  return (
                    <span key={channel}>
                      {limit === null
                        ? t('channelUnlimited', { channel: name })
                        : t('channelLimit', { channel: name, limit })}
                    </span>
                  );
                })}
              </span>
            </Row>
          ) : null}
        </dl>
      </CardBody>
    </Card>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="flex min-w-0 flex-wrap gap-1.5 max-sm:-mt-2">{children}</dd>
    </>
  );
}
