import { describe, expect, it } from 'vitest';
import { COLORS, DIVERGING, SERIES_COLORS } from '../../../lib/src/charts/theme.js';

type Triple = readonly [number, number, number];
const IDENTITY: readonly Triple[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
/** Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB. */
const VISION = {
  full: IDENTITY,
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
} as const;
/** sRGB, D65. */
const TO_XYZ: readonly Triple[] = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];
const LEAST_CONTRAST = 3;
/** In CIELAB; 2.3 is just noticeable. */
const LEAST_DISTANCE = 20;

const times = (matrix: readonly Triple[], [x, y, z]: Triple): Triple => {
  const [first, second, third] = matrix.map(([a, b, c]) => a * x + b * y + c * z);
  return [first ?? 0, second ?? 0, third ?? 0];
};
const clamped = ([r, g, b]: Triple): Triple => {
  const clamp = (channel: number) => Math.min(1, Math.max(0, channel));
  return [clamp(r), clamp(g), clamp(b)];
};

function linear(hex: string): Triple {
  const channel = (at: number) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** WCAG 2.1: (1 + 0.05) / (luminance + 0.05). */
const contrastToWhite = (hex: string) => 1.05 / (times(TO_XYZ, linear(hex))[1] + 0.05);

function lab(hex: string, vision: readonly Triple[]): Triple {
  const [x, y, z] = times(TO_XYZ, clamped(times(vision, linear(hex))));
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const [fx, fy, fz] = [f(x / 0.95047), f(y), f(z / 1.08883)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

describe('the palette', () => {
  it.each(Object.entries(COLORS))('%s stands out from white', (_, color) => {
    expect(contrastToWhite(color)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
  });

  it.each(Object.entries(VISION))('keeps its colors apart for %s vision', (_, vision) => {
    const near = SERIES_COLORS.flatMap((one, index) =>
      SERIES_COLORS.slice(index + 1)
        .filter((other) => {
          const [[l, a, b], [m, c, d]] = [lab(one, vision), lab(other, vision)];
          return Math.hypot(l - m, a - c, b - d) < LEAST_DISTANCE;
        })
        .map((other) => `${one} ${other}`),
    );
    expect(near).toEqual([]);
  });

  it.each(Object.entries(VISION))('keeps little, middle and much apart for %s vision', (_, vision) => {
    for (const [index, [, one]] of DIVERGING.entries()) {
      for (const [, other] of DIVERGING.slice(index + 1)) {
        const [[l, a, b], [m, c, d]] = [lab(one, vision), lab(other, vision)];
        expect(Math.hypot(l - m, a - c, b - d)).toBeGreaterThan(LEAST_DISTANCE);
      }
    }
  });

  it('knows black, white and two colors that red-green blindness confuses', () => {
    expect(contrastToWhite('#000000')).toBeCloseTo(21, 6);
    expect(lab('#ffffff', VISION.full)[0]).toBeCloseTo(100, 3);
    const [red, green] = [lab('#a05000', VISION.deuteranopia), lab('#607000', VISION.deuteranopia)];
    expect(Math.hypot(red[0] - green[0], red[1] - green[1], red[2] - green[2])).toBeLessThan(LEAST_DISTANCE);
  });
});
