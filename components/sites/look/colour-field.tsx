'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FormField } from '@/components/shared/form-field';
import { Input } from '@/components/ui/input';
import { DEFAULT_ACCENT, type Palette, paletteOf, type Scheme } from '@/lib/sites/look/palette';

const COLOUR = /^#[0-9a-f]{6}$/i;
const SCHEMES: readonly Scheme[] = ['light', 'dark'];

/** The palette of what is typed, or Foyer's own while it is no colour. */
export const paletteWhile = (accent: string): Palette =>
  paletteOf(COLOUR.test(accent) ? accent.toLowerCase() : DEFAULT_ACCENT);

type ColourFieldProps = { value: string; onChange: (value: string) => void; error: ReactNode };

/** A colour, chosen or typed. Says where a tone of it has to stand in for it to stay readable. */
export function ColourField({ value, onChange, error }: ColourFieldProps) {
  const t = useTranslations('siteLook');
  const isColour = COLOUR.test(value);
  const palette = paletteWhile(value);
  const changed = SCHEMES.filter((scheme) => isColour && palette[scheme].accent !== value.toLowerCase());
  return (
    <div className="grid gap-2">
      <FormField label={t('accent')} hint={t('accentHint')} error={error}>
        {(control) => (
          <span className="flex gap-2">
            <input
              type="color"
              aria-label={t('pick')}
              value={isColour ? value : DEFAULT_ACCENT}
              onChange={(event) => onChange(event.currentTarget.value)}
              className="h-9 w-12 shrink-0 cursor-pointer rounded-md border border-border-strong bg-surface p-1 pointer-coarse:h-11"
            />
            <Input
              {...control}
              value={value}
              onChange={(event) => onChange(event.currentTarget.value)}
              placeholder={DEFAULT_ACCENT}
              spellCheck={false}
              autoComplete="off"
              className="max-w-40 font-mono"
            />
          </span>
        )}
      </FormField>
      <div aria-live="polite" className="grid gap-1">
        {changed.map((scheme) => (
          <p key={scheme} className="flex items-center gap-2 text-[13px] text-muted-foreground">
            <span
              aria-hidden
              className="size-3.5 shrink-0 rounded-full border border-border-strong"
              style={{ background: palette[scheme].accent }}
            />
            {t(`adjusted.${scheme}`, { tone: palette[scheme].accent })}
          </p>
        ))}
      </div>
    </div>
  );
}
