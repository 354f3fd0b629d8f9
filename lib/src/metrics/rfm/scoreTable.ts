import type { Engine } from '../../engine/engine.js';
import { shape, type Row } from '../../engine/shape.js';
import { id, join, literal, sql } from '../../engine/sql.js';
import { USER_RFM_COLUMNS, type RfmColumns } from './options.js';
import type { ScoredTable } from './rfm.js';

export const SCORE_ROWS = shape({
  dimension: 'text',
  score: 'integer',
  users: 'integer',
  min: 'double',
  max: 'double',
  split: 'integer',
});
/**
 * One score of one dimension (`recency`, `frequency`, `monetary`): its users and the range of their values. `split`
 * counts those whose value also occurs under another score, so that only the order among equals told them apart.
 */
export type ScoreRow = Row<typeof SCORE_ROWS>;

/**
 * What the scores mean in the table's own values, by dimension and score.
 *
 * @example
 * const [worst] = await scoreTable(engine, scored); // { dimension: 'recency', score: 1, min: 24, max: 29, … }
 */
export function scoreTable(
  engine: Engine,
  scored: ScoredTable,
  { columns = {} }: { readonly columns?: Partial<RfmColumns> } = {},
): Promise<ScoreRow[]> {
  const names = { ...USER_RFM_COLUMNS, ...columns };
  const dimensions = [
    ['recency', names.recency, 'r_score'],
    ['frequency', names.frequency, 'f_score'],
    ['monetary', names.monetary, 'm_score'],
  ] as const;
  const selects = dimensions.map(
    ([dimension, column, score], position) => sql`SELECT ${literal(position)} AS position,
      ${literal(dimension)} AS dimension, ${id(score)} AS score, CAST(${id(column)} AS DOUBLE) AS value,
      min(${id(score)}) OVER (PARTITION BY ${id(column)}) <> max(${id(score)}) OVER (PARTITION BY ${id(column)}) AS split
    FROM ${scored}`,
  );
  return engine.all(
    sql`SELECT dimension, score, count(*) AS users, min(value) AS min, max(value) AS max,
      count(*) FILTER (WHERE split) AS split
    FROM (${join(selects, ' UNION ALL ')}) GROUP BY position, dimension, score ORDER BY position, score`,
    SCORE_ROWS,
  );
}
