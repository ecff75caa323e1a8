import { plateFor } from '@/lib/sites/look/logo-plate';
import { LOGO_SIZE } from '@/lib/sites/look/schema';

/** Twice of what is kept, for the server to draw down from. */
const SCALE = 2;
/** Around a logo that gets a ground, as a part of its height. */
const MARGIN = 0.12;

/** The whole logo, small enough to be sent, on a ground it can be seen on. Null for what is no picture. */
export async function fitLogo(file: File): Promise<File | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const blob = await drawFitted(picture);
  picture.close();
  return blob && new File([blob], 'logo', { type: blob.type });
}

function drawFitted(picture: ImageBitmap): Promise<Blob | null> {
  const ratio = Math.min(
    1,
    (LOGO_SIZE.width * SCALE) / picture.width,
    (LOGO_SIZE.height * SCALE) / picture.height,
  );
  const width = Math.max(1, Math.round(picture.width * ratio));
  const height = Math.max(1, Math.round(picture.height * ratio));
  const bare = contextOf(width, height);
  if (!bare) return Promise.resolve(null);
  bare.drawImage(picture, 0, 0, width, height);

  const plate = plateFor(bare.getImageData(0, 0, width, height).data);
  if (plate === null) return blobOf(bare.canvas);
  const margin = Math.round(height * MARGIN);
  const plated = contextOf(width + 2 * margin, height + 2 * margin);
  if (!plated) return Promise.resolve(null);
  plated.fillStyle = plate;
  plated.fillRect(0, 0, plated.canvas.width, plated.canvas.height);
  plated.drawImage(bare.canvas, margin, margin);
  return blobOf(plated.canvas);
}

function contextOf(width: number, height: number): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context) context.imageSmoothingQuality = 'high';
  return context;
}

/** Browsers that cannot write WebP write PNG; null when there is no memory for either. */
const blobOf = (canvas: HTMLCanvasElement): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, 'image/webp', 0.95));
