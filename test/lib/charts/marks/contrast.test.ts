import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colorAt, contrast, textOn } from '../../../../lib/src/charts/marks/contrast.js';
import { COLORS, DIVERGING, SEQUENTIAL, SERIES_COLORS } from '../../../../lib/src/charts/theme.js';

const ENOUGH = 4.5;

describe('contrast', () => {
  it('is that of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('#ffffff', '#ffffff')).toBe(1);
  });

  it.each(Object.entries(COLORS))('of %s and white is enough for a mark', (_, color) => {
    expect(contrast(color, '#ffffff')).toBeGreaterThanOrEqual(3);
  });
});

describe('text upon a color', () => {
  it('can be read on every color there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (rgb) => {
        const color = `#${rgb.toString(16).padStart(6, '0')}`;
        return contrast(textOn(color), color) >= ENOUGH;
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('can be read on every step of the scales and on the palette', () => {
    const steps = Array.from({ length: 101 }, (_, index) => index / 100);
    const colors = [
      ...SERIES_COLORS,
      ...[SEQUENTIAL, DIVERGING].flatMap((scale) => steps.map((at) => colorAt(scale, at))),
    ];
    for (const color of colors) expect(contrast(textOn(color), color)).toBeGreaterThanOrEqual(ENOUGH);
  });
});

describe('the color of a value', () => {
  it('goes straight from stop to stop and no further', () => {
    expect([0, 0.25, 0.5, 1].map((at) => colorAt(SEQUENTIAL, at))).toEqual([
      '#eef5fb',
      '#acd2e9',
      '#6aaed6',
      '#08306b',
    ]);
    expect([-1, 2].map((at) => colorAt(SEQUENTIAL, at))).toEqual(['#eef5fb', '#08306b']);
  });
});
