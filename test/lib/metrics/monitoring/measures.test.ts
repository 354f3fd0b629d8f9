import { describe, expect, it } from 'vitest';
import {
  after,
  before,
  chiSquare,
  churn,
  shareIn,
  stabilityIndex,
} from '../../../../lib/src/metrics/monitoring/measures.js';

// High, middle, low, none; the last row are newcomers.
const COUNTS = [
  [6, 3, 0, 1],
  [2, 16, 2, 0],
  [0, 4, 6, 0],
  [0, 0, 0, 0],
  [1, 9, 0, 0],
];

describe('the measures of alerts', () => {
  it('add up customers before and now', () => {
    expect(before(COUNTS)).toEqual([10, 20, 10, 0]);
    expect(after(COUNTS)).toEqual([9, 32, 8, 1]);
  });

  it('are what one computes by hand', () => {
    expect(churn(COUNTS, 0)).toBe(0.4); // 3 + 0 + 1 of 10
    expect(churn(COUNTS, 1)).toBe(0.1); // 2 of 20
    expect(churn(COUNTS, 3)).toBeNull(); // nobody was in none
    expect(shareIn(COUNTS, [2, 3])).toBe(0.18); // 9 of 50
    // Expected before: 40 / 90 of 19, 52, 18, 1; now: 50 / 90 of them.
    const expected = [19, 52, 18, 1].flatMap((all) => [(all * 40) / 90, (all * 50) / 90]);
    const observed = [10, 9, 20, 32, 10, 8, 0, 1];
    const chi2 = observed.reduce(
      (sum, count, at) => sum + (count - (expected[at] ?? 0)) ** 2 / (expected[at] ?? 0),
      0,
    );
    expect(chiSquare(COUNTS)).toBeCloseTo(chi2, 12);
    expect(chi2).toBeCloseTo(2.9696, 4);
    // Half a customer added to each: shares of 42 before and of 52 now.
    const shares = [
      [10.5 / 42, 9.5 / 52],
      [20.5 / 42, 32.5 / 52],
      [10.5 / 42, 8.5 / 52],
      [0.5 / 42, 1.5 / 52],
    ] as const;
    const psi = shares.reduce((sum, [was, is]) => sum + (is - was) * Math.log(is / was), 0);
    expect(stabilityIndex(COUNTS)).toBeCloseTo(psi, 12);
  });

  it('tell nothing of nobody', () => {
    const nobody = COUNTS.map((row) => row.map(() => 0));
    const newcomers = [...nobody.slice(0, -1), [1, 9, 0, 0]];
    expect([chiSquare(newcomers), stabilityIndex(newcomers), shareIn(newcomers, [1])]).toEqual([
      null,
      null,
      0.9,
    ]);
    expect([churn(nobody, 0), shareIn(nobody, [0]), chiSquare(nobody), stabilityIndex(nobody)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('see no shift where only newcomers are missing and nobody moved', () => {
    const still = [
      [5, 0],
      [0, 7],
      [0, 0],
    ];
    expect([chiSquare(still), stabilityIndex(still), churn(still, 0)]).toEqual([0, 0, 0]);
  });
});
