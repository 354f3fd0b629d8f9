import { describe, expect, it } from 'vitest';
import { binomialDraw, multinomialDraw } from '../../../lib/src/stats/binomial-draw.js';
import { chiSquareUpperTail } from '../../../lib/src/stats/chi-square.js';
import { seeded } from '../../../lib/src/stats/random.js';

/** P(k of n) one after the other: P(k) = P(k - 1) (n - k + 1) / k * p / (1 - p). */
function probabilities(n: number, p: number): number[] {
  const all = [(1 - p) ** n];
  for (let k = 1; k <= n; k += 1) all.push((((all[k - 1] ?? 0) * (n - k + 1)) / k) * (p / (1 - p)));
  return all;
}

/** P of a chi-square test of draws against the distribution, cells with fewer than 8 expected together. */
function fit(draws: readonly number[], n: number, p: number): number {
  let [chi2, cells, expected, observed] = [0, 0, 0, 0];
  const counts = new Map<number, number>();
  for (const draw of draws) counts.set(draw, (counts.get(draw) ?? 0) + 1);
  for (const [k, probability] of probabilities(n, p).entries()) {
    expected += probability * draws.length;
    observed += counts.get(k) ?? 0;
    if (expected < 8 && k < n) continue;
    chi2 += (observed - expected) ** 2 / Math.max(expected, 1e-9);
    [cells, expected, observed] = [cells + 1, 0, 0];
  }
  return chiSquareUpperTail(chi2, cells - 1);
}

describe('binomialDraw', () => {
  it.each([
    [1, 0.3],
    [20, 0.05],
    [40, 0.25],
    [40, 0.75],
    [400, 0.1],
    [100, 0.5],
    [1000, 0.02],
  ])('draws from %i trials with the chance %d as often as it should', (n, p) => {
    const random = seeded(7);
    const draws = Array.from({ length: 20_000 }, () => binomialDraw(random, n, p));
    expect(fit(draws, n, p)).toBeGreaterThan(0.001);
    // The test can fail: the same draws are not those of a chance that is a little higher.
    expect(fit(draws, n, Math.min(0.99, p * 1.1))).toBeLessThan(0.001);
  });

  it('draws of a hundred million trials at once', () => {
    const random = seeded(3);
    const draws = Array.from({ length: 2000 }, () => binomialDraw(random, 1e8, 0.3));
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    // Three standard errors: sqrt(1e8 * 0.21) / sqrt(2000) = 102.
    expect(Math.abs(mean - 3e7)).toBeLessThan(310);
  });

  it('knows what cannot be otherwise', () => {
    const random = seeded(1);
    expect([0, 1, 2].map((n) => binomialDraw(random, n, 1))).toEqual([0, 1, 2]);
    expect(binomialDraw(random, 5, 0)).toBe(0);
  });
});

describe('multinomialDraw', () => {
  it('adds up, and draws each category like a binomial', () => {
    const random = seeded(5);
    const draws = Array.from({ length: 20_000 }, () => multinomialDraw(random, 40, [1, 0, 4, 5]));
    expect(draws.every((counts) => counts.reduce((sum, count) => sum + count, 0) === 40)).toBe(true);
    expect(draws.every(([, none]) => none === 0)).toBe(true);
    const of = (category: number) => draws.map((counts) => counts[category] ?? 0);
    expect(fit(of(0), 40, 0.1)).toBeGreaterThan(0.001);
    expect(fit(of(2), 40, 0.4)).toBeGreaterThan(0.001);
    expect(fit(of(3), 40, 0.5)).toBeGreaterThan(0.001);
  });

  it('gives the last category what is left, whatever the weights add up to', () => {
    const random = seeded(9);
    const weights = [0.1, 0.2, 0.3, 0.1, 0];
    for (let round = 0; round < 2000; round += 1) {
      expect(multinomialDraw(random, 1000, weights).reduce((sum, count) => sum + count, 0)).toBe(1000);
    }
  });

  it('draws nothing over nothing', () => {
    expect(multinomialDraw(seeded(1), 3, [0, 0])).toEqual([0, 0]);
    expect(multinomialDraw(seeded(1), 0, [1, 2])).toEqual([0, 0]);
  });
});
