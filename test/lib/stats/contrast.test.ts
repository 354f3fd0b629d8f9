import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stats } from 'tally';

const { contrast, midRanks, rankCorrelation } = stats;
type SidedRows = Parameters<typeof contrast>[1];

interface Row {
  readonly unit: number;
  readonly stratum: number;
  readonly side: number;
  readonly x: number;
}

const row = fc.record({
  unit: fc.integer({ min: 1, max: 12 }),
  stratum: fc.integer({ min: 0, max: 2 }),
  side: fc.integer({ min: 0, max: 1 }),
  // Whole numbers, one in ten missing.
  x: fc.integer({ min: -5, max: 5 }).map((value) => (value === 5 ? NaN : value)),
});
const rows = fc
  .array(row, { maxLength: 60 })
  .map((list) => list.toSorted((a, b) => a.unit - b.unit || a.stratum - b.stratum));

function columns(list: readonly Row[]): readonly [Float64Array, Required<SidedRows>] {
  const sided = {
    unit: Float64Array.from(list, ({ unit }) => unit),
    side: Uint8Array.from(list, ({ side }) => side),
    stratum: Int32Array.from(list, ({ stratum }) => stratum),
  };
  return [Float64Array.from(list, ({ x }) => x), sided];
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const mean = (list: readonly Row[]) => total(list.map(({ x }) => x)) / list.length;
const customers = (list: readonly Row[]) => [...new Set(list.map(({ unit }) => unit))];

/** The formulas of the docstring, filter by filter. */
function slow(list: readonly Row[]) {
  const strata = [0, 1, 2].flatMap((at) => {
    const own = list.filter(({ stratum, x }) => stratum === at && !Number.isNaN(x));
    const [one, other] = [own.filter(({ side }) => side === 1), own.filter(({ side }) => side === 0)];
    if (customers(one).length < 2 || customers(other).length < 2) return [];
    return [{ own, one, other, w: (one.length * other.length) / own.length }];
  });
  const weights = total(strata.map(({ w }) => w));
  const difference = total(strata.map(({ one, other, w }) => (w / weights) * (mean(one) - mean(other))));
  const errorOf = (unit: number, side: 'one' | 'other', part: (typeof strata)[number]) => {
    const [rowsOfSide, g] = [part[side], customers(part[side]).length];
    const mine = rowsOfSide.filter((one) => one.unit === unit).map(({ x }) => x - mean(rowsOfSide));
    return ((part.w / weights) * Math.sqrt(g / (g - 1)) * total(mine)) / rowsOfSide.length;
  };
  const units = customers(list);
  const over = (side: 'one' | 'other') =>
    units.map((unit) => total(strata.map((part) => errorOf(unit, side, part))));
  const [e1, e0] = [over('one'), over('other')];
  const spread = strata.flatMap((part) =>
    (['one', 'other'] as const).map((side) => {
      const v = total(customers(part[side]).map((unit) => errorOf(unit, side, part) ** 2));
      return v ** 2 / (customers(part[side]).length - 1);
    }),
  );
  const alike = strata.map(({ own, one, other, w }) => {
    const sums = customers(own).map((unit) =>
      total(own.filter((a) => a.unit === unit).map(({ x }) => x - mean(own))),
    );
    const squares = total(own.map(({ x }) => (x - mean(own)) ** 2));
    const within = Math.max(total(sums.map((u) => u * u)), squares);
    return ((w / weights) ** 2 * within * (1 / one.length + 1 / other.length)) / (own.length - 1);
  });
  const df = total(strata.map(({ own }) => customers(own).length - 1)) - 1;
  const variances = { one: total(e1.map((e) => e * e)), other: total(e0.map((e) => e * e)) };
  const both = total(e1.map((e, at) => e * (e0[at] ?? NaN)));
  return stats.clusteredDifference({
    ...{ difference, ...variances, both, spread: total(spread) },
    alike: { variance: total(alike), df },
  });
}

describe('contrast', () => {
  it('is what its formulas say, customer by customer', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { test } = contrast(...columns(list));
        const expected = slow(list);
        expect(test === null).toBe(expected === null);
        if (test === null || expected === null) return;
        expect(test.difference).toBeCloseTo(expected.difference, 9);
        expect(test.error).toBeCloseTo(expected.error, 9);
        expect(test.df).toBeCloseTo(expected.df, 6);
      }),
      { seed: 16, numRuns: 300 },
    );
  });

  it('counts the rows of strata with both sides only', () => {
    const list = [
      ...[1, 2].map((unit) => ({ unit, stratum: 0, side: 1, x: unit })),
      ...[3, 4, 5].map((unit) => ({ unit, stratum: 0, side: 0, x: 10 })),
      { unit: 6, stratum: 1, side: 0, x: 99 },
    ];
    const found = contrast(...columns(list));
    // Squares about the sides' means: 1/2 and 0, of five rows and two sides.
    expect(found).toMatchObject({ anomalous: 2, others: 3, anomalousMean: 1.5, othersMean: 10 });
    expect(found.sd).toBeCloseTo(Math.sqrt(0.5 / 3), 12);
  });

  it('is nothing without two customers on each side', () => {
    const list = [1, 2, 3].map((unit) => ({ unit, stratum: 0, side: Number(unit === 1), x: unit }));
    expect(contrast(...columns(list))).toMatchObject({ anomalous: 0, anomalousMean: null, test: null });
    expect(contrast(...columns([])).test).toBeNull();
  });
});

describe('midRanks', () => {
  it('gives equal numbers the mean of their ranks, and none to what is missing', () => {
    expect([...midRanks(Float64Array.of(30, -0, NaN, 0, 10))]).toEqual([4, 1.5, NaN, 1.5, 3]);
    expect(midRanks(new Float64Array()).length).toBe(0);
  });

  it('counts what is below, and half of what is equal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 })), (list) => {
        const expected = list.map(
          (x) => list.filter((y) => y < x).length + (list.filter((y) => y === x).length + 1) / 2,
        );
        expect([...midRanks(Float64Array.from(list))]).toEqual(expected);
      }),
      { seed: 16 },
    );
  });
});

describe('rankCorrelation', () => {
  const of = (...list: readonly (readonly [number, number, number])[]) =>
    rankCorrelation({
      unit: Float64Array.from(list, ([unit]) => unit),
      one: Float64Array.from(list, ([, one]) => one),
      other: Float64Array.from(list, ([, , other]) => other),
    });

  it('is 1 - 6 sum(d^2) / (n (n^2 - 1)) without ties, over rows that have both', () => {
    const found = of([1, 10, 2], [2, 20, 1], [3, 30, 4], [3, NaN, 5], [4, 40, 3]);
    // Ranks 1 2 3 4 and 2 1 4 3: squared differences of 1 four times.
    expect(found.spearman).toBeCloseTo(1 - (6 * 4) / (4 * 15), 12);
    expect(found).toMatchObject({ rows: 4, customers: 4 });
  });

  it('knows less of rows of one customer than of as many customers', () => {
    const list = Array.from({ length: 40 }, (_, at): [number, number, number] => [
      at,
      at % 7,
      (at * at) % 11,
    ]);
    const twice = list.flatMap((one) => [one, one]);
    const apart = twice.map(([, one, other], at): [number, number, number] => [at, one, other]);
    const width = ({ interval }: ReturnType<typeof of>) => (interval?.high ?? NaN) - (interval?.low ?? NaN);
    expect(width(of(...twice))).toBeCloseTo(width(of(...list)), 2);
    expect(width(of(...apart))).toBeLessThan(width(of(...list)));
  });

  it('is not defined where one does not vary', () => {
    expect(of([1, 5, 1], [2, 5, 2], [3, 5, 3])).toMatchObject({ spearman: null, interval: null });
  });
});
