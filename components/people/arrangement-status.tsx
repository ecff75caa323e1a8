import type { Arrangement } from '@/components/people/use-arrangement';
import { DragGhost } from '@/components/shared/drag-ghost';

/** What goes with a list that is arranged: where things went, said aloud, and the name of what is dragged. */
export function ArrangementStatus({ arrangement }: { arrangement: Arrangement }) {
  return (
    <>
      <p role="status" className="sr-only">
        {arrangement.announcement}
      </p>
      <DragGhost drag={arrangement.drag} ghost={arrangement.ghost} />
    </>
  );
}
