import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stats } from 'tally';

const of = (...scored: readonly (readonly [number, number, number])[]): stats.ScoredCounts[] =>
  scored.map(([score, events, others]) => ({ score, events, others }));

describe('the area under the ROC curve', () => {
  it('is that of the textbook example, with ties counted half', () => {
    // Events score 3, 2, 1 and others 2, 1, 0: of nine pairs 3 > 2, 1, 0; 2 = 2, 2 > 1, 0; 1 = 1, 1 > 0 win 7 of 9.
    const found = stats.areaUnderCurve(of([0, 0, 1], [1, 1, 1], [2, 1, 1], [3, 1, 0]));
    expect(found?.auc).toBeCloseTo(7 / 9, 12);
    // Placements of events 1/2, 5/6, 1 and of others 1/2, 5/6, 1: both variances 0.064815; sqrt(2 x 0.064815 / 3) = 0.207870.
    expect(found?.interval?.low).toBeCloseTo(7 / 9 - 1.959964 * 0.20787, 4);
    expect(found?.interval?.high).toBe(1);
  });

  it('is 1 where every event is above every other unit, and 0 the other way round, without an interval', () => {
    expect(stats.areaUnderCurve(of([1, 0, 5], [2, 4, 0]))).toEqual({ auc: 1, interval: null });
    expect(stats.areaUnderCurve(of([1, 5, 0], [2, 0, 4]))).toEqual({ auc: 0, interval: null });
    expect(stats.areaUnderCurve(of([1, 1, 2], [2, 0, 4]))?.interval).toBeNull();
  });

  it('is none without units of both kinds', () => {
    expect(stats.areaUnderCurve([])).toBeNull();
    expect(stats.areaUnderCurve(of([1, 3, 0]))).toBeNull();
    expect(stats.areaUnderCurve(of([1, 0, 3]))).toBeNull();
  });

  it('is what counting every pair gives, in any order', () => {
    const row = fc.tuple(fc.nat(5), fc.nat(3), fc.nat(3));
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ([score]) => score }), (rows) => {
        const scored = of(...rows);
        const pairs = scored.flatMap((one) =>
          scored.map((other) => ({
            n: one.events * other.others,
            won: one.score > other.score ? 1 : one.score === other.score ? 0.5 : 0,
          })),
        );
        const n = pairs.reduce((sum, pair) => sum + pair.n, 0);
        const won = pairs.reduce((sum, pair) => sum + pair.n * pair.won, 0);
        const found = stats.areaUnderCurve(scored.toReversed());
        if (n === 0) expect(found).toBeNull();
        else expect(found?.auc).toBeCloseTo(won / n, 12);
      }),
    );
  });
});
