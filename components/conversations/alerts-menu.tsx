'use client';

import { Bell, BellOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { Switch } from '@/components/ui/switch';
import {
  type AlertPreferences,
  readAlertPreferences,
  saveAlertPreferences,
} from '@/lib/conversations/alert-preferences';
import { chimeLengthSeconds, createChime } from '@/lib/conversations/chime';
import { browserStorage } from '@/lib/platform/key-value-storage';

type DesktopPermission = NotificationPermission | 'unsupported';

const desktopPermission = (): DesktopPermission =>
  'Notification' in window ? Notification.permission : 'unsupported';

/** How this browser calls: asked for by a click, never when the page opens. */
export function AlertsMenu() {
  const t = useTranslations('conversations.alerts');
  const [preferences, setPreferences] = useState<AlertPreferences>({ sound: true, repeat: true });
  useEffect(() => setPreferences(readAlertPreferences(browserStorage())), []);

  const change = (part: Partial<AlertPreferences>) => {
    const next = { ...preferences, ...part };
    setPreferences(next);
    saveAlertPreferences(browserStorage(), next);
  };
  const Icon = preferences.sound ? Bell : BellOff;

  return (
    <Popover>
      <PopoverTrigger>
        <Button variant="ghost" size="icon-sm" aria-label={t('label')} title={t('label')}>
          <Icon aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="grid w-80 gap-4 p-4">
        <p className="font-semibold">{t('title')}</p>
        <Choice
          label={t('sound')}
          text={t('soundText')}
          isOn={preferences.sound}
          onChange={(sound) => change({ sound })}
        />
        <Choice
          label={t('repeat')}
          text={t('repeatText')}
          isOn={preferences.sound && preferences.repeat}
          isDisabled={!preferences.sound}
          onChange={(repeat) => change({ repeat })}
        />
        <DesktopChoice />
      </PopoverContent>
    </Popover>
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
