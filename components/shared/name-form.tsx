'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';

type NameFormProps = {
  label: string;
  submitLabel: string;
  initialName?: string;
  /** Answers what is wrong, as a sentence, or null. */
  onSave: (name: string) => Promise<string | null>;
  onCancel?: { label: string; run: () => void };
};

/** One field: for a new name, and for another one. What was typed stays when it is refused. */
export function NameForm({ label, submitLabel, initialName = '', onSave, onCancel }: NameFormProps) {
  const id = useId();
  const [name, setName] = useState(initialName);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isUnchanged = name.trim() === '' || name.trim() === initialName;

  async function save(): Promise<void> {
    setBusy(true);
    const refused = await onSave(name.trim());
    setBusy(false);
    setProblem(refused);
    if (refused === null) setName(initialName);
  }

  return (
    <form
      className="grid flex-1 gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isUnchanged) void save();
      }}
    >
      <div className="flex gap-2">
        <Input
          aria-label={label}
          placeholder={label}
          aria-invalid={problem !== null}
          aria-describedby={problem ? id : undefined}
          maxLength={80}
          value={name}
          autoFocus={initialName !== ''}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !onCancel) return;
            event.stopPropagation();
            onCancel.run();
          }}
        />
        <Button type="submit" variant="secondary" disabled={isBusy || isUnchanged} aria-busy={isBusy}>
          {submitLabel}
        </Button>
        {onCancel ? (
          <Button variant="ghost" onClick={onCancel.run}>
            {onCancel.label}
          </Button>
        ) : null}
      </div>
      {problem ? (
        <p id={id} role="alert" className="text-[13px] text-danger">
          {problem}
        </p>
      ) : null}
    </form>
  );
}
