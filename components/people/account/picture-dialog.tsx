'use client';

import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type PointerEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { FormFailure } from '@/components/shared/form-failure';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { CENTERED, type Crop, sourceRect, withinPicture, ZOOM_MAX, zoomTo } from '@/lib/people/picture/crop';
import { drawCrop, toPictureBlob } from '@/lib/people/picture/draw-crop';

/** The square on the screen, in CSS pixels. */
const SIDE = 256;
const STEP = 8;
const ZOOM_STEP = 0.1;

type PictureDialogProps = {
  source: File;
  /** Answers why it did not work, or null. */
  onUse: (picture: Blob) => Promise<string | null>;
  onUnreadable: () => void;
  onClose: () => void;
};

const MOVES: Record<string, [number, number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** The picture behind a round window: dragged, zoomed, or moved with the arrow keys. */
export function PictureDialog({ source, onUse, onUnreadable, onClose }: PictureDialogProps) {
  const t = useTranslations('member.picture');
  const tShared = useTranslations('shared');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const [crop, setCrop] = useState<Crop>(CENTERED);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const drag = useRef<{ x: number; y: number } | null>(null);
  const giveUp = useEffectEvent(onUnreadable);

  useEffect(() => {
    let opened: ImageBitmap | null = null;
    let isOver = false;
    createImageBitmap(source).then(
      (bitmap) => {
        opened = bitmap;
        if (isOver) bitmap.close();
        else setPicture(bitmap);
      },
      () => !isOver && giveUp(),
    );
    return () => {
      isOver = true;
      opened?.close();
    };
  }, [source]);

  useEffect(() => {
    if (picture && canvas.current) drawCrop(canvas.current, picture, sourceRect(picture, SIDE, crop));
  }, [picture, crop]);

  const move = (x: number, y: number): void => {
    if (picture) setCrop((now) => withinPicture(picture, SIDE, { ...now, x: now.x + x, y: now.y + y }));
  };
  const zoom = (by: number): void => {
    if (picture) setCrop((now) => zoomTo(picture, SIDE, now, now.zoom + by));
  };

  function onKeyDown(event: KeyboardEvent): void {
    const step = MOVES[event.key];
    if (step) move(...step);
    else if (event.key === '+' || event.key === '=') zoom(ZOOM_STEP);
    else if (event.key === '-') zoom(-ZOOM_STEP);
    else return;
    event.preventDefault();
  }

  const dragging = {
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      if (!drag.current) return;
      move(event.clientX - drag.current.x, event.clientY - drag.current.y);
      drag.current = { x: event.clientX, y: event.clientY };
    },
    onPointerUp: () => {
      drag.current = null;
    },
    onPointerCancel: () => {
      drag.current = null;
    },
  };

  async function use(): Promise<void> {
    if (!picture) return;
    setBusy(true);
    const blob = await toPictureBlob(picture, sourceRect(picture, SIDE, crop));
    const problem = blob ? await onUse(blob) : t('failed');
    setBusy(false);
    setFailure(problem);
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && !isBusy && onClose()}>
      <DialogContent closeLabel={tShared('close')} className="max-w-sm">
        <DialogHeader>
          <DialogTitle>{t('title')}</DialogTitle>
          <DialogDescription>{t('text')}</DialogDescription>
        </DialogHeader>
        <div className="grid justify-items-center gap-4">
          <div
            role="application"
            aria-label={t('window')}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the picture in it
            tabIndex={0}
            onKeyDown={onKeyDown}
            onWheel={(event) => zoom(event.deltaY < 0 ? ZOOM_STEP : -ZOOM_STEP)}
            {...dragging}
            className="relative size-64 cursor-grab touch-none select-none overflow-hidden rounded-lg bg-muted focus-visible:outline-2 focus-visible:outline-focus focus-visible:outline-offset-2 active:cursor-grabbing"
          >
            <canvas ref={canvas} width={SIDE * 2} height={SIDE * 2} className="size-full" />
            {/* What lies outside the circle is dimmed, not hidden: one sees what is left to move. */}
            <span
              aria-hidden
              className="pointer-events-none absolute inset-0 rounded-full shadow-[0_0_0_999px_rgb(0_0_0/0.5)] ring-2 ring-white/80"
            />
          </div>
          <div className="flex w-64 items-center gap-2">
            <Minus aria-hidden className="size-4 text-muted-foreground" />
            <input
              type="range"
              aria-label={t('zoom')}
              min={1}
              max={ZOOM_MAX}
              step={0.01}
              value={crop.zoom}
              disabled={!picture}
              onChange={(event) => {
                const next = Number(event.currentTarget.value);
                if (picture) setCrop((now) => zoomTo(picture, SIDE, now, next));
              }}
              className="h-5 min-w-0 flex-1 accent-accent"
            />
            <Plus aria-hidden className="size-4 text-muted-foreground" />
          </div>
        </div>
        <FormFailure text={failure} />
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="secondary" disabled={isBusy}>
              {tShared('cancel')}
            </Button>
          </DialogClose>
          <Button disabled={!picture || isBusy} aria-busy={isBusy} onClick={() => void use()}>
            {t('use')}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
