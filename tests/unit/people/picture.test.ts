import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { CENTERED, sourceRect, withinPicture, ZOOM_MAX, zoomTo } from '@/lib/people/picture/crop';
import { drawPicture } from '@/lib/people/picture/draw-picture';

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#b8431a' } });
const bytes = (buffer: Buffer) => new Uint8Array(buffer);
const invalid = { code: 'picture_is_invalid', field: 'picture', status: 422 };

describe('a picture', () => {
  it.each(['png', 'jpeg', 'gif', 'webp'] as const)(
    'of type %s becomes a WebP of 256 by 256 [I22, I23, U7]',
    async (format) => {
      const drawn = await drawPicture(bytes(await photo(640, 480).toFormat(format).toBuffer()));
      expect(await sharp(drawn).metadata()).toMatchObject({ format: 'webp', width: 256, height: 256 });
    },
  );

  it('loses everything but its pixels: where it was taken, and by whom', async () => {
    const withMetadata = await photo(400, 400)
      .withExif({ IFD0: { Artist: 'Claire', Copyright: 'At home' } })
      .jpeg()
      .toBuffer();
    expect((await sharp(withMetadata).metadata()).exif).toBeDefined();
    const { exif, xmp, iptc, icc } = await sharp(await drawPicture(bytes(withMetadata))).metadata();
    expect({ exif, xmp, iptc, icc }).toEqual({});
  });

  it('is turned upright before its orientation is forgotten', async () => {
    const half = await sharp({ create: { width: 200, height: 400, channels: 3, background: '#ffffff' } })
      .jpeg()
      .toBuffer();
    const lying = await photo(400, 400)
      .composite([{ input: half, left: 0, top: 0 }])
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { data } = await sharp(await drawPicture(bytes(lying)))
      .raw()
      .toBuffer({ resolveWithObject: true });
    // The left half was white; turned clockwise by a quarter it is the upper half.
    const [topRight = 0] = data.subarray((20 * 256 + 230) * 3);
    const [, bottomLeftGreen = 255] = data.subarray((230 * 256 + 20) * 3);
    expect(topRight).toBeGreaterThan(240);
    expect(bottomLeftGreen).toBeLessThan(120);
  });

  it('is judged by its bytes: text, a drawing with scripts and half a file are refused', async () => {
    const whole = await photo(300, 300).png().toBuffer();
    const wrong = [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'),
      Buffer.from('not a picture'),
      Buffer.alloc(0),
      whole.subarray(0, Math.floor(whole.length / 2)),
      await photo(30, 30).tiff().toBuffer(),
    ];
    for (const file of wrong) await expect(drawPicture(bytes(file))).rejects.toMatchObject(invalid);
  });

  it('that would fill the memory when unpacked is refused, however small its file', async () => {
    const bomb = await photo(12_000, 12_000).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    await expect(drawPicture(bytes(bomb))).rejects.toMatchObject(invalid);
  });
});

describe('cropping', () => {
  const wide = { width: 1200, height: 800 };
  const side = 200;

  it('begins with the largest square in the middle', () => {
    expect(sourceRect(wide, side, CENTERED)).toEqual({ left: 200, top: 0, size: 800 });
  });

  it('never leaves a part of the square empty', () => {
    expect(withinPicture(wide, side, { zoom: 1, x: 999, y: 50 })).toEqual({ zoom: 1, x: 50, y: 0 });
    expect(withinPicture(wide, side, { zoom: 0.2, x: 0, y: 0 })).toEqual(CENTERED);
    expect(withinPicture(wide, side, { zoom: 99, x: 0, y: 0 }).zoom).toBe(ZOOM_MAX);
  });

  it('zooms around what is in the middle', () => {
    const before = { zoom: 1, x: 40, y: 0 };
    const middle = (crop: typeof before) => {
      const { left, top, size } = sourceRect(wide, side, crop);
      return [left + size / 2, top + size / 2];
    };
    const after = zoomTo(wide, side, before, 2);
    expect(middle(after)).toEqual(middle(before));
    expect(sourceRect(wide, side, after).size).toBe(400);
  });
});
