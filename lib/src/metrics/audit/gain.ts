import { OptionsError } from '../../errors.js';
import { literal, sql, type Sql } from '../../engine/sql.js';
import { labelGain, type LabelCells, type LabelGain } from '../../stats/label-gain.js';
import { restatesOutcome } from '../../stats/restatement.js';
import { shuffledGains, type ShuffledGains } from '../../stats/shuffled-labels.js';
import { placesOf, sampled, type Sampled } from './sampled.js';
import type { Working } from './working.js';

/** Of all labels together there can be hundreds. */
const MOST_LEVELS = 1000;

/** What a label adds to the segments. */
export interface Gain {
  readonly rows: number;
  readonly levels: number;
  /** On all rows; null where it is not defined. */
  readonly all: LabelGain | null;
  /** On a sample of customers. */
  readonly shuffled: ShuffledGains | null;
  readonly restates: boolean;
}

const CELLS = {
  segment: 'text',
  label: 'text',
  fold: 'integer',
  n: 'integer',
  s: 'double',
  q: 'double',
} as const;

/**
 * What a label adds to the segments, on all rows that have it; its shuffles, and whether it restates the outcome or its
 * distance from the mean of the segment, on a sample of customers.
 *
 * @throws OptionsError for a label with more than a thousand values.
 */
export async function gainOf(working: Working, label: Sql): Promise<Gain> {
  const { plan, rows: table, segments } = working;
  const cells = await table.engine.all(
    sql`WITH labeled AS (
      SELECT segment, ${label} AS label, unit % ${literal(plan.folds)} AS fold, CAST(outcome AS DOUBLE) AS y
      FROM ${table} WHERE ${label} IS NOT NULL
    ), whole AS (SELECT avg(y) AS m FROM labeled)
    SELECT segment, label, fold, count(*) AS n, sum(y - m) AS s, sum((y - m) * (y - m)) AS q
    FROM labeled, whole GROUP BY segment, label, fold ORDER BY segment, label, fold`,
    CELLS,
  );
  const names = [...new Set(cells.map((cell) => cell.label))];
  if (names.length > MOST_LEVELS) {
    throw new OptionsError(
      `A label has ${names.length} values; with more than ${MOST_LEVELS} it names rows rather than groups of them.`,
    );
  }
  const sample = await sampled(working, label, names);
  return {
    rows: cells.reduce((sum, { n }) => sum + n, 0),
    levels: names.length,
    all: labelGain(denseCells(cells, segments, names, plan.folds)),
    shuffled: shuffledGains(sample, plan.permutations, table.session.seed),
    restates: restates(sample),
  };
}

type Cell = { readonly segment: string; readonly label: string; readonly fold: number } & Readonly<
  Record<'n' | 's' | 'q', number>
>;

function denseCells(
  cells: readonly Cell[],
  segments: readonly string[],
  labels: readonly string[],
  folds: number,
): LabelCells {
  const size = segments.length * labels.length * folds;
  const [n, sums] = [new Float64Array(size), new Float64Array(size)];
  const [places, codes] = [placesOf(segments), placesOf(labels)];
  for (const { segment, label, fold, n: rows, s } of cells) {
    const at = ((places.get(segment) ?? 0) * labels.length + (codes.get(label) ?? 0)) * folds + fold;
    n[at] = rows;
    sums[at] = s;
  }
  const squares = cells.reduce((sum, { q }) => sum + q, 0);
  return { segments: segments.length, labels: labels.length, folds, n, sums, squares };
}

/** By the outcome itself, by it within each segment, or by its distance from the mean of the segment. */
function restates({ segment, label, outcome, deviation }: Sampled): boolean {
  const distance = deviation.map(Math.abs);
  const whole = new Int32Array(segment.length);
  return (
    restatesOutcome({ part: whole, label, outcome }) ||
    restatesOutcome({ part: segment, label, outcome }) ||
    restatesOutcome({ part: segment, label, outcome: distance })
  );
}
