import { OptionsError } from '../../errors.js';
import type { Scale } from '../../stats/scaling.js';

export interface RivalOptions<C extends string = string> {
  /** The column with the segmentation to compare with. */
  readonly segment: C;
  /** Numeric columns to cluster by. */
  readonly features: readonly C[];
  /** A numeric column that segments should explain; the clusters do not know it. */
  readonly outcome?: C;
  /** Other columns of groups to compare, such as a lifecycle stage. */
  readonly others?: readonly C[];
  /** The column that says whose a row is: resamples draw customers with all their rows. Default: the role `user`. */
  readonly owner?: C;
  /** Numbers of clusters to try. Default: 2 to 8, or as many as there are rows. */
  readonly k?: readonly number[];
  /** The number of clusters to use in place of the one that the rule finds. */
  readonly choose?: number;
  /** How features are brought to one scale, for all or by column. Default: `z`. */
  readonly scale?: Scale | Readonly<Partial<Record<C, Scale>>>;
  /** Seed of starts, samples and resamples. Default: the session's. */
  readonly seed?: number;
  /** Starts of k-means. Default: 10. */
  readonly starts?: number;
  /** Resamples for stability. Default: 50. */
  readonly resamples?: number;
  /** Reference sets for the gap statistic. Default: 20. */
  readonly references?: number;
  /** Silhouette, gap and stability are of a seeded sample of this many rows if there are more. Default: 2,000. */
  readonly sample?: number;
  /** Mixtures are fitted to a seeded sample of this many rows if there are more. Default: 20,000. */
  readonly mixtureSample?: number;
}

const DEFAULT_K = [2, 3, 4, 5, 6, 7, 8];

/** Numbers of clusters, ascending. @throws OptionsError for what is no whole number from 2 to the number of rows. */
export function clusterCounts(asked: readonly number[] | undefined, rows: number): readonly number[] {
  if (asked === undefined) return DEFAULT_K.filter((k) => k <= rows);
  const wrong = asked.find((k) => !Number.isInteger(k) || k < 2 || k > rows);
  if (wrong !== undefined || asked.length === 0) {
    throw new OptionsError(
      `${wrong ?? 'No'} clusters of ${rows} complete rows: use whole numbers from 2 to ${rows} for k.`,
    );
  }
  return [...new Set(asked)].toSorted((a, b) => a - b);
}
