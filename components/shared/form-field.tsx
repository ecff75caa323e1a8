import { type ReactNode, useId } from 'react';
import { Label } from '@/components/ui/label';

export type FieldControlProps = {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
};

type FormFieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** Stands beside the label: "optional", or a link. */
  aside?: ReactNode;
  /** Where the title above already says it. */
  isLabelHidden?: boolean;
  children: (control: FieldControlProps) => ReactNode;
};

/** Label, control, hint and error, tied together for screen readers. */
export function FormField({ label, hint, error, aside, isLabelHidden = false, children }: FormFieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="relative grid content-start gap-1.5">
      <Label htmlFor={id} className={isLabelHidden ? 'sr-only' : undefined}>
        {label}
      </Label>
      {children({ id, 'aria-invalid': Boolean(error), 'aria-describedby': described || undefined })}
      {/* After the control, so that the keyboard comes to the field first. */}
      {aside ? <span className="absolute end-0 top-0.5 text-muted-foreground text-xs">{aside}</span> : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-muted-foreground text-xs">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-[13px] text-danger">
          {error}
        </p>
      ) : null}
    </div>
  );
}
