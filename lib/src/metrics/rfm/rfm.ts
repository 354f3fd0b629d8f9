import { MetricError, OptionsError } from '../../errors.js';
import type { Engine } from '../../engine/engine.js';
import { shape, type Shape } from '../../engine/shape.js';
import { id, sql } from '../../engine/sql.js';
import type { Table } from '../../engine/table.js';
import { planOf, type RfmOptions, type RfmPlan } from './options.js';
import { scoredRows } from './score.js';

/** What scoring adds to a table: scores from 1, high ones good in all three, and a key of {@link RFM_SEGMENTS}. */
export const RFM_SCORES = shape({
  r_score: 'integer',
  f_score: 'integer',
  m_score: 'integer',
  segment: 'text',
});

/** A table of users with their scores and segment. */
export type ScoredTable<S extends Shape = Shape> = Table<S & typeof RFM_SCORES>;

/**
 * Scores every row by recency, frequency and money and puts it into one of eight segments: the three scores,
 * each high (from `high` on) or low. The result is a table with all columns of the scored one, for
 * {@link segmentSizes}, {@link segmentProfiles} and the others to read.
 *
 * For the user table, recency is the days since the last **login**: the file has no date of a purchase.
 * @throws OptionsError for options that do not fit together or columns that are not there.
 * @throws MetricError for a table with fewer users than bins, missing or negative values, or, where bins cut
 *   through equal values (`mysql`, `key`), a column that is the same for everybody: its scores would say nothing.
 * Source: Hughes (1994), Strategic Database Marketing; bins and cut at 4 as in the study.
 * @example
 * const scored = await rfm(engine, users.table, { ties: 'mysql' });
 * const sizes = await segmentSizes(engine, scored); // keyValue 58, keyWinBack 80, …
 */
export async function rfm<S extends Shape>(
  engine: Engine,
  table: Table<S>,
  options: RfmOptions = {},
): Promise<ScoredTable<S>> {
  const plan = planOf(options);
  requireColumns(table, plan);
  await requireSoundValues(engine, table, plan);
  const scored: ScoredTable<S> = {
    name: options.name ?? `${table.name}_rfm`,
    columns: { ...table.columns, ...RFM_SCORES },
  };
  await engine.run(sql`CREATE OR REPLACE TABLE ${scored} AS ${scoredRows(table, plan)}`);
  return scored;
}

function requireColumns(table: Table, { columns, ties, cuts }: RfmPlan): void {
  const { row, ...always } = columns;
  const needed = [...Object.values(always), ...(ties === 'mysql' && cuts === null ? [row] : [])];
  const missing = needed.filter((column) => !(column in table.columns));
  if (missing.length > 0) {
    throw new OptionsError(
      `${table.name} has no column ${missing.join(', ')}: name the columns of recency, frequency and money in ` +
        'the option "columns", or take a tie policy other than mysql where the order of the file is not known.',
    );
  }
}

async function requireSoundValues(engine: Engine, table: Table, plan: RfmPlan): Promise<void> {
  const { columns, bins, cuts, ties } = plan;
  for (const column of [columns.recency, columns.frequency, columns.monetary]) {
    const found = await engine.one(
      sql`SELECT count(*) AS n, count(*) FILTER (WHERE ${id(column)} IS NULL) AS missing,
        count(*) FILTER (WHERE ${id(column)} < 0) AS negative, count(DISTINCT ${id(column)}) AS different
      FROM ${table}`,
      { n: 'integer', missing: 'integer', negative: 'integer', different: 'integer' },
    );
    const about = `${table.name}.${column}`;
    if (found.missing > 0)
      throw new MetricError(`${about}: ${found.missing} values are missing; RFM needs all.`);
    if (found.negative > 0)
      throw new MetricError(`${about}: ${found.negative} values are negative; RFM needs none.`);
    if (cuts !== null) continue;
    if (found.n < bins) {
      throw new MetricError(`${table.name} has ${found.n} users for ${bins} bins: take fewer bins, or cuts.`);
    }
    if ((ties === 'mysql' || ties === 'key') && found.different === 1) {
      throw new MetricError(
        `${about} is the same for everybody: ${bins} bins would cut at random. Take a tie-safe policy or cuts.`,
      );
    }
  }
}
