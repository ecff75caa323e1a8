import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawLogo } from '@/lib/sites/look/draw-logo';
import { plateFor } from '@/lib/sites/look/logo-plate';

const bytes = (buffer: Buffer) => new Uint8Array(buffer);
const plain = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 4, background } });

describe('a logo', () => {
  it('stays whole: a wide one is as wide, a tall one as tall as there is room [A22]', async () => {
    const sizeOf = async (width: number, height: number) => {
      const drawn = await drawLogo(bytes(await plain(width, height, '#b8431a').png().toBuffer()));
      const { format, width: kept, height: tall } = await sharp(drawn).metadata();
      return { format, kept, tall };
    };
    expect(await sizeOf(1296, 288)).toEqual({ format: 'webp', kept: 324, tall: 72 });
    expect(await sizeOf(300, 900)).toEqual({ format: 'webp', kept: 36, tall: 108 });
    expect(await sizeOf(64, 32)).toEqual({ format: 'webp', kept: 64, tall: 32 });
  });

  it('that lets its ground through gets one: nothing of it depends on what it lies on', async () => {
    const drawn = await drawLogo(bytes(await plain(60, 30, '#00000000').png().toBuffer()));
    const { hasAlpha } = await sharp(drawn).metadata();
    expect(hasAlpha).toBe(false);
    expect([...(await sharp(drawn).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255]);
  });

  it('is judged by its bytes, and the refusal names the field', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    for (const file of [svg, Buffer.from('no logo'), Buffer.alloc(0)])
      await expect(drawLogo(bytes(file))).rejects.toMatchObject({
        code: 'picture_is_invalid',
        field: 'logo',
        status: 422,
      });
  });
});

describe('the ground of a logo', () => {
  const CLEAR = [0, 0, 0, 0];
  const of = (...pixels: number[][]) => plateFor(pixels.flat());

  it('is none where no pixel lets anything through', () => {
    expect(of([255, 255, 255, 255], [0, 0, 0, 255])).toBeNull();
  });

  it('is white for ink that is seen on white, whatever its colour', () => {
    for (const ink of [
      [0, 0, 0, 255],
      [184, 67, 26, 255],
      [29, 78, 216, 255],
      [120, 120, 120, 255],
    ])
      expect(of(CLEAR, ink), String(ink)).toBe('#ffffff');
    expect(of(CLEAR)).toBe('#ffffff');
  });

  it('is dark where more of the ink would be lost on white', () => {
    expect(of(CLEAR, [255, 255, 255, 255])).toBe('#1c1a19');
    expect(of(CLEAR, [255, 230, 0, 255])).toBe('#1c1a19');
    expect(of(CLEAR, [255, 255, 255, 255], [255, 255, 255, 255], [0, 0, 0, 255])).toBe('#1c1a19');
    expect(of(CLEAR, [255, 255, 255, 255], [0, 0, 0, 255], [0, 0, 0, 255])).toBe('#ffffff');
  });
});
