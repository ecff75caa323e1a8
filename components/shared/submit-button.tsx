import { LoaderCircle } from 'lucide-react';
import { Button, type ButtonProps } from '@/components/ui/button';

/** Stays focusable while busy, so that focus is not lost when the form answers. */
export function SubmitButton({ isBusy, children, ...props }: ButtonProps & { isBusy: boolean }) {
  return (
    <Button
      type="submit"
      aria-disabled={isBusy}
      // The focus stays where it is: a field that changes the page when it is left would move the button away
      // between press and release, and the click would be lost.
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
      }}
      {...props}
    >
      {isBusy ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
      {children}
    </Button>
  );
}
