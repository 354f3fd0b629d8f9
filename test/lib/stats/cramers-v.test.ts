import { describe, expect, it } from 'vitest';
import { contingency } from '../../../lib/src/stats/contingency.js';
import { noncentralChiSquareLowerTail, noncentralityInterval } from '../../../lib/src/stats/noncentral.js';

type Table = readonly (readonly number[])[];

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/** phi of shares: sqrt(sum of p_ij^2 / (p_i p_j) - 1). */
function phiOf(shares: Table): number {
  const rows = shares.map(sum);
  const columns = (shares[0] ?? []).map((_, j) => sum(shares.map((row) => row[j] ?? 0)));
  return Math.sqrt(
    sum(shares.flatMap((row, i) => row.map((p, j) => p ** 2 / (rows[i] ?? 1) / (columns[j] ?? 1)))) - 1,
  );
}

/** Deviation of sqrt(chi2) by the delta method, with slopes taken from differences of phi. */
function deviationOf(table: Table): number {
  const n = sum(table.flat());
  const shares = table.map((row) => row.map((count) => count / n));
  const step = 1e-6;
  const moved = (i: number, j: number, by: number) =>
    phiOf(shares.map((row, k) => row.map((p, l) => (k === i && l === j ? p + by : p))));
  const slopes = shares.flatMap((row, i) =>
    row.map((p, j) => ({ p, slope: (moved(i, j, step) - moved(i, j, -step)) / (2 * step) })),
  );
  const mean = sum(slopes.map(({ p, slope }) => p * slope));
  return Math.sqrt(sum(slopes.map(({ p, slope }) => p * (slope - mean) ** 2)));
}

describe('the interval of V', () => {
  it.each([
    // The middle row is rare and decides much: sqrt(chi2) varies more than by 1.
    [
      [
        [200, 12, 1],
        [9, 160, 2],
        [1, 2, 7],
      ],
      true,
    ],
    [
      [
        [400, 30, 5],
        [3, 4, 25],
      ],
      true,
    ],
    [
      [
        [60, 40, 20],
        [30, 50, 40],
        [20, 30, 70],
      ],
      false,
    ],
  ] as const)('is longer by the deviation of the table where that is above 1 (%j)', (table, longer) => {
    const { association } = contingency(table);
    if (association === null) throw new Error('the table has rows and columns');
    const { n, chiSquare, df, interval } = association;
    const deviation = deviationOf(table);
    expect(deviation > 1).toBe(longer);
    const times = Math.max(1, deviation);
    const phi = Math.sqrt(chiSquare / n - df / (n - 1));
    const found = noncentralityInterval((ncp) => noncentralChiSquareLowerTail(chiSquare, df, ncp), chiSquare);
    const rank = Math.sqrt(Math.min(table.length, table[0].length) - 1);
    expect(interval.low).toBeCloseTo((phi - times * (phi - Math.sqrt(found.low / n))) / rank, 6);
    expect(interval.high).toBeCloseTo(
      Math.min(1, (phi + times * (Math.sqrt(found.high / n) - phi)) / rank),
      6,
    );
  });

  // Inverted with scipy.stats.ncx2 and brentq: sqrt(lambda / n) where P(X <= chi2) is 0.975 and 0.025.
  it.each([
    [
      [
        [6, 5],
        [4, 5],
      ],
      { low: 0, high: 0.5299083031061356 },
    ],
    [
      [
        [30, 10],
        [10, 30],
      ],
      { low: 0.2808693648531158, high: 0.7191306351441454 },
    ],
  ])('is what scipy finds for %j', (table, { low, high }) => {
    const { association } = contingency(table);
    expect(association?.interval).toEqual({
      low: expect.closeTo(low, 10) as number,
      high: expect.closeTo(high, 10) as number,
    });
  });

  it.each([
    [
      [5, 5],
      [5, 5],
    ],
    [
      [3, 3, 3],
      [6, 6, 6],
    ],
  ])('ends at 0 as well where chi2 is among the lowest 2.5%% of independent tables (%j, %j)', (...table) => {
    // No noncentrality leaves 2.5% at or below 0. By Steiger (2004) the end is 0 then, and scipy finds no other.
    expect(contingency(table).association).toMatchObject({
      ...{ chiSquare: 0, cramersV: 0, size: null },
      interval: { low: 0, high: 0 },
    });
  });
});
