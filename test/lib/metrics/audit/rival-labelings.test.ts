import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, Table, type Tally } from 'tally';
import { clustersOf } from '../../../../lib/src/metrics/audit/better-clusters.js';
import { labelingsOf } from '../../../../lib/src/metrics/audit/better-labelings.js';
import { omegaSquared } from '../../../../lib/src/stats/omega-squared.js';
import { pointsOf, rowsAt, samplePositions } from '../../../../lib/src/stats/points.js';
import { silhouettes } from '../../../../lib/src/stats/silhouette.js';
import { inOrder } from '../../../../lib/src/core/categories.js';
import { term } from '../../../../lib/src/core/term.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const people = () =>
  new Table({
    session: tally,
    name: 'people',
    columns: {
      tier: 'text',
      spent: 'decimal',
      visits: 'integer',
      rate: 'double',
      year: 'integer',
      note: 'double',
    },
    roles: {},
    schema: {
      tier: { kind: 'text', label: 'Tier' },
      spent: { kind: 'decimal', label: 'Spent', format: 'money', digits: 0 },
      visits: { kind: 'integer', label: 'Visits', format: 'count', unit: term('users') },
      rate: { kind: 'double', label: 'Rate', format: 'percent' },
      year: { kind: 'integer', label: 'Year', format: 'plain' },
      note: { kind: 'double', label: 'Note', format: 'text' },
    },
  });

const X = Float64Array.of(0, 1, 2, 10, 11, 12, 50);
const grouping = (column: string, names: readonly string[], ...labels: readonly number[]) => ({
  ...{ column, names, labels: Int32Array.from(labels) },
});
const TIER = grouping('tier', ['blue', 'gold'], 0, 0, 0, 1, 1, 1, -1);
const SAMPLE = { sample: 100, seed: 1 };

describe('labelings side by side', () => {
  const points = pointsOf([X]);

  it('have their names, their groups, and how far apart these are', () => {
    const kmeans = grouping('kmeans', ['c1', 'c2', 'c3'], 0, 0, 1, 1, 1, 1, 2);
    const mixture = grouping('mixture', ['m1'], 0, 0, 0, 0, 0, 0, 0);
    const found = labelingsOf(people(), [TIER, kmeans, mixture], points, null, SAMPLE);
    const { rows } = found;
    expect(found.rows.map(({ labeling, groups, n }) => [labeling, groups, n])).toEqual([
      ['tier', 2, 6],
      ['kmeans', 3, 7],
      ['mixture', 1, 7],
    ]);
    expect(Object.values(found.schema.labeling.values).map(({ label }) => label)).toMatchObject([
      'Tier',
      { en: 'k-means' },
      { en: 'Gaussian mixture' },
    ]);
    const own = (positions: readonly number[], labels: readonly number[]) =>
      silhouettes(rowsAt(points, positions), [Int32Array.from(labels)])[0]?.mean;
    expect(rows[0]?.silhouette).toBe(own([0, 1, 2, 3, 4, 5], [0, 0, 0, 1, 1, 1]));
    expect(rows[1]?.silhouette).toBe(own([0, 1, 2, 3, 4, 5, 6], [...kmeans.labels]));
    expect(rows[2]?.silhouette).toBeNull();
    expect([rows[0]?.adjustedRand, rows[0]?.adjustedMutual]).toEqual([1, 1]);
    expect(rows[0]?.mutual).toBeCloseTo(Math.LN2, 12);
    // Of six rows with a tier, five are of two clusters that say next to nothing: 2, 1 and 0, 3.
    expect(rows[1]?.mutual).toBeCloseTo(
      (2 / 6) * Math.log(2 / 6 / ((2 / 6) * (3 / 6))) +
        (1 / 6) * Math.log(1 / 6 / ((4 / 6) * (3 / 6))) +
        (3 / 6) * Math.log(3 / 6 / ((4 / 6) * (3 / 6))),
      12,
    );
    expect([rows[0]?.effect, rows[0]?.size, rows[0]?.h, rows[0]?.kruskalP]).toEqual([null, null, null, null]);
    expect(found.chart).toEqual({ mark: 'bar', x: 'silhouette', y: 'labeling' });
    expect(found.title).toEqual({
      en: 'Segmentation and rivals side by side',
      zh: '现有分层与其他划分方式的对比',
    });
  });

  it('are compared on a sample of the labeled rows', () => {
    const [row] = labelingsOf(people(), [TIER], points, null, { sample: 4, seed: 3 }).rows;
    const drawn = [...samplePositions(6, 4, 3)];
    const labels = Int32Array.from(drawn, (at) => TIER.labels[at] ?? -1);
    expect(row?.silhouette).toBe(silhouettes(rowsAt(points, drawn), [labels])[0]?.mean);
    expect(row?.n).toBe(6);
  });

  it('have no agreement where fewer than two rows have both', () => {
    const other = grouping('kmeans', ['c1', 'c2'], -1, -1, -1, -1, -1, 0, 1);
    const [, row] = labelingsOf(people(), [TIER, other], points, null, SAMPLE).rows;
    expect([row?.adjustedRand, row?.adjustedMutual, row?.mutual]).toEqual([null, null, null]);
    const two = grouping('kmeans', ['c1', 'c2'], -1, -1, 0, -1, -1, 1, -1);
    expect(labelingsOf(people(), [TIER, two], points, null, SAMPLE).rows[1]?.adjustedRand).toBe(1);
  });

  it('explain an outcome where it is known, in groups of two or more', () => {
    const outcome = Float64Array.of(1, 2, 3, 7, 8, NaN, 100);
    const found = labelingsOf(people(), [TIER], points, outcome, SAMPLE);
    const [row] = found.rows;
    const moments = [
      { n: 3, mean: 2, squares: 2 },
      { n: 2, mean: 7.5, squares: 0.5 },
    ];
    const effect = omegaSquared(moments);
    expect([row?.effect, row?.effectInterval]).toEqual([effect?.share, effect?.interval]);
    expect(row?.size).toBe('large');
    // Squares between 36.3, within 2.5: about 4.2, 3 * 2.2^2 + 2 * 3.3^2.
    expect(row?.etaSquared).toBeCloseTo(36.3 / 38.8, 12);
    // Ranks 1 to 3 and 4 to 5: sums 6 and 9.
    expect(row?.h).toBeCloseTo((12 / 30) * (36 / 3 + 81 / 2) - 18, 12);
    expect(row?.epsilonSquared).toBeCloseTo(((12 / 30) * (36 / 3 + 81 / 2) - 18) / 4, 12);
    expect(found.chart).toEqual({ mark: 'bar', x: 'effect', y: 'labeling' });
    const single = grouping('kmeans', ['c1', 'c2', 'c3', 'c4'], 0, 0, 0, 1, 1, -1, 2);
    const [of] = labelingsOf(people(), [single], points, outcome, SAMPLE).rows;
    expect(of?.effect).toBe(effect?.share);
    // All six values: ranks 1 to 3, 4 to 5 and 6.
    expect(of?.h).toBeCloseTo((12 / 42) * (36 / 3 + 81 / 2 + 36) - 21, 12);
    expect(of?.etaSquared).toBeGreaterThan(0.99);
  });

  it('have no size of an effect that may be none', () => {
    const outcome = Float64Array.of(1, 9, 3, 2, 8, 4, 5);
    const [row] = labelingsOf(people(), [TIER], points, outcome, SAMPLE).rows;
    expect([row?.effectInterval?.low, row?.size]).toEqual([0, null]);
    const [none] = labelingsOf(
      people(),
      [TIER],
      points,
      Float64Array.from(X, () => NaN),
      SAMPLE,
    ).rows;
    expect([none?.effect, none?.effectInterval, none?.etaSquared, none?.h, none?.kruskalP]).toEqual([
      ...[null, null, null, null, null],
    ]);
  });

  it('are written with three decimals, and the effect in percent', () => {
    const outcome = Float64Array.of(1, 2, 3, 7, 8, 9, 100);
    const { schema, ...found } = labelingsOf(people(), [TIER], points, outcome, SAMPLE);
    const row = labelingsOf(people(), [TIER], points, outcome, SAMPLE).at();
    expect([row.silhouette.en, row.adjustedRand.en, row.adjustedMutual.en, row.etaSquared.en]).toEqual([
      expect.stringMatching(/^0\.\d{3}$/),
      ...['1.000', '1.000'],
      expect.stringMatching(/^0\.\d{3}$/),
    ]);
    expect([row.mutual.en, row.epsilonSquared.en, row.effect.en.slice(-1)]).toEqual([
      '0.693',
      expect.stringMatching(/^0\.\d{3}$/),
      '%',
    ]);
    const hidden = Object.entries(schema).filter(([, column]) => 'hidden' in column);
    expect(hidden.map(([name]) => name)).toEqual([
      ...['mutual', 'effectInterval', 'etaSquared', 'epsilonSquared', 'h'],
    ]);
    expect(schema.effect.of).toEqual({ interval: 'effectInterval' });
    expect(found.name).toBe('labelings');
  });
});

describe('clusters', () => {
  const names = ['spent', 'visits', 'rate', 'year', 'note'];
  const features = names.map((column) => ({
    ...{ column, values: Float64Array.of(1, 3, 8), scaling: { log: false, center: 0, spread: 1 } },
  }));
  const categories = inOrder([
    ['c1', { label: 'Cluster 1' }],
    ['c2', { label: 'Cluster 2' }],
  ]);
  const partition = {
    ...{
      labels: Int32Array.of(0, 0, 1),
      centers: Float64Array.of(2, 8),
      within: 2,
      iterations: 1,
    },
  };

  it('have sizes, stability, and means beside those of all rows', () => {
    const stable = { clusters: [0.9, 0.5], mean: 0.7, least: 0.5 };
    const found = clustersOf(people(), categories, partition, features, stable);
    expect(found.rows).toEqual([
      { cluster: 'c1', rows: 2, share: 2 / 3, stability: 0.9 },
      { cluster: 'c2', rows: 1, share: 1 / 3, stability: 0.5 },
    ]);
    // Squares 9, 1 and 16 about 4.
    const deviation = Math.sqrt(26 / 3);
    expect(found.means.rows.slice(0, 1)).toEqual([
      {
        cluster: 'c1',
        feature: 'spent',
        mean: 2,
        overall: 4,
        off: expect.closeTo(-2 / deviation, 12) as number,
      },
    ]);
    expect(found.means.at({ cluster: 'c2', feature: 'rate' }).off.raw).toBeCloseTo(4 / deviation, 12);
    expect(found.means.length).toBe(10);
    const unknown = clustersOf(people(), categories, partition, features, null);
    expect(unknown.rows.map(({ stability }) => stability)).toEqual([null, null]);
  });

  it('have means in the format of their column, with decimals', () => {
    const { means } = clustersOf(people(), categories, partition, features, null);
    const written = names.map((feature) => means.at({ cluster: 'c1', feature }).mean.en);
    expect(written).toEqual(['2', '2.00', '200.0%', '2.00', '2.00']);
    expect(means.at({ cluster: 'c1', feature: 'spent' }).overall.en).toBe('4');
    expect(means.schema.feature.values['visits']).toEqual({
      ...{ label: 'Visits', written: { format: 'decimal', unit: term('users') } },
    });
    expect(means.schema.feature.values['spent']).toEqual({
      label: 'Spent',
      written: { format: 'money', digits: 0 },
    });
  });

  it('have titles in both languages, and charts', () => {
    const found = clustersOf(people(), categories, partition, features, null);
    expect([found.title, found.means.title]).toEqual([
      { en: 'Sizes and stability of the clusters', zh: '各聚类的规模与稳定性' },
      { en: 'Means of the features in each cluster', zh: '各聚类的特征均值' },
    ]);
    expect([found.chart, found.means.chart]).toEqual([
      { mark: 'bar', x: 'share', y: 'cluster' },
      { mark: 'heatmap', x: 'feature', y: 'cluster', value: 'off' },
    ]);
    expect(found.schema.share.of).toEqual({ base: 'rows' });
  });
});
