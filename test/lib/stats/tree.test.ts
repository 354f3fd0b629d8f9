import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionsError, stats } from 'tally';
import { valueAt } from '../../../lib/src/stats/tree-validate.js';
import { seeded } from '../../../lib/src/stats/random.js';

const of = (...values: number[]) => Float64Array.from(values);

describe('growTree', () => {
  it('cuts where one would by hand', () => {
    const tree = stats.growTree([of(4, 1, 3, 2)], { values: of(9, 5, 9, 5), classes: 0 }, { leaf: 1 });
    expect(tree.split).toMatchObject({ feature: 0, low: 2, high: 3, gain: 16 });
    expect(tree.split?.left).toMatchObject({ rows: 2, value: 5, split: null });
  });

  it('takes from Gini impurity what one computes by hand', () => {
    const tree = stats.growTree([of(1, 2, 3, 4)], { values: of(0, 0, 0, 1), classes: 2 }, { leaf: 1 });
    // 4 (1 - 10 / 16) before, 0 after.
    expect(tree.split?.gain).toBeCloseTo(1.5, 12);
    expect(tree.split?.left.classes).toEqual([3, 0]);
  });

  it('does not split what does not vary, nor into leaves that are too small', () => {
    expect(stats.growTree([of(1, 1, 1)], { values: of(1, 2, 3), classes: 0 }, { leaf: 1 }).split).toBeNull();
    expect(
      stats.growTree([of(1, 2, 3)], { values: of(0.1, 0.1, 0.1), classes: 0 }, { leaf: 1 }).split,
    ).toBeNull();
    expect(stats.growTree([of(1, 2, 3)], { values: of(1, 2, 3), classes: 0 }, { leaf: 2 }).split).toBeNull();
    expect(() => stats.growTree([of(1)], { values: of(1, 2), classes: 0 })).toThrow(OptionsError);
    expect(() => stats.growTree([of(1, 2)], { values: of(1, 2), classes: 0 }, { depth: 0 })).toThrow(
      OptionsError,
    );
    expect(() => stats.growTree([of()], { values: of(), classes: 0 })).toThrow('at least one row');
  });

  it('makes every first cut as good as the best of all that one could try', () => {
    const numbers = fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.nat(9)), { minLength: 4, maxLength: 25 });
    fc.assert(
      fc.property(numbers, (rows) => {
        const features = [0, 1].map((at) => Float64Array.from(rows, (row) => row[at] ?? 0));
        const y = rows.map((row) => row[2]);
        const squares = (values: readonly number[]) => {
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
          return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
        };
        const gains = features.flatMap((feature) =>
          [...new Set(feature)].map((cut) => {
            const [left, right] = [
              y.filter((_, row) => (feature[row] ?? 0) <= cut),
              y.filter((_, row) => (feature[row] ?? 0) > cut),
            ];
            return left.length < 2 || right.length < 2 ? 0 : squares(y) - squares(left) - squares(right);
          }),
        );
        const tree = stats.growTree(
          features,
          { values: Float64Array.from(y), classes: 0 },
          { leaf: 2, depth: 1 },
        );
        expect(tree.split?.gain ?? 0).toBeCloseTo(Math.max(0, ...gains), 8);
      }),
    );
  });
});

describe('treeDepths', () => {
  const random = seeded(8);
  const x = Float64Array.from({ length: 400 }, () => random.normal());
  const noise = Float64Array.from(x, () => random.normal());

  it('finds what is there in rows that the trees have not seen', () => {
    const y = x.map((value, row) => (value > 0 ? 2 : 0) + 0.1 * (noise[row] ?? 0));
    const [first] = stats.treeDepths([x, noise], { values: y, classes: 0 });
    expect(first?.validated).toBeGreaterThan(0.95);
    expect(first?.leaves).toBe(2);
  });

  it('finds nothing in noise, although a deep tree fits it', () => {
    const found = stats.treeDepths([x], { values: noise, classes: 0 }, { leaf: 5, depth: 5 });
    expect(found.at(-1)?.fit).toBeGreaterThan(0.05);
    expect(found.at(-1)?.validated).toBeLessThan(0);
  });

  it('keeps the rows of one owner together', () => {
    const owners = Float64Array.from({ length: 400 }, (_, row) => row % 40);
    // Each owner has an outcome and a feature of its own: told by rows it is known, told by owners it is not.
    const own = Float64Array.from(owners, (owner) => noise[owner] ?? 0);
    const target = { values: own, classes: 0 };
    const options = { leaf: 5, depth: 6 };
    expect(stats.treeDepths([owners], target, options).at(-1)?.validated).toBeGreaterThan(0.5);
    expect(stats.treeDepths([owners], target, { ...options, owners }).at(-1)?.validated).toBeLessThan(0.2);
  });

  it('is empty without variance, and refuses folds without rows', () => {
    expect(stats.treeDepths([x], { values: new Float64Array(400), classes: 0 })).toEqual([]);
    expect(() => stats.treeDepths([of(1, 2)], { values: of(1, 2), classes: 0 }, { folds: 3 })).toThrow(
      '3 folds of 2',
    );
  });

  it('tells a row by the leaf that it falls into', () => {
    const tree = stats.growTree([of(1, 2, 3, 4)], { values: of(5, 5, 9, 9), classes: 0 }, { leaf: 1 });
    expect(valueAt(tree, [of(2, 3)], 0)).toBe(5);
    expect(valueAt(tree, [of(2, 3)], 1)).toBe(9);
    expect(valueAt(tree, [of(2, 3)], 1, 0)).toBe(7);
  });
});

describe('agreement', () => {
  it('is 1 for the same labels under other names, and about 0 for labels dealt at random', () => {
    expect(
      stats.agreement([
        [0, 3],
        [2, 0],
      ]),
    ).toMatchObject({ adjustedRand: 1, normalized: 1 });
    expect(
      stats.agreement([
        [0, 3],
        [2, 0],
      ]).adjusted,
    ).toBeCloseTo(1, 12);
    // Mean over all ways of dealing 2 + 2 labels: three tables of four rows.
    const dealt = [
      stats.agreement([
        [2, 0],
        [0, 2],
      ]),
      stats.agreement([
        [1, 1],
        [1, 1],
      ]),
      stats.agreement([
        [1, 1],
        [1, 1],
      ]),
    ];
    expect(dealt.reduce((sum, one) => sum + one.adjusted, 0)).toBeCloseTo(0, 12);
    expect(dealt.reduce((sum, one) => sum + one.adjustedRand, 0)).toBeCloseTo(0, 12);
  });

  it('is defined for one group on both sides, and refuses what is no cross table', () => {
    expect(stats.agreement([[5]])).toMatchObject({ adjustedRand: 1, adjusted: 1 });
    expect(stats.agreement([[3], [2]]).adjustedRand).toBeCloseTo(0, 12);
    expect(() => stats.agreement([[1, 2], [3]])).toThrow('lines of equal length');
    expect(() => stats.agreement([[1.5, 2]])).toThrow(OptionsError);
    expect(() => stats.agreement([[1]])).toThrow('at least two rows');
  });
});

describe('dunn and holm', () => {
  it('are what one computes by hand', () => {
    const [pair] = stats.dunn(
      [
        { n: 3, rankSum: 6 },
        { n: 3, rankSum: 15 },
      ],
      0,
    );
    expect(pair).toMatchObject({ one: 0, other: 1, difference: -3 });
    expect(pair?.z).toBeCloseTo(-3 / Math.sqrt((42 / 12) * (2 / 3)), 12);
    expect(stats.holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
    expect(stats.holm([0.6, 0.7])).toEqual([1, 1]);
    expect(() => stats.holm([2])).toThrow(OptionsError);
  });

  it('have nothing to say of equal values', () => {
    expect(
      stats.dunn(
        [
          { n: 2, rankSum: 5 },
          { n: 2, rankSum: 5 },
        ],
        60,
      ),
    ).toEqual([]);
  });
});
