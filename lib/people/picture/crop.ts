/** How a picture lies under the square that is cut out of it. Lengths are pixels of the square on the screen. */
export type Crop = {
  /** 1 covers the square; more is nearer. */
  zoom: number;
  /** Where the picture's middle lies, from the middle of the square. */
  x: number;
  y: number;
};

export type Size = { width: number; height: number };

export const ZOOM_MAX = 4;
export const CENTERED: Crop = { zoom: 1, x: 0, y: 0 };

/** Screen pixels per pixel of the picture. */
export function scaleOf(picture: Size, side: number, zoom: number): number {
  return (side / Math.min(picture.width, picture.height)) * zoom;
}

/** The nearest crop that leaves no part of the square empty. */
export function withinPicture(picture: Size, side: number, crop: Crop): Crop {
  const zoom = clamp(crop.zoom, 1, ZOOM_MAX);
  const scale = scaleOf(picture, side, zoom);
  const roomX = Math.max(0, (picture.width * scale - side) / 2);
  const roomY = Math.max(0, (picture.height * scale - side) / 2);
  return { zoom, x: clamp(crop.x, -roomX, roomX), y: clamp(crop.y, -roomY, roomY) };
}

/** Zooms around the middle of the square: what is there stays there. */
export function zoomTo(picture: Size, side: number, crop: Crop, zoom: number): Crop {
  const next = clamp(zoom, 1, ZOOM_MAX);
  const ratio = next / crop.zoom;
  return withinPicture(picture, side, { zoom: next, x: crop.x * ratio, y: crop.y * ratio });
}

/** The part of the picture in the square, in pixels of the picture: what drawImage takes. */
export function sourceRect(
  picture: Size,
  side: number,
  crop: Crop,
): { left: number; top: number; size: number } {
  const scale = scaleOf(picture, side, crop.zoom);
  const size = side / scale;
  return {
    left: picture.width / 2 - crop.x / scale - size / 2,
    top: picture.height / 2 - crop.y / scale - size / 2,
    size,
  };
}

const clamp = (value: number, least: number, most: number): number =>
  // Plus zero, so that a negative zero never shows.
  Math.min(most, Math.max(least, value)) + 0;
