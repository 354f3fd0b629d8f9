import { describe, expect, it } from 'vitest';
import { OptionsError } from 'tally';
import { sampleSizeOfMeans, sampleSizeOfShares } from '../../../lib/src/stats/sample-size.js';
import { binomialDraw } from '../../../lib/src/stats/binomial-draw.js';
import { seeded } from '../../../lib/src/stats/random.js';

describe('sampleSizeOfShares', () => {
  it('is what R says', () => {
    // power.prop.test(p1 = .50, p2 = .75, power = .90): n = 76.7
    expect(sampleSizeOfShares(0.5, 0.75, { power: 0.9 })).toBe(77);
    // p = 0.225: (1.959964 sqrt(0.34875) + 0.841621 sqrt(0.16 + 0.1875))^2 / 0.05^2 = (1.157460 + 0.496125)^2 / 0.0025
    expect(sampleSizeOfShares(0.2, 0.25)).toBe(1094);
    expect(sampleSizeOfShares(0.25, 0.2)).toBe(1094);
  });

  it('gives a test that finds the difference as often as it says', () => {
    const n = sampleSizeOfShares(0.3, 0.4, { power: 0.8 });
    const random = seeded(11);
    let found = 0;
    for (let round = 0; round < 4000; round += 1) {
      const [a, b] = [binomialDraw(random, n, 0.3) / n, binomialDraw(random, n, 0.4) / n];
      const pooled = (a + b) / 2;
      if (Math.abs(a - b) > 1.959964 * Math.sqrt((2 * pooled * (1 - pooled)) / n)) found += 1;
    }
    expect(found / 4000).toBeCloseTo(0.8, 1.7);
  });

  it.each([
    [0.2, 0.2, {}],
    [-0.1, 0.2, {}],
    [0.1, 1.2, {}],
    [Number.NaN, 0.2, {}],
    [0.1, 0.2, { alpha: 0 }],
    [0.1, 0.2, { power: 1 }],
    [0.1, 0.2, { power: 0.3 }],
  ])('refuses %d, %d, %j', (before, after, design) => {
    expect(() => sampleSizeOfShares(before, after, design)).toThrow(OptionsError);
  });
});

describe('sampleSizeOfMeans', () => {
  it('is what R says', () => {
    // power.t.test(delta = 1, sd = 1, power = .90): n = 22.02; Guenther's is 21.97.
    expect(sampleSizeOfMeans(1, 1, { power: 0.9 })).toBe(22);
    // power.t.test(delta = .5, sd = 1, power = .8): n = 63.77
    expect(sampleSizeOfMeans(0.5, 1)).toBe(64);
    expect(sampleSizeOfMeans(-0.5, 1)).toBe(64);
  });

  it.each([
    [0, 1],
    [1, 0],
    [1, -1],
    [Number.POSITIVE_INFINITY, 1],
  ])('refuses %d, %d', (change, deviation) => {
    expect(() => sampleSizeOfMeans(change, deviation)).toThrow(/A change that is not 0/);
  });
});
