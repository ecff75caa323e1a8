'use client';

import { ImageUp, Trash2 } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/lib/platform/cn';
import { SOURCE_TYPES } from '@/lib/platform/picture/picture-file';

type PictureDropProps = {
  /** What is shown now. */
  children: ReactNode;
  hasPicture: boolean;
  texts: { choose: string; change: string; remove: string; hint: string };
  /** Said instead of the hint. */
  problem: string | null;
  isBusy?: boolean;
  onChoose: (file: File) => void;
  onRemove: () => void;
};

/** A picture that is chosen or dropped, changed and removed. What becomes of the file is for whoever asked for it. */
export function PictureDrop(props: PictureDropProps) {
  const { children, hasPicture, texts, problem, isBusy = false, onChoose, onRemove } = props;
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  const choose = (file: File | undefined): void => {
    if (file && !isBusy) onChoose(file);
  };
  const drop = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      choose(event.dataTransfer.files[0]);
    },
  };

  return (
    <div
      {...drop}
      className={cn(
        'flex flex-wrap items-center gap-4 rounded-lg border border-dashed p-3 transition-colors',
        isOver ? 'border-accent bg-accent-soft/50' : 'border-border-strong',
      )}
    >
      {children}
      <div className="grid min-w-0 flex-1 basis-56 gap-1.5">
        <div className="flex flex-wrap gap-2">
          <Button variant="secondary" size="sm" disabled={isBusy} onClick={() => input.current?.click()}>
            <ImageUp aria-hidden /> {hasPicture ? texts.change : texts.choose}
          </Button>
          {hasPicture ? (
            <Button variant="ghost" size="sm" disabled={isBusy} onClick={onRemove}>
              <Trash2 aria-hidden /> {texts.remove}
            </Button>
          ) : null}
        </div>
        <p
          className={problem ? 'text-[13px] text-danger' : 'text-muted-foreground text-xs'}
          role={problem ? 'alert' : undefined}
        >
          {problem ?? texts.hint}
        </p>
      </div>
      <input
        ref={input}
        type="file"
        aria-label={texts.choose}
        accept={SOURCE_TYPES.join(',')}
        hidden
        onChange={(event) => {
          choose(event.currentTarget.files?.[0]);
          // So that the same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
