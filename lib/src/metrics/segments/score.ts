import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import { columnOf, type Table } from '../../core/table.js';
import type { RfmPlan, ScoredDimension } from './options.js';
import type { Segment } from './segmentation.js';
import { cutsThrough, isTieOrder, type TieOrder, type TiePolicy } from './ties.js';

/** SQL for all columns of a table, plus the scores and `segment`. */
export function scoredRows(table: Table, plan: RfmPlan): Sql {
  return sql`WITH ${scoring(table, plan)}
    SELECT *, ${segmentOf(plan)} AS segment FROM scored`;
}

function scoring(table: Table, plan: RfmPlan): Sql {
  const { dimensions, ties, bins } = plan;
  if (dimensions.every(({ cuts }) => cuts !== null)) {
    return sql`scored AS (SELECT *, ${join(dimensions.map(cutScore))} FROM ${table})`;
  }
  if (cutsThrough(ties)) return binnedScores(table, plan, ties);
  const scores = dimensions.map((one) => sql`${tieSafeScore(one, bins, ties)} AS ${id(one.score)}`);
  return sql`scored AS (SELECT *, ${join(scores)} FROM ${table})`;
}

/** One window function after another, so the order among ties may depend on the previous one. */
function binnedScores(table: Table, { dimensions, bins }: RfmPlan, ties: 'key' | TieOrder): Sql {
  const steps = dimensions.map(({ dimension, column, score, high, same }, index) => {
    const before = dimensions[index - 1];
    const previous = before === undefined ? null : id(`${before.dimension}_order`);
    const equals = isTieOrder(ties)
      ? ties.orderBy({ table, dimension, previous })
      : sql`CAST(${id(columnOf(table, 'user'))} AS STRING)`;
    const order = sql`${id(column)} ${dimension === 'recency' ? sql`DESC` : sql`ASC`}, ${equals}`;
    const from = before === undefined ? sql`${table}` : id(`by_${before.dimension}`);
    const tile = same ? literal(high - 1) : sql`ntile(${literal(bins)}) OVER (ORDER BY ${order})`;
    return sql`${id(`by_${dimension}`)} AS (SELECT *, CAST(${tile} AS BIGINT) AS ${id(score)},
      row_number() OVER (ORDER BY ${order}) AS ${id(`${dimension}_order`)} FROM ${from})`;
  });
  const kept = [...Object.keys(table.columns), ...dimensions.map(({ score }) => score)].map(id);
  const last = dimensions.at(-1)?.dimension ?? '';
  return join([...steps, sql`scored AS (SELECT ${join(kept)} FROM ${id(`by_${last}`)})`], ',\n    ');
}

/**
 * Whole numbers are divided only once, so a position on the edge of a bin is not off by the last bit. There are at
 * least as many users as bins, so at least two.
 */
function tieSafeScore(
  { dimension, column }: ScoredDimension,
  bins: number,
  ties: Exclude<TiePolicy, 'key'>,
): Sql {
  const direction = dimension === 'recency' ? sql`DESC` : sql`ASC`;
  const first = sql`rank() OVER (ORDER BY ${id(column)} ${direction})`;
  const equals = sql`count(*) OVER (PARTITION BY ${id(column)})`;
  const all = sql`count(*) OVER ()`;
  const k = literal(bins);
  switch (ties) {
    case 'percent_rank':
      return sql`CAST(least(${k}, floor((${first} - 1) * ${k} / CAST(${all} - 1 AS DOUBLE)) + 1) AS BIGINT)`;
    case 'cume_dist':
      return sql`CAST(ceil((${first} + ${equals} - 1) * ${k} / CAST(${all} AS DOUBLE)) AS BIGINT)`;
    case 'mean':
      return sql`CAST(floor((2 * ${first} + ${equals} - 2) * ${k} / CAST(2 * ${all} AS DOUBLE)) + 1 AS BIGINT)`;
  }
}

function cutScore({ dimension, column, score, cuts }: ScoredDimension): Sql {
  const relation = dimension === 'recency' ? sql`<=` : sql`>=`;
  const reached = (cuts ?? []).map(
    (cut) => sql`CASE WHEN ${id(column)} ${relation} ${literal(cut)} THEN 1 ELSE 0 END`,
  );
  return sql`1 + ${join(reached, ' + ')} AS ${id(score)}`;
}

/** SQL for the segment of a row with scores. */
export function segmentOf({ dimensions, segments }: RfmPlan): Sql {
  const cases = Object.entries<Segment>(segments).map(([key, { levels }]) => {
    const conditions = dimensions.map(({ dimension, score, high }) =>
      levels[dimension] === true
        ? sql`${id(score)} >= ${literal(high)}`
        : sql`${id(score)} < ${literal(high)}`,
    );
    return sql`WHEN ${join(conditions, ' AND ')} THEN ${literal(key)}`;
  });
  return sql`CASE ${join(cases, ' ')} END`;
}
