'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { FieldControlProps } from '@/components/shared/form-field';
import { endsAddress, isAddress, parseAddresses } from '@/lib/people/parse-addresses';
import { cn } from '@/lib/platform/cn';

export type Addresses = { listed: readonly string[]; draft: string };

/** With what is still being typed. */
export const allAddresses = ({ listed, draft }: Addresses): string[] => [
  ...new Set([...listed, ...parseAddresses(draft)]),
];

type AddressesInputProps = FieldControlProps & {
  value: Addresses;
  onChange: (value: Addresses) => void;
  /** Why an address was refused. */
  refusals: ReadonlyMap<string, string>;
};

/** Several addresses in one field: each becomes a chip as it ends, and says whether it is one. */
export function AddressesInput({ value, onChange, refusals, ...control }: AddressesInputProps) {
  const t = useTranslations('people.add.invite');
  const input = useRef<HTMLInputElement>(null);
  const { listed, draft } = value;

  const take = (text: string): void => onChange({ listed: allAddresses({ listed, draft: text }), draft: '' });
  const remove = (address: string): void =>
    onChange({ listed: listed.filter((one) => one !== address), draft });

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field looks like one, so a click anywhere in it writes
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard reaches the input itself
    <div
      className="flex max-h-44 min-h-20 cursor-text flex-wrap content-start gap-1.5 overflow-y-auto rounded-md border border-border-strong bg-surface p-2 shadow-card focus-within:border-focus focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus has-aria-invalid:border-danger"
      onClick={(event) => {
        if (event.target === event.currentTarget) input.current?.focus();
      }}
    >
      {listed.map((address) => {
        const problem = refusals.get(address) ?? (isAddress(address) ? null : t('notAnAddress'));
        return (
          <span
            key={address}
            title={problem ?? undefined}
            className={cn(
              'inline-flex h-7 max-w-full items-center gap-1 rounded-full ps-2.5 pe-1 text-[13px]',
              problem === null ? 'bg-muted' : 'bg-danger-soft text-danger',
            )}
          >
            <button
              type="button"
              className="truncate"
              title={t('change')}
              onClick={() => {
                onChange({ listed: listed.filter((one) => one !== address), draft: address });
                input.current?.focus();
              }}
            >
              {address}
              {problem === null ? null : <span className="sr-only"> ({problem})</span>}
            </button>
            <button
              type="button"
              aria-label={t('remove', { address })}
              className="grid size-5 shrink-0 place-items-center rounded-full hover:bg-hover"
              onClick={() => {
                remove(address);
                input.current?.focus();
              }}
            >
              <X aria-hidden className="size-3.5" />
            </button>
          </span>
        );
      })}
      <input
        {...control}
        ref={input}
        type="text"
        inputMode="email"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={draft}
        placeholder={listed.length === 0 ? t('placeholder') : undefined}
        className="h-7 min-w-40 flex-1 bg-transparent px-1 text-sm outline-none placeholder:text-muted-foreground/80 max-sm:text-base"
        onChange={({ currentTarget: { value: text } }) =>
          // A name in quotes or before < may hold spaces: it ends with its address.
          endsAddress(text) && !/[<"]/u.test(text) ? take(text) : onChange({ listed, draft: text })
        }
        onPaste={(event) => {
          const text = event.clipboardData.getData('text');
          if (parseAddresses(text).length < 2) return;
          event.preventDefault();
          take(`${draft} ${text}`);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && draft.trim() !== '') {
            event.preventDefault();
            take(draft);
          } else if (event.key === 'Backspace' && draft === '' && listed.length > 0) {
            onChange({ listed: listed.slice(0, -1), draft: '' });
          }
        }}
        onBlur={() => draft.trim() !== '' && take(draft)}
      />
    </div>
  );
}
