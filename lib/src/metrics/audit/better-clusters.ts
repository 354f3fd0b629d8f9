import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Categories } from '../../core/schema.js';
import { described, type Table } from '../../core/table.js';
import { momentsBy } from '../../stats/by-label.js';
import type { Partition } from '../../stats/lloyd.js';
import { sizesOf } from '../../stats/points.js';
import type { Stability } from '../../stats/stability.js';
import type { Feature } from './better-features.js';

const sizeSchema = (clusters: Categories) => ({
  cluster: column.category('cluster', clusters),
  rows: column.count('rows'),
  share: column.percent('share', { base: 'rows' }),
  stability: column.optional(column.decimal('stability')),
});

const meanSchema = (table: Table, clusters: Categories, features: readonly Feature[]) => ({
  cluster: column.category('cluster', clusters),
  feature: column.category(
    'feature',
    Object.fromEntries(features.map(({ column: name }) => [name, featureOf(table, name)])),
  ),
  mean: column.decimal('mean', { measure: 'feature' }),
  overall: column.decimal('overallMean', { measure: 'feature' }),
  off: column.decimal('offMean'),
});

/** Sizes of the chosen clusters, with the means of their features. */
export type Clusters = Result<ReturnType<typeof sizeSchema>> & {
  readonly means: Result<ReturnType<typeof meanSchema>>;
};

function featureOf(table: Table, name: string) {
  const { label, format = 'decimal', digits, unit } = described(table, name);
  const decimals = format === 'count' || format === 'plain' || format === 'text' ? 'decimal' : format;
  return {
    label,
    written: {
      format: decimals,
      ...(digits !== undefined && { digits }),
      ...(unit !== undefined && { unit }),
    },
  };
}

/** What the chosen clusters are like. */
export function clustersOf(
  table: Table,
  clusters: Categories,
  { labels }: Partition,
  features: readonly Feature[],
  stability: Stability | null,
): Clusters {
  const keys = Object.keys(clusters);
  const sizes = sizesOf(labels, keys.length);
  const means = features.map(({ column: name, values }) => {
    const all = momentsBy(values, new Int32Array(values.length), 1)[0] ?? { n: 0, mean: 0, squares: 0 };
    const deviation = Math.sqrt(all.squares / all.n);
    return { name, overall: all.mean, deviation, own: momentsBy(values, labels, keys.length) };
  });
  return Object.assign(
    new Result({
      session: table.session,
      name: 'clusters',
      title: { en: 'Sizes and stability of the clusters', zh: '各聚类的规模与稳定性' },
      schema: sizeSchema(clusters),
      rows: keys.map((cluster, at) => ({
        cluster,
        rows: sizes[at] ?? 0,
        share: (sizes[at] ?? 0) / labels.length,
        stability: stability?.clusters[at] ?? null,
      })),
      chart: { mark: 'bar', x: 'share', y: 'cluster' },
    }),
    {
      means: new Result({
        session: table.session,
        name: 'cluster-means',
        title: { en: 'Means of the features in each cluster', zh: '各聚类的特征均值' },
        schema: meanSchema(table, clusters, features),
        rows: keys.flatMap((cluster, at) =>
          means.map(({ name, overall, deviation, own }) => {
            const mean = own[at]?.mean ?? 0;
            return { cluster, feature: name, mean, overall, off: (mean - overall) / deviation };
          }),
        ),
        chart: { mark: 'heatmap', x: 'feature', y: 'cluster', value: 'off' },
      }),
    },
  );
}
