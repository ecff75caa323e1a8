'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Switch } from '@/components/ui/switch';
import type { AlertPreferences } from '@/lib/conversations/alert-preferences';
import { chimeLengthSeconds, createChime } from '@/lib/conversations/chime';

type DesktopPermission = NotificationPermission | 'unsupported';

const desktopPermission = (): DesktopPermission =>
  'Notification' in window ? Notification.permission : 'unsupported';

type AlertChoicesProps = {
  preferences: AlertPreferences;
  onChange(part: Partial<AlertPreferences>): void;
};

/** What calls, and how; and whether it does. */
export function AlertChoices({ preferences, onChange }: AlertChoicesProps) {
  const t = useTranslations('conversations.alerts');
  return (
    <>
      <p className="font-semibold">{t('title')}</p>
      <Choice
        label={t('sound')}
        text={t('soundText')}
        isOn={preferences.sound}
        onChange={(sound) => onChange({ sound })}
      />
      <Choice
        label={t('repeat')}
        text={t('repeatText')}
        isOn={preferences.sound && preferences.repeat}
        isDisabled={!preferences.sound}
        onChange={(repeat) => onChange({ repeat })}
      />
      <DesktopChoice />
    </>
  );
}

type ChoiceProps = {
  label: string;
  text: string;
  isOn: boolean;
  isDisabled?: boolean;
  onChange: (isOn: boolean) => void;
};

function Choice({ label, text, isOn, isDisabled = false, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <label htmlFor={id} className="grid gap-0.5">
        <span className="font-medium text-[13px]">{label}</span>
        <span className="text-muted-foreground text-xs leading-4">{text}</span>
      </label>
      <Switch id={id} checked={isOn} disabled={isDisabled} onCheckedChange={onChange} />
    </div>
  );
}

function DesktopChoice() {
  const t = useTranslations('conversations.alerts');
  const [permission, setPermission] = useState<DesktopPermission>(desktopPermission);
  const explanation = {
    default: t('desktopText'),
    granted: t('desktopText'),
    denied: t('desktopDenied'),
    unsupported: t('desktopUnsupported'),
  }[permission];

  const tryIt = () => {
    const chime = createChime();
    chime.unlock();
    chime.play();
    setTimeout(chime.dispose, chimeLengthSeconds * 2000);
    if (permission === 'granted') new Notification(t('testTitle'), { icon: '/icon.svg', tag: 'foyer-test' });
  };

  return (
    <div className="grid gap-3 border-t pt-4">
      <div className="flex items-start justify-between gap-4">
        <div className="grid gap-0.5">
          <span className="font-medium text-[13px]">{t('desktop')}</span>
          <span className="text-muted-foreground text-xs leading-4">{explanation}</span>
        </div>
        {permission === 'default' ? (
          <Button
            variant="secondary"
            size="sm"
            onClick={() => void Notification.requestPermission().then(setPermission)}
          >
            {t('desktopEnable')}
          </Button>
        ) : null}
        {permission === 'granted' ? (
          <span className="shrink-0 font-medium text-online text-xs leading-5">{t('desktopOn')}</span>
        ) : null}
      </div>
      <Button variant="secondary" size="sm" onClick={tryIt}>
        {t('test')}
      </Button>
    </div>
  );
}
