import type { ComponentProps } from 'react';
import { Input } from '@/components/ui/input';

/** Phones and password managers fill it in by themselves; a code pasted with a gap in the middle is fine. */
export function OneTimeCodeInput(props: ComponentProps<typeof Input>) {
  return (
    <Input
      inputMode="numeric"
      autoComplete="one-time-code"
      autoCorrect="off"
      spellCheck={false}
      maxLength={12}
      placeholder="000000"
      {...props}
      className="tracking-[0.3em] tabular-nums"
    />
  );
}
