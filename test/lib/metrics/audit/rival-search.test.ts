import { describe, expect, it } from 'vitest';
import { MetricError } from 'tally';
import { bySilhouette, search, type CountScore } from '../../../../lib/src/metrics/audit/better-counts.js';
import { featuresOf, scaleOf } from '../../../../lib/src/metrics/audit/better-features.js';
import { clusterCounts } from '../../../../lib/src/metrics/audit/better-options.js';
import { gapChoice, gaps } from '../../../../lib/src/stats/gap.js';
import { kMeans } from '../../../../lib/src/stats/kmeans.js';
import { mixture } from '../../../../lib/src/stats/mixture.js';
import { pointsOf, rowsAt, sampleOfOwners, samplePositions } from '../../../../lib/src/stats/points.js';
import { silhouettes } from '../../../../lib/src/stats/silhouette.js';
import { stability } from '../../../../lib/src/stats/stability.js';

const list = (rows: number, of: (row: number) => number) =>
  Float64Array.from({ length: rows }, (_, row) => of(row));

/** Three groups of six rows. */
const POINTS = pointsOf([
  list(18, (row) => ([0, 10, 5][row % 3] ?? 0) + 0.1 * ((row * 7) % 5)),
  list(18, (row) => ([0, 0, 9][row % 3] ?? 0) + 0.1 * ((row * 11) % 7)),
]);
const OPTIONS = {
  ...{ seed: 5, starts: 2, resamples: 3, references: 2, sample: 100, mixtureSample: 100, owners: null },
};
const FEW = { seed: 5, starts: 3 };

/** What k clusters of all rows score on the rows at some positions. */
function expected(k: number, positions: Uint32Array, owners: object = {}) {
  const some = rowsAt(POINTS, positions);
  const partition = kMeans(POINTS, k, { seed: 5, starts: 2 });
  const labels = Int32Array.from(positions, (row) => partition?.labels[row] ?? -1);
  const gap = gaps(some, 3, { ...FEW, references: 2 })[k - 1];
  return {
    ...{ k, within: partition?.within, gap: gap?.gap, gapError: gap?.error },
    silhouette: k === 1 ? null : silhouettes(some, [labels])[0]?.mean,
    stability: k === 1 ? null : stability(some, labels, k, { ...FEW, ...owners, resamples: 3 }),
  };
}
const ALL = Uint32Array.from({ length: 18 }, (_, row) => row);

describe('the search for a number of clusters', () => {
  it('scores each number, and one, on all rows', () => {
    const found = search(POINTS, [2, 3], OPTIONS);
    expect(found.scores).toEqual(
      [1, 2, 3].map((k) => ({
        ...expected(k, ALL),
        bic: mixture(POINTS, k, { seed: 5, starts: 2 })?.bic ?? null,
      })),
    );
    expect([found.sampled, found.mixtureSampled]).toEqual([18, 18]);
    expect([...found.partitions.keys()]).toEqual([1, 2, 3]);
    const gap = gapChoice(gaps(POINTS, 3, { ...FEW, references: 2 }));
    expect(found.found).toEqual({ silhouette: 3, gap, bic: 3 });
    expect(found.mixture?.shares.length).toBe(3);
  });

  it('begins as often as one likes', () => {
    const line = pointsOf([list(40, (row) => (row * row * 7) % 101)]);
    const own = { seed: 3, starts: 1 };
    const { partitions } = search(line, [9], { ...OPTIONS, ...own, resamples: 1, references: 1 });
    expect(partitions.get(9)).toEqual(kMeans(line, 9, own));
    expect(partitions.get(9)?.within).toBeGreaterThan(kMeans(line, 9)?.within ?? NaN);
  });

  it('scores samples of rows', () => {
    const found = search(POINTS, [2, 3], { ...OPTIONS, sample: 10, mixtureSample: 14 });
    const some = rowsAt(POINTS, samplePositions(18, 14, 5));
    expect(found.scores).toEqual(
      [1, 2, 3].map((k) => ({
        ...expected(k, samplePositions(18, 10, 5)),
        bic: mixture(some, k, { seed: 5, starts: 2 })?.bic ?? null,
      })),
    );
    expect([found.sampled, found.mixtureSampled]).toEqual([10, 14]);
  });

  it('scores samples of owners with all their rows', () => {
    const owners = list(18, (row) => Math.floor(row / 2));
    const found = search(POINTS, [2, 3], { ...OPTIONS, sample: 9, owners });
    const positions = sampleOfOwners(owners, 9, 5);
    const of = { owners: Float64Array.from(positions, (row) => owners[row] ?? NaN) };
    expect(found.scores).toMatchObject([1, 2, 3].map((k) => expected(k, positions, of)));
    expect(found.sampled).toBe(positions.length);
  });

  it('has no more clusters than different rows, and no gap of as many', () => {
    const found = search(pointsOf([list(9, (row) => row % 2)]), [2, 3], OPTIONS);
    expect(found.scores.map(({ k, gap, gapError }) => [k, gap === null, gapError === null])).toEqual([
      [1, false, false],
      [2, true, true],
    ]);
    expect(found.found.gap).toBe(1);
  });

  it('fits mixtures where there are more rows than a component has numbers', () => {
    const line = (rows: number) => search(pointsOf([list(rows, (row) => row ** 2)]), [2], OPTIONS);
    expect(line(4).scores.map(({ bic }) => bic === null)).toEqual([false, true]);
    expect(line(5).scores.map(({ bic }) => bic === null)).toEqual([false, false]);
    const two = search(pointsOf([list(2, (row) => row)]), [2], OPTIONS);
    expect([two.scores.map(({ bic }) => bic), two.mixture, two.found.bic]).toEqual([
      [null, null],
      null,
      null,
    ]);
  });

  it('fits no mixture of more components than a sample has different rows', () => {
    const points = pointsOf([list(30, (row) => (row === 0 ? 5 : 0))]);
    const found = search(points, [2], { ...OPTIONS, mixtureSample: 6 });
    expect(found.scores.map(({ bic }) => bic === null)).toEqual([false, true]);
    expect(found.mixture).toBeNull();
  });

  it('has no mixture where one component is best', () => {
    const found = search(pointsOf([list(40, (row) => Math.tan(((row - 19.5) / 40) * 2))]), [2], OPTIONS);
    expect([found.found.bic, found.mixture]).toEqual([1, null]);
  });
});

describe('the choice by silhouettes', () => {
  const score = (k: number, silhouette: number | null, least: number | null): CountScore => ({
    ...{ k, silhouette, gap: null, gapError: null, bic: null, within: 1 },
    stability: least === null ? null : { clusters: [], mean: 1, least },
  });

  it('is the largest of those whose clusters are all reliable, the first of equal ones', () => {
    expect(bySilhouette([score(2, 0.3, 0.6), score(3, 0.5, 0.59), score(4, 0.2, 0.9)])).toBe(2);
    expect(
      bySilhouette([score(1, null, null), score(2, 0.3, 0.7), score(3, 0.4, 0.7), score(4, 0.4, 0.7)]),
    ).toBe(3);
  });

  it('is the largest of all where none is reliable, and none without silhouettes', () => {
    expect(bySilhouette([score(1, null, null), score(2, -0.3, 0.5), score(3, -0.4, 0.59)])).toBe(2);
    expect(bySilhouette([score(1, null, null)])).toBeNull();
  });
});

describe('features', () => {
  const [a, copy, other, same] = [
    Float64Array.of(1, 2, 4, 9),
    Float64Array.of(-2, -4, -8, -18),
    Float64Array.of(3, 1, 2, 1),
    Float64Array.of(7, 7, 7, 7),
  ];

  it('leave out constants and copies of any before, and have the scale that is asked for', () => {
    const columns = ['a', 'other', 'same', 'copy'];
    const found = featuresOf('people', columns, [a, other, same, copy], { other: 'none' });
    expect(found.used.map((one) => [one.column, one.scaling.log, one.scaling.center])).toEqual([
      ['a', false, 4],
      ['other', false, 0],
    ]);
    expect([found.constant, found.copies]).toEqual([['same'], ['copy']]);
    const spread = Math.sqrt((9 + 4 + 0 + 25) / 4);
    expect(found.points).toMatchObject({ rows: 4, dimensions: 2 });
    [-3 / spread, 3, -2 / spread, 1].forEach((value, at) =>
      expect(found.points.values[at]).toBeCloseTo(value, 12),
    );
    expect(featuresOf('people', ['a'], [a], 'log').used[0]?.scaling.log).toBe(true);
  });

  it('are not copies where a single value differs', () => {
    const close = Float64Array.of(1, 2, 4, 9.001);
    expect(featuresOf('people', ['a', 'close'], [a, close], 'z').copies).toEqual([]);
  });

  it('are refused where none varies, or a scale does not suit', () => {
    expect(() => featuresOf('people', ['same'], [same], 'z')).toThrow('people: no feature varies (same)');
    expect(() => featuresOf('people', ['copy'], [copy], 'log')).toThrow(MetricError);
    expect(() => featuresOf('people', ['copy'], [copy], 'log')).toThrow(
      'people.copy has values of −1 or below, which have no logarithm of 1 + value: use the scale z or robust.',
    );
    const halves = Float64Array.of(1, 1, 1, 1, 5);
    expect(() => featuresOf('people', ['halves'], [halves], { halves: 'robust' })).toThrow(
      'people.halves: half of the values or more are equal, so the scale robust has no spread: use z or log.',
    );
  });

  it('have the usual scale under any name', () => {
    expect([scaleOf({}, 'constructor'), scaleOf({ a: 'log' }, 'a'), scaleOf('none', 'a')]).toEqual([
      ...['z', 'log', 'none'],
    ]);
  });
});

describe('numbers of clusters', () => {
  it('are those asked for in order, or 2 to 8 as far as there are rows', () => {
    expect(clusterCounts(undefined, 100)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect(clusterCounts(undefined, 4)).toEqual([2, 3, 4]);
    expect(clusterCounts([12, 4, 2, 4], 12)).toEqual([2, 4, 12]);
  });

  it.each([
    [[1], '1 clusters of 9 complete rows: use whole numbers from 2 to 9 for k.'],
    [[2, 2.5], '2.5 clusters of 9'],
    [[10], '10 clusters of 9'],
    [[], 'No clusters of 9'],
  ])('are refused as %j', (asked, message) => {
    expect(() => clusterCounts(asked, 9)).toThrow(message);
  });
});
