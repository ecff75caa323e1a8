'use client';

import { MonitorSmartphone, Smartphone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/components/shared/confirm-dialog';
import { useTimeFormats } from '@/components/shell/use-time-formats';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { ListedSession } from '@/lib/auth/sessions/queries';
import { describeDevice } from '@/lib/conversations/describe-device';

type SessionRowProps = { session: ListedSession; onEnd: () => Promise<void> };

export function SessionRow({ session, onEnd }: SessionRowProps) {
  const t = useTranslations('security.sessions');
  const formats = useTimeFormats();
  const device = describeDevice(session.user_agent);
  const name =
    device?.browser && device.system
      ? t('browserOn', { browser: device.browser, system: device.system })
      : (device?.browser ?? device?.system ?? t('unknownDevice'));
  const Icon = device?.isPhone ? Smartphone : MonitorSmartphone;
  const seen = formats.dateTime(session.last_seen_at);
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-muted-foreground" />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          {name}
          {session.is_this ? <Badge tone="online">{t('thisDevice')}</Badge> : null}
        </p>
        <p className="text-[13px] text-muted-foreground [overflow-wrap:anywhere]">
          {session.ip ?? t('unknownAddress')} · {t('lastSeen', { time: seen })}
        </p>
      </div>
      {session.is_this ? null : (
        <ConfirmDialog
          title={t('endTitle', { device: name })}
          text={t('endText')}
          confirmLabel={t('end')}
          onConfirm={onEnd}
        >
          <Button variant="ghost" size="sm" aria-label={t('endLong', { device: name, time: seen })}>
            {t('end')}
          </Button>
        </ConfirmDialog>
      )}
    </li>
  );
}
