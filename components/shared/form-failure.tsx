import { CircleAlert } from 'lucide-react';

/** A failure that concerns no single field. */
export function FormFailure({ text }: { text: string | null }) {
  return (
    <div role="alert">
      {text ? (
        <p className="flex items-start gap-2 rounded-md bg-danger-soft px-3 py-2.5 text-[13px] text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {text}
        </p>
      ) : null}
    </div>
  );
}
