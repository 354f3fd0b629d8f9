import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, Table, type Tally } from 'tally';
import type { Search } from '../../../../lib/src/metrics/audit/better-counts.js';
import type { Features } from '../../../../lib/src/metrics/audit/better-features.js';
import {
  componentsOfRows,
  labeledTable,
  requireNew,
} from '../../../../lib/src/metrics/audit/better-table.js';
import { chosenBy, noteOf } from '../../../../lib/src/metrics/audit/better-words.js';
import { pointsOf } from '../../../../lib/src/stats/points.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const COLUMNS = {
  who: 'text?',
  tier: 'text?',
  city: 'integer?',
  a: 'double?',
  b: 'integer?',
  kept: 'double?',
} as const;

const people = () => new Table({ session: tally, name: 'people', columns: COLUMNS, roles: {} });

const feature = (column: string) => ({
  ...{ column, values: new Float64Array(), scaling: { log: false, center: 0, spread: 1 } },
});

const found = (own: Partial<Search> = {}): Search => ({
  ...{ scores: [], partitions: new Map(), mixture: null },
  ...{ found: { silhouette: null, gap: null, bic: null }, sampled: 9, mixtureSampled: 9 },
  ...own,
});
const featuresWith = (used: readonly string[], own: Partial<Features> = {}): Features => ({
  ...{ used: used.map((name) => feature(name)), constant: [], copies: [] },
  points: pointsOf([Float64Array.of(0, 8)]),
  ...own,
});
const MIXTURE = {
  ...{ shares: Float64Array.of(0.5, 0.5), means: Float64Array.of(8, 0) },
  ...{ precisions: Float64Array.of(1, 1), logPeaks: Float64Array.of(-1.6, -1.6) },
  ...{ labels: Int32Array.of(0, 1), logLikelihood: 0, bic: 0, iterations: 1, converged: true },
};

describe('the table with labels', () => {
  it('has clusters, and components if there are any, with names', () => {
    const table = people();
    const features = featuresWith(['a']);
    const { target, clusters } = labeledTable(
      table,
      features,
      Float64Array.of(0, 8, 20),
      found({ mixture: MIXTURE }),
    );
    expect(clusters).toEqual(['c1', 'c2', 'c3']);
    expect(target.columns).toEqual({ ...COLUMNS, kmeans: 'text', mixture: 'text' });
    expect(target.roles).toEqual({ segment: 'kmeans' });
    expect(target.schema['a']).toEqual(table.schema['a']);
    expect(Object.entries(target.schema['kmeans']?.values ?? {})).toMatchObject([
      ['c1', { label: { en: 'Cluster 1', zh: '聚类1' } }],
      ['c2', { label: { en: 'Cluster 2' } }],
      ['c3', { label: { en: 'Cluster 3' } }],
      ['unassigned', { label: { en: 'Unassigned' } }],
    ]);
    expect(Object.entries(target.schema['mixture']?.values ?? {})).toMatchObject([
      ['m1', { label: { en: 'Component 1', zh: '成分1' } }],
      ['m2', { label: { en: 'Component 2' } }],
      ['unassigned', {}],
    ]);
    expect([target.schema['kmeans']?.label, target.schema['mixture']?.label]).toMatchObject([
      { en: 'k-means' },
      { en: 'Gaussian mixture' },
    ]);
    const points = pointsOf([Float64Array.of(0, 8), Float64Array.of(0, 1)]);
    const two = labeledTable(
      table,
      featuresWith(['a', 'b'], { points }),
      Float64Array.of(0, 0, 8, 1),
      found(),
    );
    expect(two.clusters).toEqual(['c1', 'c2']);
    const { target: one } = labeledTable(table, features, Float64Array.of(0, 8), found());
    expect(Object.keys(one.columns)).toEqual([...Object.keys(COLUMNS), 'kmeans']);
  });

  it('has columns that are new', () => {
    const labeled = (columns: Readonly<Record<string, 'text' | 'double'>>) =>
      labeledTable(
        new Table({ session: tally, name: 'people', columns, roles: {} }),
        featuresWith(['a']),
        Float64Array.of(0, 8),
        found({ mixture: MIXTURE }),
      );
    expect(() => labeled({ a: 'double', kmeans: 'text' })).toThrow('has a column "kmeans" already');
    expect(() => labeled({ a: 'double', mixture: 'text' })).toThrow('has a column "mixture" already');
    const table = new Table({ session: tally, name: 'people', columns: { a: 'text' }, roles: {} });
    expect(() => requireNew(table, ['b', 'toString'])).not.toThrow();
    expect(() => requireNew(table, ['b', 'a'])).toThrow('people has a column "a" already: rename it');
  });

  it('has the component of each row', () => {
    const features = featuresWith(['a']);
    expect(componentsOfRows(features, found())).toBeNull();
    expect(componentsOfRows(features, found({ mixture: MIXTURE }))).toEqual({
      ...{ column: 'mixture', names: ['m1', 'm2'], labels: Int32Array.of(1, 0) },
    });
  });
});

describe('what is said of a search', () => {
  const note = (
    scale: Parameters<typeof noteOf>[2],
    features: Features,
    rows: object = {},
    own: Partial<Search> = {},
  ) => noteOf(people(), features, scale, { all: 9, incomplete: 0, ...rows }, found(own));

  it('is how features were scaled, and nothing else where nothing was left out', () => {
    expect(note('robust', featuresWith(['a', 'b']))).toEqual({
      en: 'Features scaled by median and interquartile range: a, b.',
      zh: '特征缩放方式（按中位数和四分位距）：a、b。',
    });
    expect(note({ b: 'none' }, featuresWith(['a', 'b', 'kept'])).en).toBe(
      'Features scaled by mean and standard deviation: a, kept. Features scaled not at all: b.',
    );
  });

  it('is what was left out, and what is of a sample', () => {
    const features = featuresWith(['a'], { constant: ['city'], copies: ['kept'] });
    expect(note('z', features, { incomplete: 2 }, { sampled: 8, mixtureSampled: 7 })).toEqual({
      en:
        'Features scaled by mean and standard deviation: a. Left out because they are constant: city. ' +
        'Left out as copies of others: kept. Rows without a value, not clustered: 2. ' +
        'Silhouette, gap and stability are of a sample of 8 rows. Mixtures are fitted to a sample of 7 rows.',
      zh:
        '特征缩放方式（按均值和标准差）：a。取值恒定而剔除：city。与其他特征重复而剔除：kept。' +
        '缺少特征值而未参与聚类：2行。轮廓系数、Gap统计量与稳定性基于8行样本。混合模型基于7行样本拟合。',
    });
  });

  it('is which rules choose a number of clusters', () => {
    const search = found({ found: { silhouette: 3, gap: 2, bic: 3 } });
    expect([1, 2, 3].map((k) => chosenBy(k, search))).toEqual([
      { en: '', zh: '' },
      { en: 'Gap statistic', zh: 'Gap统计量' },
      { en: 'Silhouette, BIC', zh: '轮廓系数、BIC' },
    ]);
  });
});
