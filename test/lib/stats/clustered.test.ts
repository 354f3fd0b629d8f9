import { describe, expect, it } from 'vitest';
import { stats } from 'tally';
import { seeded } from '../../../lib/src/stats/random.js';

const { clusteredRatio, differenceOfShares, pairedRatios, ratioInterval } = stats;

describe('clusteredRatio', () => {
  it('is the ratio interval with Student in place of the normal distribution', () => {
    const found = clusteredRatio([
      { x: 0, y: 1, count: 1 },
      { x: 0, y: 2 },
      { x: 3, y: 3 },
    ]);
    const normal = ratioInterval({ n: 3, x: 3, y: 6, xx: 9, yy: 14, xy: 9 });
    expect(found?.ratio).toBe(0.5);
    const half = ((normal?.high ?? 0) - 0.5) * (4.302652729911275 / stats.Z);
    expect(found?.interval.high).toBeCloseTo(0.5 + half, 8);
    // Variance 3 / 2 (0.25 + 1 + 2.25) / 36, against 0.25 / 6 of six independent observations.
    expect(found?.designEffect).toBeCloseTo((1.5 * 3.5) / 36 / (0.25 / 6), 12);
  });

  it('has a design effect of 1 where each unit is one observation, and of m where m agree', () => {
    const singly = clusteredRatio([
      { x: 1, y: 1, count: 300 },
      { x: 0, y: 1, count: 700 },
    ]);
    expect(singly?.designEffect).toBeCloseTo(1000 / 999, 10);
    const alike = clusteredRatio([
      { x: 4, y: 4, count: 300 },
      { x: 0, y: 4, count: 700 },
    ]);
    expect(alike?.designEffect).toBeCloseTo((4 * 1000) / 999, 10);
    expect(
      clusteredRatio([
        { x: 3, y: 1 },
        { x: 0, y: 1 },
      ])?.designEffect,
    ).toBeNull();
  });

  it('does not count units that add nothing, and needs two that do', () => {
    const units = [
      { x: 1, y: 2 },
      { x: 0, y: 2 },
    ];
    expect(clusteredRatio([...units, { x: 0, y: 0, count: 50 }])).toEqual(clusteredRatio(units));
    expect(clusteredRatio([{ x: 1, y: 2 }])).toBeNull();
    expect(clusteredRatio([{ x: 1, y: 2, count: 3 }])).toBeNull();
    expect(clusteredRatio([])).toBeNull();
  });

  it('counts a unit that adds only above', () => {
    const found = clusteredRatio([
      { x: 1, y: 1 },
      { x: 0, y: 1 },
      { x: 2, y: 0 },
    ]);
    // Deviations -0.5, -1.5 and 2 from 3 / 2: variance 3 / 2 6.5 / 4.
    const half = 4.302652729911275 * Math.sqrt(2.4375);
    expect(found?.ratio).toBe(1.5);
    expect(found?.interval.low).toBeCloseTo(1.5 - half, 8);
    expect(found?.interval.high).toBeCloseTo(1.5 + half, 8);
    expect(found?.designEffect).toBeNull();
  });

  it('is not defined without anything below, or where nothing varies, however small amounts are', () => {
    const units = (...sides: readonly (readonly [number, number])[]) => sides.map(([x, y]) => ({ x, y }));
    expect(clusteredRatio(units([1, 0], [2, 0]))).toBeNull();
    expect(clusteredRatio(units([0, 1], [0, 2]))).toBeNull();
    expect(clusteredRatio(units([1e-5, 1], [2e-5, 1]))?.ratio).toBeCloseTo(1.5e-5, 15);
    expect(clusteredRatio(units([-1, 2], [1, 2]))?.designEffect).toBeNull();
  });
});

describe('pairedRatios', () => {
  it('of the same users at two hours is the paired difference of shares', () => {
    // 50 users at both hours: 10 buy at both, 15 at the first only, 5 at the second only.
    const at = (first: number, second: number, count: number) => ({
      one: { x: first, y: 1 },
      other: { x: second, y: 1 },
      count,
    });
    const found = pairedRatios([at(1, 1, 10), at(1, 0, 15), at(0, 1, 5), at(0, 0, 20)]);
    expect([found?.one, found?.other, found?.units]).toEqual([0.5, 0.3, 50]);
    expect(found?.difference).toBeCloseTo(0.2, 12);
    // A paired t test of 15 ones, 5 minus ones and 30 zeros: variance (20 - 50 0.04) / 49 / 50.
    const error = Math.sqrt((20 - 2) / 49 / 50);
    expect(((found?.interval.high ?? 0) - 0.2) / error).toBeCloseTo(2.009575, 5);
  });

  it('of users who come at one hour each is the difference of separate groups', () => {
    const found = pairedRatios([
      { one: { x: 1, y: 1 }, other: { x: 0, y: 0 }, count: 60 },
      { one: { x: 0, y: 1 }, other: { x: 0, y: 0 }, count: 140 },
      { one: { x: 0, y: 0 }, other: { x: 1, y: 1 }, count: 90 },
      { one: { x: 0, y: 0 }, other: { x: 0, y: 1 }, count: 110 },
    ]);
    const separate = differenceOfShares({ k: 60, n: 200 }, { k: 90, n: 200 });
    expect(found?.difference).toBeCloseTo(separate?.difference ?? NaN, 12);
    expect(found?.interval.low).toBeCloseTo(separate?.interval.low ?? NaN, 2);
    expect(found?.p).toBeCloseTo(separate?.p ?? NaN, 3);
  });

  it('keeps its level where users differ and come at both hours, as a test of separate groups does not', () => {
    const random = seeded(7);
    let [paired, separate] = [0, 0];
    for (let sample = 0; sample < 500; sample += 1) {
      const units = Array.from({ length: 80 }, () => {
        const habit = random.next() < 0.3 ? 0.9 : 0.05;
        const days = 1 + random.below(5);
        const side = () => {
          const x = Array.from({ length: days }, () => Number(random.next() < habit));
          return { x: x.reduce((sum, one) => sum + one, 0), y: days };
        };
        return { one: side(), other: side() };
      });
      // Other users at the other hour, whose days are then no independent observations.
      const others = units.map(({ other }) => other);
      const mine = units.slice(0, 40).map(({ one }) => one);
      const theirs = others.slice(40);
      const sums = (sides: readonly stats.Sides[]) => ({
        k: sides.reduce((sum, { x }) => sum + x, 0),
        n: sides.reduce((sum, { y }) => sum + y, 0),
      });
      paired += Number((pairedRatios(units)?.p ?? 1) < 0.05);
      separate += Number((differenceOfShares(sums(mine), sums(theirs))?.p ?? 1) < 0.05);
    }
    expect(paired / 500).toBeLessThan(0.08);
    expect(separate / 500).toBeGreaterThan(0.15);
  });

  it('is not defined where nobody is at one of the hours, or nothing varies', () => {
    const all = { one: { x: 1, y: 1 }, other: { x: 1, y: 1 }, count: 5 };
    expect(pairedRatios([all])).toBeNull();
    expect(pairedRatios([{ one: { x: 1, y: 1 }, other: { x: 0, y: 0 }, count: 5 }])).toBeNull();
    expect(pairedRatios([])).toBeNull();
    expect(pairedRatios([{ one: { x: 0, y: 0 }, other: { x: 1, y: 1 }, count: 5 }])).toBeNull();
    expect(pairedRatios([{ one: { x: 1, y: 2 }, other: { x: 1, y: 3 } }])).toBeNull();
    expect(pairedRatios([{ one: { x: 0, y: 1 }, other: { x: 0, y: 1 }, count: 5 }])).toBeNull();
    // 1 / 49 is not exact: what is left of it is no spread.
    expect(pairedRatios([{ one: { x: 1, y: 49 }, other: { x: 0, y: 1 }, count: 2 }])).toBeNull();
  });

  it('is defined however small amounts are', () => {
    const unit = (x: number) => ({ one: { x, y: 1 }, other: { x: 0, y: 1 } });
    expect(pairedRatios([unit(1e-7), unit(3e-7)])?.difference).toBeCloseTo(2e-7, 15);
  });

  it('of two units has one degree of freedom', () => {
    const [bought, not] = [
      { one: { x: 1, y: 1 }, other: { x: 0, y: 1 } },
      { one: { x: 0, y: 1 }, other: { x: 0, y: 1 } },
    ];
    // Deviations 1 / 4 and -1 / 4: error sqrt(2 / 8), t = 1.
    const found = pairedRatios([bought, not]);
    expect(found?.p).toBeCloseTo(0.5, 10);
    expect(found?.interval.low).toBeCloseTo(0.5 - 12.706204736174694 / 2, 6);
    expect(pairedRatios([bought, not, { one: { x: 0, y: 0 }, other: { x: 0, y: 0 } }])).toEqual(found);
  });

  it('has a design effect of 1 for separate observations, of m where m agree, and none for no shares', () => {
    const nobody = { x: 0, y: 0 };
    const groups = (m: number) => [
      { one: { x: m, y: m }, other: nobody, count: 60 },
      { one: { x: 0, y: m }, other: nobody, count: 140 },
      { one: nobody, other: { x: m, y: m }, count: 10 },
      { one: nobody, other: { x: 0, y: m }, count: 90 },
    ];
    expect(pairedRatios(groups(1))?.designEffect).toBeCloseTo(300 / 299, 10);
    expect(pairedRatios(groups(3))?.designEffect).toBeCloseTo((3 * 300) / 299, 10);
    const two = { one: { x: 2, y: 1 }, other: { x: 0, y: 1 } };
    expect(pairedRatios([...groups(1), two])?.designEffect).toBeNull();
    expect(pairedRatios([...groups(1), { one: two.other, other: two.one }])?.designEffect).toBeNull();
  });
});
