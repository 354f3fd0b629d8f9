import type { Table } from '../../core/table.js';
import { sql } from '../../engine/sql.js';
import type { ColumnOf } from '../portrait/columns.js';
import { anomaliesOf, type Anomalies } from './anomalies.js';
import { compositionOf, type Composition } from './composition.js';
import { controlOf, type Control } from './control.js';
import { driftOf, type Drift } from './drift.js';
import { areByChance } from './halves.js';
import { halvesOf } from './halves-of.js';
import { helpOf, type Help } from './help.js';
import { matchOf, type Match } from './match.js';
import { methodsOf, type Methods } from './methods.js';
import { planOf, type SegmentationOptions } from './options.js';
import { periodsOf, type Periods } from './periods.js';
import { quadrantsOf, type Quadrants } from './quadrants.js';
import { relationsOf, type Relations } from './relations.js';
import { scorecardOf, type Scorecard } from './scorecard.js';
import { segmentOutcomes, type SegmentOutcomes } from './segments.js';
import { workingOf } from './working.js';

/** The verdict on a segmentation, with what it is based on. */
export type Audit = Scorecard & {
  /** Rows against customers. */
  readonly composition: Composition;
  /** Columns that say nothing of their own. */
  readonly relations: Relations;
  /** The outcome of each segment beside that of the rest. */
  readonly segments: SegmentOutcomes;
  readonly anomalies: Anomalies;
  /** Anomalies by four rules. */
  readonly methods: Methods;
  /** Properties of anomalies beside those of the others. */
  readonly control: Control;
  /** Null without `periods`. */
  readonly periods: Periods | null;
  /** Agreement of score and value; null without `match`. */
  readonly match: Match | null;
  readonly quadrants: Quadrants | null;
  /** Whether the proposed labels help. */
  readonly labels: Help;
  /** Null without `halves`. */
  readonly drift: Drift | null;
};

/**
 * Does a segmentation say what it claims to say? Audits the segments of any table against an outcome, such as a
 * predicted retention or spending: what the table is, which rows are anomalies in their segment, whether these differ
 * from the others, whether proposed labels tell more, whether the segments drift; and a scorecard by stated rules, which
 * is the result itself.
 *
 * - `composition`, `relations`: rows against customers; constant columns, copies, cuts, columns that follow from others.
 * - `anomalies`, `methods`: |outcome - mean of the segment| > threshold, beside what the spread of the segment alone
 *   would give, and beside a z-score, a quantile band and a robust band.
 * - `segments`, `control`, `periods`, `match`, `quadrants`: comparisons with a control, each family corrected by
 *   Benjamini and Hochberg, with the rows of a customer clustered.
 * - `labels`: explained variance and error in cross-validation with the labels, beside shuffled ones.
 * - `drift`: the segments in two halves; without a grade where `halves` dealt them out by chance.
 *
 * Rows without a segment or an outcome are left out and counted. Where nothing is there to be found, a family as a whole
 * finds something in about one of twenty tables.
 * @throws OptionsError for an unknown column, one of a wrong kind, or a number outside its range.
 * @throws MetricError if the outcome is missing, does not vary or is a percentage outside 0 to 1, or if there is only
 *   one segment.
 * @example
 * const audit = await auditSegmentation(customers, {
 *   segment: 'tier', outcome: 'retention', threshold: 0.15, features: ['orders', 'volatility'],
 * });
 * audit; // the scorecard
 * audit.anomalies.at({ segment: 'Premium' }).anomalies.en;
 */
export async function auditSegmentation<T extends Table>(
  table: T,
  options: SegmentationOptions<ColumnOf<T>>,
): Promise<Audit> {
  const plan = planOf(table, options);
  const working = await workingOf(plan);
  const { rows } = working;
  try {
    const anomalies = await anomaliesOf(working);
    const segments = segmentOutcomes(working, anomalies);
    const composition = await compositionOf(working);
    const { segment, outcome, match, periods, halves } = plan;
    const drift =
      halves === null
        ? null
        : await driftOf({ rows, table, segment, outcome, halves: await halvesOf(working, halves) });
    const graded = halves === null || areByChance(table, halves) ? null : drift;
    const scorecard = await scorecardOf(working, { anomalies, segments, composition, drift: graded });
    return Object.assign(scorecard, {
      ...{ composition, segments, anomalies, drift },
      relations: await relationsOf(plan),
      methods: await methodsOf(working, anomalies),
      control: controlOf(working),
      periods: periods.length === 0 ? null : await periodsOf(working),
      match: match === null ? null : matchOf(working, match),
      quadrants: match === null ? null : await quadrantsOf(working, match),
      labels: await helpOf(working),
    });
  } finally {
    await rows.engine.run(sql`DROP TABLE ${rows}`);
  }
}
