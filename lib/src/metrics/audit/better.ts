import { sql } from '../../engine/sql.js';
import { MetricError, OptionsError } from '../../errors.js';
import { inOrder } from '../../core/categories.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Table } from '../../core/table.js';
import { worded } from '../worded.js';
import type { ColumnOf } from '../portrait/columns.js';
import { clustersOf, type Clusters } from './better-clusters.js';
import { search, type Search } from './better-counts.js';
import { featuresOf } from './better-features.js';
import { labelingsOf, type Labelings } from './better-labelings.js';
import { clusterCounts, type RivalOptions } from './better-options.js';
import { completeRows, type Grouping } from './better-rows.js';
import { componentsOfRows, labeledTable } from './better-table.js';
import { chosenBy, clusterCategories, noteOf } from './better-words.js';

const { optional } = column;

const rivalSchema = (found: Search) => ({
  k: column.count('clusterCount'),
  silhouette: optional(column.decimal('silhouette', { digits: 3 })),
  stability: optional(column.decimal('stability')),
  leastStability: optional(column.decimal('leastStability')),
  gap: optional(column.decimal('gapStatistic', { digits: 3 })),
  gapError: optional(column.decimal('gapError', { digits: 3 })),
  bic: optional(column.decimal('bic', { digits: 0 })),
  within: column.decimal('withinSquares', { hidden: true }),
  chosenBy: worded(
    'chosenBy',
    found.scores.map(({ k }) => chosenBy(k, found)),
  ),
});

/** Clusterings by their number of clusters, and what the chosen ones are. */
export type Rivals<T extends Table = Table> = Result<ReturnType<typeof rivalSchema>> & {
  /** The number of clusters that is used. */
  readonly chosen: number;
  /** The chosen clusters: sizes, stability, means. */
  readonly clusters: Clusters;
  /** The given segmentation, the clusters and others, compared with each other. */
  readonly labelings: Labelings;
  /** The table with a column `kmeans`, bound to the role `segment`, and `mixture` if there is one. */
  readonly table: Table<
    T['columns'] & { readonly kmeans: 'text' },
    T['roles'] & { readonly segment: 'kmeans' }
  >;
};

/**
 * Whether rows fall into better groups than a given segmentation: k-means and Gaussian mixtures on scaled features, for
 * several numbers of clusters.
 *
 * For each k: silhouette = mean of (b − a) / max(a, b); stability = mean Jaccard similarity of clusters to those of
 * bootstrap resamples, of customers with all their rows where an owner is known; gap = log W of reference sets without clusters less that of the rows; bic of a mixture of k
 * components. The row of one cluster is what there is if rows do not fall into any. Chosen is the k with the largest
 * silhouette among those whose least stable cluster reaches 0.6, or else among all; for mixtures, that with the smallest
 * BIC. `labelings` has their agreement with the segmentation (adjusted Rand index, adjusted mutual information) and the
 * share of an outcome's variance that each explains (omega squared; eta squared and Kruskal–Wallis beside it).
 *
 * Features are scaled by mean and standard deviation if nothing else is asked for; constant ones and copies are left out,
 * and the note says so. Rows without a finite value of every feature are `unassigned`. Answers depend on the rows and the
 * seed, not on the order of rows. `sql()` is the rule by which any row gets its cluster.
 * @throws OptionsError for more clusters than complete rows, columns that are missing or no numbers, or a table that has
 *   the columns already.
 * @throws MetricError if no feature varies, a scale does not suit a feature, or too few rows are distinct.
 * Source: see `stats.kMeans`, `stats.mixture`, `stats.silhouettes`, `stats.gaps`, `stats.stability`, `stats.agreement`.
 * @example
 * const found = await rivals(customers, { segment: 'tier', features: ['orders', 'spent'], outcome: 'retained' });
 * await show(chart.line(found, { x: 'k', y: 'stability' }));
 * found.labelings.max('effect').labeling.en;
 */
export async function rivals<T extends Table>(
  table: T,
  options: RivalOptions<ColumnOf<T>>,
): Promise<Rivals<T>> {
  const { segment, features: asked, outcome, others = [], scale = 'z', seed = table.session.seed } = options;
  const owner = options.owner ?? table.roles.user;
  if (asked.length === 0) throw new OptionsError(`${table.name}: name at least one feature to cluster by.`);
  const read = await completeRows(table, {
    ...{ numbers: asked, groups: [segment, ...others] },
    ...(outcome !== undefined && { outcome }),
    ...(owner !== undefined && { owner }),
  });
  if (read.rows < 3)
    throw new MetricError(`${table.name}: ${read.rows} rows have all features; clusters need three.`);
  const ks = clusterCounts(options.k, read.rows);
  const features = featuresOf(table.name, asked, read.numbers, scale);
  const limits = {
    ...{ seed, starts: options.starts ?? 10, resamples: options.resamples ?? 50 },
    ...{ references: options.references ?? 20, sample: options.sample ?? 2000 },
    mixtureSample: options.mixtureSample ?? 20_000,
    owners: read.owners,
  };
  const found = search(features.points, ks, limits);
  const chosen = options.choose ?? found.found.silhouette;
  const partition = chosen === null ? undefined : found.partitions.get(chosen);
  if (chosen === null || partition === undefined) {
    throw new MetricError(
      chosen === null
        ? `${table.name}: too few rows differ in ${asked.join(', ')} to be clustered.`
        : `${table.name}: ${chosen} clusters were chosen, which is none of k: ${[...found.partitions.keys()].join(', ')}.`,
    );
  }
  const { target, query, clusters: keys } = labeledTable(table, features, partition.centers, found);
  await table.engine.run(sql`CREATE TABLE ${target} AS ${query}`);
  const kmeans: Grouping = { column: 'kmeans', names: keys, labels: partition.labels };
  const mixed = componentsOfRows(features, found);
  const result = new Result({
    session: table.session,
    name: 'rivals',
    title: { en: 'Clusterings by number of clusters', zh: '不同聚类数的聚类效果' },
    schema: rivalSchema(found),
    rows: found.scores.map(({ stability, ...score }) => ({
      ...score,
      stability: stability?.mean ?? null,
      leastStability: stability?.least ?? null,
      chosenBy: chosenBy(score.k, found).en,
    })),
    query,
    chart: { mark: 'line', x: 'k', y: 'silhouette' },
    note: noteOf(table, features, scale, { all: read.rows, incomplete: read.incomplete }, found),
  });
  const stable = found.scores.find(({ k }) => k === chosen)?.stability ?? null;
  const clusters = inOrder(clusterCategories(keys, 'cluster'));
  return Object.assign(result, {
    chosen,
    clusters: clustersOf(table, clusters, partition, features.used, stable),
    labelings: labelingsOf(
      table,
      [...read.groupings, kmeans, ...(mixed === null ? [] : [mixed])],
      features.points,
      read.outcome,
      limits,
    ),
    table: target as Rivals<T>['table'],
  });
}
