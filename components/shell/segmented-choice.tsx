import { cn } from '@/lib/platform/cn';

type SegmentedChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string; lang?: string }[];
  onChoose: (value: Value) => void;
};

/** A few choices side by side, one of them pressed. */
export function SegmentedChoice<Value extends string>({
  label,
  value,
  choices,
  onChoose,
}: SegmentedChoiceProps<Value>) {
  return (
    <fieldset className="grid gap-1.5 px-3 py-1.5">
      <legend className="float-start mb-1.5 text-[13px] text-muted-foreground">{label}</legend>
      <div className="flex w-full gap-1 rounded-lg bg-muted p-1">
        {choices.map((choice) => (
          <button
            key={choice.value}
            type="button"
            lang={choice.lang}
            aria-pressed={choice.value === value}
            onClick={() => onChoose(choice.value)}
            className={cn(
              'min-h-9 flex-1 rounded-md px-2 text-[13px] pointer-coarse:min-h-11',
              choice.value === value
                ? 'bg-surface font-medium text-foreground shadow-card'
                : 'text-muted-foreground',
            )}
          >
            {choice.label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
