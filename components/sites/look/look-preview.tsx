'use client';

import { ChevronDown, MessageCircle } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { paletteWhile } from '@/components/sites/look/colour-field';
import { LOCALE_NAMES, LOCALES, type Locale } from '@/lib/i18n/locales';
import { cn } from '@/lib/platform/cn';
import type { Scheme, Tones } from '@/lib/sites/look/palette';
import { OFFSET_MAX, type toLookForm } from '@/lib/sites/look/schema';

/** The chat's own ground, which is not the console's. */
const GROUND = {
  light: {
    page: '#f4f3f1',
    surface: '#ffffff',
    text: '#1c1917',
    quiet: '#6b6560',
    bubble: '#f4f3f1',
    line: '#e7e5e4',
  },
  dark: {
    page: '#0f0e0d',
    surface: '#1c1a19',
    text: '#f5f5f4',
    quiet: '#a8a29e',
    bubble: '#292624',
    line: '#2e2b29',
  },
} as const;

type Choice<Value extends string> = { value: Value; label: string };

type LookPreviewProps = {
  values: ReturnType<typeof toLookForm>;
  logoUrl: string | null;
  organizationName: string;
};

/** The launcher and the head of the chat with what is in the form now, saved or not. */
export function LookPreview({ values, logoUrl, organizationName }: LookPreviewProps) {
  const t = useTranslations('siteLook.preview');
  const ownLocale: Locale = useLocale();
  const [locale, setLocale] = useState<Locale>(ownLocale);
  const [scheme, setScheme] = useState<Scheme>('light');
  const [width, setWidth] = useState<'desktop' | 'phone'>('desktop');
  const [presence, setPresence] = useState<'online' | 'away'>('online');
  return (
    <section aria-label={t('title')} className="grid gap-3 lg:sticky lg:top-6">
      <div className="flex flex-wrap gap-2">
        <Switcher
          label={t('language')}
          value={locale}
          onChoose={setLocale}
          choices={LOCALES.map((one) => ({ value: one, label: LOCALE_NAMES[one] }))}
        />
        <Switcher
          label={t('scheme')}
          value={scheme}
          onChoose={setScheme}
          choices={[
            { value: 'light', label: t('light') },
            { value: 'dark', label: t('dark') },
          ]}
        />
        <Switcher
          label={t('width')}
          value={width}
          onChoose={setWidth}
          choices={[
            { value: 'desktop', label: t('desktop') },
            { value: 'phone', label: t('phone') },
          ]}
        />
        <Switcher
          label={t('presence')}
          value={presence}
          onChoose={setPresence}
          choices={[
            { value: 'online', label: t('online') },
            { value: 'away', label: t('away') },
          ]}
        />
      </div>
      <Chat
        values={values}
        logoUrl={logoUrl}
        organizationName={organizationName}
        locale={locale}
        scheme={scheme}
        isPhone={width === 'phone'}
        isAway={presence === 'away'}
      />
    </section>
  );
}

type SwitcherProps<Value extends string> = {
  label: string;
  value: Value;
  choices: Choice<Value>[];
  onChoose: (value: Value) => void;
};

function Switcher<Value extends string>({ label, value, choices, onChoose }: SwitcherProps<Value>) {
  return (
    <fieldset className="flex rounded-md border border-border bg-muted p-0.5">
      <legend className="sr-only">{label}</legend>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === value}
          onClick={() => onChoose(choice.value)}
          className="rounded px-2 py-1 text-muted-foreground text-xs aria-pressed:bg-surface aria-pressed:text-foreground aria-pressed:shadow-card pointer-coarse:min-h-11"
        >
          {choice.label}
        </button>
      ))}
    </fieldset>
  );
}

type ChatProps = LookPreviewProps & {
  locale: Locale;
  scheme: Scheme;
  isPhone: boolean;
  isAway: boolean;
};

function Chat({ values, logoUrl, organizationName, locale, scheme, isPhone, isAway }: ChatProps) {
  const t = useTranslations('siteLook');
  const tones: Tones = paletteWhile(values.accent)[scheme];
  const ground = GROUND[scheme];
  const own = values.texts[locale];
  const greeting = own.greeting.trim() || t(`defaults.${locale}.greeting`);
  const isLeft = values.side === 'left';
  const offset = Math.min(OFFSET_MAX, Math.max(0, values.offset || 0));
  const launcherText = isPhone ? '' : own.launcher.trim();
  return (
    <div
      lang={locale}
      className={cn(
        'relative grid h-[480px] content-end overflow-hidden rounded-xl border border-border',
        isPhone ? 'mx-auto w-[260px]' : 'w-full',
      )}
      style={{ background: ground.page, color: ground.text }}
    >
      <div
        className={cn(
          'grid grid-cols-1 overflow-hidden rounded-2xl text-sm shadow-card',
          isPhone ? 'mx-2' : 'mx-5 w-[260px]',
          isLeft ? 'justify-self-start' : 'justify-self-end',
        )}
        style={{ background: ground.surface }}
      >
        <div className="flex items-center gap-3 border-b px-4 py-3" style={{ borderColor: ground.line }}>
          {logoUrl ? (
            // biome-ignore lint/performance/noImgElement: already small, and from another origin than the optimizer may fetch
            <img src={logoUrl} alt="" className="max-h-9 max-w-[108px] shrink-0 rounded-md" />
          ) : null}
          <div className="min-w-0">
            <p className="truncate font-semibold">{own.title.trim() || organizationName}</p>
            <p className="truncate text-[13px]" style={{ color: ground.quiet }}>
              {t(`preview.${isAway ? 'isAway' : 'isOnline'}.${locale}`)}
            </p>
          </div>
        </div>
        <div className="grid gap-3 p-4">
          <span
            aria-hidden
            className="grid size-10 place-items-center rounded-full font-semibold text-sm"
            style={{ background: tones.soft, color: tones.onSoft }}
          >
            C
          </span>
          <p className="break-words font-semibold text-lg leading-6">
            {isAway ? own.away.trim() || greeting : greeting}
          </p>
          <p
            className="justify-self-end rounded-2xl px-3 py-2"
            style={{ background: tones.accent, color: tones.onAccent }}
          >
            {t(`preview.question.${locale}`)}
          </p>
        </div>
      </div>
      <span
        className={cn(
          'm-5 mt-4 flex h-14 items-center gap-2.5 rounded-full px-4 font-medium shadow-card',
          isLeft ? 'justify-self-start' : 'justify-self-end',
        )}
        style={{ background: tones.accent, color: tones.onAccent, marginBottom: Math.min(offset, 80) }}
      >
        {launcherText === '' ? (
          <ChevronDown aria-hidden className="size-6" />
        ) : (
          <MessageCircle aria-hidden className="size-6" />
        )}
        {launcherText}
      </span>
    </div>
  );
}
