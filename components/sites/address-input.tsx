'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { FormField } from '@/components/shared/form-field';
import { useErrorText } from '@/components/shared/use-error-text';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { isLooseWord, normaliseAddress } from '@/lib/sites/normalise-address';

type AddressInputProps = {
  value: readonly string[];
  onChange: (addresses: string[]) => void;
  onBlur: () => void;
  error: string | undefined;
  isLabelHidden?: boolean;
};

const SEPARATORS = /[\s,;]+/;

/** Addresses as tags: what is typed or pasted becomes one at Enter, comma, space, when the field is left or sent. */
export function AddressInput({ value, onChange, onBlur, error, isLabelHidden = false }: AddressInputProps) {
  const t = useTranslations('sites.form');
  const errorText = useErrorText();
  const [text, setText] = useState('');
  const [isInvalid, setInvalid] = useState(false);
  const inputRef = useRef<HTMLInputElement>(null);

  /** Takes over what is an address and leaves the rest standing, to be put right; says whether all of it was. */
  function take(candidate: string): boolean {
    const parts = candidate.split(SEPARATORS).filter(Boolean);
    const addresses = parts.map((part) => (isLooseWord(part) ? null : normaliseAddress(part)));
    const wrong = parts.filter((_, index) => addresses[index] === null);
    const right = addresses.filter((address) => address !== null);
    if (right.length > 0) onChange([...new Set([...value, ...right])]);
    setText(wrong.join(' '));
    setInvalid(wrong.length > 0);
    return wrong.length === 0;
  }

  const takeRest = useEffectEvent((event: SubmitEvent) => {
    if (take(text)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  // Before the form reads its values.
  useEffect(() => {
    const form = inputRef.current?.form;
    const onSubmit = (event: SubmitEvent) => takeRest(event);
    form?.addEventListener('submit', onSubmit, { capture: true });
    return () => form?.removeEventListener('submit', onSubmit, { capture: true });
  }, []);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Backspace' && text === '' && value.length > 0) onChange(value.slice(0, -1));
    if (text.trim() === '' || ![' ', ',', ';', 'Enter'].includes(event.key)) return;
    // Enter adds the address first; the form is sent by the next one.
    event.preventDefault();
    take(text);
  }

  return (
    <FormField
      isLabelHidden={isLabelHidden}
      label={t('addresses')}
      hint={t('addressesHint')}
      error={isInvalid ? errorText({ code: 'address_is_invalid' }) : error}
    >
      {(control) => (
        <div className="grid gap-2">
          <div className="flex gap-2">
            <Input
              {...control}
              ref={inputRef}
              value={text}
              inputMode="url"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              placeholder={value.length === 0 ? t('addressPlaceholder') : undefined}
              onChange={(event) => {
                setText(event.target.value);
                setInvalid(false);
              }}
              onKeyDown={onKeyDown}
              onPaste={(event) => {
                event.preventDefault();
                take(text + event.clipboardData.getData('text'));
              }}
              onBlur={() => {
                if (text.trim() !== '') take(text);
                onBlur();
              }}
            />
            <Button variant="secondary" disabled={text.trim() === ''} onClick={() => take(text)}>
              {t('addAddress')}
            </Button>
          </div>
          {value.length > 0 ? (
            <ul className="flex flex-wrap gap-1.5">
              {value.map((address) => (
                <AddressTag
                  key={address}
                  address={address}
                  onRemove={() => onChange(value.filter((other) => other !== address))}
                />
              ))}
            </ul>
          ) : null}
        </div>
      )}
    </FormField>
  );
}

function AddressTag({ address, onRemove }: { address: string; onRemove: () => void }) {
  const t = useTranslations('sites.form');
  return (
    <li className="inline-flex h-7 max-w-full items-center gap-1 rounded-md border border-border bg-muted ps-2.5 pe-1 text-[13px]">
      <span className="truncate">{address}</span>
      <button
        type="button"
        aria-label={t('removeAddress', { address })}
        onClick={onRemove}
        className="grid size-5 place-items-center rounded-sm text-muted-foreground hover:bg-hover hover:text-foreground"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  );
}
