import { describe, expect, it } from 'vitest';
import { judgedRows } from '../../../../lib/src/metrics/recommendations/scores.js';

type Sums = Parameters<typeof judgedRows>[1][number];

const sumsOf = (list: string, some: Partial<Sums> = {}): Sums => ({
  ...{ list, tier: 'all', n: 4, hits: 0, ndcg: 0, ndcg_squares: 0 },
  ...{ hit_off: 0, hit_off_squares: 0, ndcg_off: 0, ndcg_off_squares: 0, ...some },
});

/** Differences from the baseline of four customers, as sums. */
const off = (...[a, b, c, d]: [number, number, number, number]) => ({
  ndcg_off: a + b + c + d,
  ndcg_off_squares: a * a + b * b + c * c + d * d,
});

/** P of Student's t on both sides at three degrees of freedom, in closed form. */
function pOf(t: number): number {
  const x = t / Math.sqrt(3);
  return 1 - (2 / Math.PI) * (Math.atan(x) + x / (1 + x * x));
}

const T3 = 3.182446;

describe('lists of four customers', () => {
  const rows = () =>
    judgedRows(
      ['popular', 'some', 'worst'],
      [
        sumsOf('popular', { hits: 2, ndcg: 2, ndcg_squares: 1.5 }),
        // In two tiers.
        sumsOf('some', {
          n: 3,
          hits: 2,
          hit_off: 1,
          hit_off_squares: 1,
          ndcg_off: 0.75,
          ndcg_off_squares: 0.3125,
        }),
        sumsOf('some', { tier: 'b', n: 1, hits: 1, hit_off: 1, hit_off_squares: 1, ...off(0.25, 0, 0, 0) }),
        sumsOf('worst', off(-1, -1, -1, -0.9)),
      ],
    );
  it('have shares and means with intervals', () => {
    const [popular, some] = rows();
    expect(popular).toMatchObject({ by: 'popular', customers: 4, hits: 2, hitRate: 0.5, ndcg: 0.5 });
    expect(popular?.hitInterval?.low).toBeCloseTo(0.15004, 4);
    // Squares around the mean: 1.5 - 4 × 0.25 = 0.5.
    expect(popular?.ndcgInterval?.low).toBeCloseTo(0.5 - T3 * Math.sqrt(0.5 / 3 / 4), 5);
    expect(popular?.ndcgInterval?.high).toBeCloseTo(0.5 + T3 * Math.sqrt(0.5 / 3 / 4), 5);
    expect(some).toMatchObject({ customers: 4, hits: 3, hitRate: 0.75 });
  });

  it('are compared with the first alone, which is compared with nothing', () => {
    const [popular, some] = rows();
    expect(popular).toMatchObject({
      ...{
        hitDifference: null,
        hitDifferenceInterval: null,
        ndcgDifference: null,
        ndcgDifferenceInterval: null,
      },
      ...{ p: null, q: null, verdict: 'baseline' },
    });
    // Hits: 2 of 4 more, squares 2 - 2 × 0.5 = 1. NDCG: 1 of 4, squares 0.375 - 1 × 0.25.
    expect(some).toMatchObject({ hitDifference: 0.5, ndcgDifference: 0.25, verdict: 'notShown' });
    expect(some?.hitDifferenceInterval?.low).toBeCloseTo(0.5 - T3 * Math.sqrt(1 / 3 / 4), 5);
    expect(some?.ndcgDifferenceInterval?.high).toBeCloseTo(0.25 + T3 * Math.sqrt(0.125 / 3 / 4), 5);
  });

  it('differ where q of Holm says so, in the direction of the mean', () => {
    const [, some, worst] = rows();
    const [p, other] = [pOf(0.25 / Math.sqrt(0.125 / 3 / 4)), pOf(0.975 / Math.sqrt(0.0075 / 3 / 4))];
    expect([some?.p, some?.q]).toEqual([expect.closeTo(p, 9), expect.closeTo(p, 9)]);
    expect([worst?.p, worst?.q]).toEqual([expect.closeTo(other, 9), expect.closeTo(2 * other, 9)]);
    expect(worst?.verdict).toBe('worse');
    const better = judgedRows(['popular', 'best'], [sumsOf('popular'), sumsOf('best', off(1, 1, 1, 0.9))]);
    expect(better[1]?.verdict).toBe('better');
  });

  it('have no interval and no P where all differ alike, or there is one customer or none', () => {
    const without = { ndcgDifferenceInterval: null, p: null, q: null, verdict: 'notShown' };
    const of = (some: Partial<Sums>) => judgedRows(['popular', 'x'], [sumsOf('x', some)])[1];
    // Sums of thousands do not quite cancel.
    expect(of({ n: 3, ndcg_off: 0.3, ndcg_off_squares: 0.03 * (1 + 1e-12) })).toMatchObject(without);
    const many = { n: 1e6, ndcg_off: 5e5, ndcg_off_squares: 2.5e5 * (1 + 1e-12) };
    expect(of(many)).toMatchObject({ ...without, ndcgDifference: 0.5 });
    expect(of(off(0.5, 0.5, 0.5, 0.5))).toMatchObject({ ...without, ndcgDifference: 0.5 });
    expect(of({ n: 1, hits: 1, ...off(0.5, 0, 0, 0) })).toMatchObject({ ...without, hitRate: 1 });
    expect(of({ n: 0 })).toMatchObject({
      ...{ ...without, customers: 0, hitRate: null, hitInterval: null, ndcg: null, ndcgInterval: null },
      ...{ hitDifference: null, ndcgDifference: null },
    });
  });
});
