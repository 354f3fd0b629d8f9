import { gapChoice, gaps } from '../../stats/gap.js';
import { kMeans } from '../../stats/kmeans.js';
import type { Partition } from '../../stats/lloyd.js';
import { mixture, type Mixture } from '../../stats/mixture.js';
import { rowsAt, sampleOfOwners, samplePositions, type Points } from '../../stats/points.js';
import { silhouettes } from '../../stats/silhouette.js';
import { stability, type Stability } from '../../stats/stability.js';

/** What is known of one number of clusters. */
export interface CountScore {
  readonly k: number;
  readonly silhouette: number | null;
  readonly stability: Stability | null;
  readonly gap: number | null;
  readonly gapError: number | null;
  readonly bic: number | null;
  readonly within: number;
}

export interface Search {
  readonly scores: readonly CountScore[];
  /** Clusters of all rows, by their number. */
  readonly partitions: ReadonlyMap<number, Partition>;
  /** The mixture with the smallest BIC; null if that is a single component. */
  readonly mixture: Mixture | null;
  /** The number of clusters that each rule finds. */
  readonly found: {
    readonly silhouette: number | null;
    readonly gap: number | null;
    readonly bic: number | null;
  };
  readonly sampled: number;
  readonly mixtureSampled: number;
}

export interface SearchOptions {
  readonly seed: number;
  readonly starts: number;
  readonly resamples: number;
  readonly references: number;
  readonly sample: number;
  readonly mixtureSample: number;
  /** Whose each row is, if some have several. */
  readonly owners: Float64Array | null;
}

/** Starts for the many small clusterings of resamples and reference sets. */
const FEW_STARTS = 3;

/** The least Jaccard similarity of clusters to rely on: Hennig (2007). */
export const RELIABLE = 0.6;

/** Clusters rows into each of these numbers of clusters, and one, and scores them. */
export function search(points: Points, ks: readonly number[], options: SearchOptions): Search {
  const { seed, starts } = options;
  const partitions = new Map<number, Partition>();
  for (const k of [1, ...ks]) {
    const found = kMeans(points, k, { seed, starts });
    if (found !== null) partitions.set(k, found);
  }
  const { owners } = options;
  const positions =
    owners === null
      ? samplePositions(points.rows, options.sample, seed)
      : sampleOfOwners(owners, options.sample, seed);
  const whose = owners === null ? {} : { owners: Float64Array.from(positions, (row) => owners[row] ?? NaN) };
  const some = rowsAt(points, positions);
  const drawn = [...partitions].map(([k, { within, labels }]) => ({
    k,
    within,
    labels: at(labels, positions),
  }));
  const own = silhouettes(
    some,
    drawn.map(({ labels }) => labels),
  );
  const few = { seed, starts: FEW_STARTS };
  const gapped = gaps(some, Math.max(...partitions.keys()), { ...few, references: options.references });
  const fitted = mixtures(points, [...partitions.keys()], options);
  const scores = drawn.map(({ k, within, labels }, index): CountScore => {
    const gap = gapped.find((one) => one.k === k);
    return {
      ...{ k, within },
      silhouette: own[index]?.mean ?? null,
      stability:
        k === 1 ? null : stability(some, labels, k, { ...few, ...whose, resamples: options.resamples }),
      gap: gap?.gap ?? null,
      gapError: gap?.error ?? null,
      bic: fitted.find((one) => one.k === k)?.mixture.bic ?? null,
    };
  });
  const best = fitted.reduce<(typeof fitted)[number] | null>(
    (least, one) => (least === null || one.mixture.bic < least.mixture.bic ? one : least),
    null,
  );
  return {
    ...{ scores, partitions },
    mixture: best === null || best.k === 1 ? null : best.mixture,
    found: { silhouette: bySilhouette(scores), gap: gapChoice(gapped), bic: best?.k ?? null },
    sampled: some.rows,
    mixtureSampled: Math.min(points.rows, options.mixtureSample),
  };
}

/** The number with the largest silhouette among those whose clusters are all reliable, or else among all. */
export function bySilhouette(scores: readonly CountScore[]): number | null {
  const reliable = scores.filter(({ stability: of }) => of !== null && of.least >= RELIABLE);
  const best = (reliable.length > 0 ? reliable : scores).reduce<CountScore | null>(
    (most, one) => (one.silhouette !== null && one.silhouette > (most?.silhouette ?? -Infinity) ? one : most),
    null,
  );
  return best?.k ?? null;
}

function mixtures(
  points: Points,
  ks: readonly number[],
  { seed, starts, mixtureSample }: SearchOptions,
): { readonly k: number; readonly mixture: Mixture }[] {
  const some = rowsAt(points, samplePositions(points.rows, mixtureSample, seed));
  return ks.flatMap((k) => {
    // A component needs more rows than dimensions to have a covariance of its own.
    if (some.rows <= k * (points.dimensions + 1)) return [];
    const found = mixture(some, k, { seed, starts });
    return found === null ? [] : [{ k, mixture: found }];
  });
}

const at = (labels: Int32Array, positions: Uint32Array): Int32Array =>
  Int32Array.from(positions, (row) => labels[row] ?? 0);
