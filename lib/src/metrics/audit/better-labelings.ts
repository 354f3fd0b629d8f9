import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { described, type Table } from '../../core/table.js';
import { term } from '../../core/term.js';
import { agreement } from '../../stats/agreement.js';
import { crossTable, momentsBy, ranksBy } from '../../stats/by-label.js';
import { effectSize } from '../../stats/effect.js';
import { kruskalWallis } from '../../stats/kruskal.js';
import { etaSquared } from '../../stats/moments.js';
import { omegaSquared } from '../../stats/omega-squared.js';
import { rowsAt, samplePositions, type Points } from '../../stats/points.js';
import { silhouettes } from '../../stats/silhouette.js';
import { EFFECT_SIZES } from '../portrait/effect-size.js';
import type { Grouping } from './better-rows.js';

const { optional } = column;

const labelingSchema = (table: Table, labelings: readonly Grouping[]) => ({
  labeling: column.category(
    'labeling',
    Object.fromEntries(labelings.map(({ column: name }) => [name, { label: nameOf(table, name) }])),
  ),
  groups: column.count('groups'),
  n: column.count('sampleSize'),
  silhouette: optional(column.decimal('silhouette', { digits: 3 })),
  adjustedRand: optional(column.decimal('adjustedRand', { digits: 3 })),
  adjustedMutual: optional(column.decimal('adjustedMutual', { digits: 3 })),
  mutual: optional(column.decimal('mutualInformation', { digits: 3, hidden: true })),
  effect: optional(column.percent('varianceExplained', { interval: 'effectInterval' })),
  effectInterval: optional(column.interval('percent', 'interval95', { hidden: true })),
  size: optional(column.category('effectSize', EFFECT_SIZES)),
  etaSquared: optional(column.decimal('etaSquared', { digits: 3, hidden: true })),
  epsilonSquared: optional(column.decimal('epsilonSquared', { digits: 3, hidden: true })),
  h: optional(column.decimal('hStatistic', { hidden: true })),
  kruskalP: optional(column.pValue('kruskalP')),
});

/** Labelings of the same rows side by side. */
export type Labelings = Result<ReturnType<typeof labelingSchema>>;

function nameOf(table: Table, name: string) {
  if (name === 'kmeans') return term('kMeans');
  return name === 'mixture' ? term('gaussianMixture') : described(table, name).label;
}

/** Compares labelings with the first, by the features they have in common and by an outcome. */
export function labelingsOf(
  table: Table,
  labelings: readonly Grouping[],
  points: Points,
  outcome: Float64Array | null,
  { sample, seed }: { readonly sample: number; readonly seed: number },
): Labelings {
  const [given] = labelings;
  const rows = labelings.map((labeling) => {
    const { labels, names } = labeling;
    const labeled = positionsWhere(labels, (row) => (labels[row] ?? -1) >= 0);
    return {
      labeling: labeling.column,
      groups: names.length,
      n: labeled.length,
      silhouette: silhouetteOf(points, labels, labeled, sample, seed),
      ...agreementOf(given, labeling),
      ...effectOf(outcome, labeling),
    };
  });
  return new Result({
    session: table.session,
    name: 'labelings',
    title: { en: 'Segmentation and rivals side by side', zh: '现有分层与其他划分方式的对比' },
    schema: labelingSchema(table, labelings),
    rows,
    chart:
      outcome === null
        ? { mark: 'bar', x: 'silhouette', y: 'labeling' }
        : { mark: 'bar', x: 'effect', y: 'labeling' },
  });
}

const positionsWhere = (labels: Int32Array, keep: (row: number) => boolean): Int32Array =>
  labels.map((_, row) => row).filter((row) => keep(row));

function silhouetteOf(
  points: Points,
  labels: Int32Array,
  labeled: Int32Array,
  sample: number,
  seed: number,
): number | null {
  const drawn = samplePositions(labeled.length, sample, seed).map((at) => labeled[at] ?? 0);
  const own = Int32Array.from(drawn, (row) => labels[row] ?? 0);
  return silhouettes(rowsAt(points, drawn), [own])[0]?.mean ?? null;
}

function agreementOf(given: Grouping | undefined, other: Grouping) {
  const table =
    given === undefined ? [] : crossTable(given.labels, given.names.length, other.labels, other.names.length);
  const n = table.flat().reduce((sum, count) => sum + count, 0);
  if (n < 2) return { adjustedRand: null, adjustedMutual: null, mutual: null };
  const { adjustedRand, adjusted, mutualInformation } = agreement(table);
  return { adjustedRand, adjustedMutual: adjusted, mutual: mutualInformation };
}

const UNKNOWN = {
  effect: null,
  effectInterval: null,
  size: null,
  etaSquared: null,
  epsilonSquared: null,
  h: null,
  kruskalP: null,
};

/** How much of the outcome groups explain; groups of one row are in ranks only. */
function effectOf(outcome: Float64Array | null, { labels, names }: Grouping) {
  if (outcome === null) return UNKNOWN;
  const rows = positionsWhere(labels, (row) => (labels[row] ?? -1) >= 0 && Number.isFinite(outcome[row]));
  const values = Float64Array.from(rows, (row) => outcome[row] ?? 0);
  const own = Int32Array.from(rows, (row) => labels[row] ?? 0);
  const moments = momentsBy(values, own, names.length);
  const { groups, tieSum } = ranksBy(values, own, names.length);
  const ranks = kruskalWallis(
    groups.filter(({ n }) => n > 0),
    tieSum,
  );
  const effect = omegaSquared(moments.filter(({ n }) => n > 1));
  return {
    effect: effect?.share ?? null,
    effectInterval: effect?.interval ?? null,
    size: effect === null || effect.interval.low === 0 ? null : effectSize(effect.share),
    etaSquared: etaSquared(moments.filter(({ n }) => n > 0)),
    epsilonSquared: ranks?.epsilonSquared ?? null,
    h: ranks?.h ?? null,
    kruskalP: ranks?.p ?? null,
  };
}
