import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameStyle, launcherStyle } from '@/lib/sites/look/launcher-style';
import { contrast, paletteOf } from '@/lib/sites/look/palette';
import { DEFAULT_LOOK } from '@/lib/sites/look/schema';

const SURFACE = { light: '#ffffff', dark: '#1c1a19' } as const;
const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('the colours made of a site’s own', () => {
  test('are those WCAG’s formula gives', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('#1d4ed8', '#1d4ed8')).toBe(1);
  });

  test('are readable, whichever it is, on light and on dark [A22]', () => {
    fc.assert(
      fc.property(colour, fc.constantFrom('light' as const, 'dark' as const), (accent, scheme) => {
        const { accent: drawn, onAccent, soft, onSoft } = paletteOf(accent)[scheme];
        expect(contrast(drawn, SURFACE[scheme])).toBeGreaterThanOrEqual(3);
        expect(contrast(onAccent, drawn)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(onSoft, soft)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 300 },
    );
  });

  test('stay the site’s where they are readable as they are', () => {
    expect(paletteOf('#1d4ed8').light).toMatchObject({ accent: '#1d4ed8', onAccent: '#ffffff' });
    expect(paletteOf('#ffe600').dark).toMatchObject({ accent: '#ffe600', onAccent: '#000000' });
    expect(paletteOf('#ffe600').light.accent).not.toBe('#ffe600');
  });
});

describe('the rules of a site’s own look', () => {
  test('are none where the site left everything as it is', () => {
    expect(launcherStyle(DEFAULT_LOOK)).toBe('');
    expect(frameStyle(DEFAULT_LOOK)).toBeNull();
  });

  test('hold whatever a launcher says as text, and nothing else [A22]', () => {
    const launcher = '"]{}*{display:none}/*\\</script>';
    const css = launcherStyle({ ...DEFAULT_LOOK, texts: { en: { launcher } } });
    const [, quoted = ''] = /\[aria-label\^="((?:[^"\\]|\\.)*)"\]/.exec(css) ?? [];
    const read = quoted.replace(/\\([0-9a-f]+) /g, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    );
    expect(read).toBe(launcher);
    expect(css).not.toContain('<');
    expect(css).not.toContain('display:none');
  });

  test('go around the launcher where it stands higher', () => {
    const css = launcherStyle({ ...DEFAULT_LOOK, launcher_offset: 90 });
    expect(css).toContain('#launcher{bottom:calc(90px + env(safe-area-inset-bottom))}');
    expect(css).toContain('height:min(640px,100vh - 182px)');
  });
});
