type Rect = { left: number; top: number; size: number };

/** Twice of what is kept, for the server to draw down from. */
const SENT_SIZE = 512;

/** Draws the part of the picture so that it fills the canvas. */
export function drawCrop(canvas: HTMLCanvasElement, picture: ImageBitmap, { left, top, size }: Rect): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, left, top, size, size, 0, 0, canvas.width, canvas.height);
}

/** The part as a file. Browsers that cannot write WebP write PNG; null when there is no memory for either. */
export function toPictureBlob(picture: ImageBitmap, rect: Rect): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = SENT_SIZE;
  canvas.height = SENT_SIZE;
  drawCrop(canvas, picture, rect);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/webp', 0.92));
}
