'use client';

import { type RefObject, useCallback, useRef, useState } from 'react';
import type { DraftKind } from '@/lib/conversations/drafts';

/** Reply or note, and the field it is written in. */
export interface Writing {
  kind: DraftKind;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  write(kind: DraftKind): void;
}

export function useWriting(shownId: string | null): Writing {
  const [kind, setKind] = useState<DraftKind>('text');
  const [owner, setOwner] = useState(shownId);
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  // A note begun in one conversation must not turn the next reply into one.
  if (owner !== shownId) {
    setOwner(shownId);
    setKind('text');
  }
  const write = useCallback((next: DraftKind) => {
    setKind(next);
    // The field of the other kind appears with the next frame.
    requestAnimationFrame(() => fieldRef.current?.focus());
  }, []);
  return { kind, fieldRef, write };
}
