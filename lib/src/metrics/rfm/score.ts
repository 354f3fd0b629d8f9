import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import type { Table } from '../../engine/table.js';
import type { RfmPlan, TiePolicy } from './options.js';
import { RFM_LEVELS, RFM_SEGMENT_KEYS } from './segments.js';

/** SQL for all columns of a table with `r_score`, `f_score`, `m_score` and `segment`. */
export function scoredRows(table: Table, plan: RfmPlan): Sql {
  return sql`WITH ${scoring(table, plan)}
    SELECT *, ${segmentOf(plan)} AS segment FROM scored`;
}

function scoring(table: Table, plan: RfmPlan): Sql {
  if (plan.cuts !== null) return sql`scored AS (SELECT *, ${cutScores(plan)} FROM ${table})`;
  return plan.ties === 'mysql' || plan.ties === 'key'
    ? binnedScores(table, plan, plan.ties)
    : sql`scored AS (SELECT *, ${tieSafeScores(plan, plan.ties)} FROM ${table})`;
}

/** One window after the other: under `mysql`, each breaks ties by the order that the one before it left. */
function binnedScores(table: Table, { columns, bins }: RfmPlan, ties: 'mysql' | 'key'): Sql {
  const { recency, frequency, monetary, row, user } = columns;
  const [first, second, third] =
    ties === 'mysql' ? [id(row), sql`r_order`, sql`f_order`] : [id(user), id(user), id(user)];
  const byRecency = sql`${id(recency)} DESC, ${first}`;
  const byFrequency = sql`${id(frequency)}, ${second}`;
  const byMoney = sql`${id(monetary)}, ${third}`;
  const kept = join(Object.keys(table.columns).map(id));
  return sql`by_recency AS (SELECT *, ntile(${literal(bins)}) OVER (ORDER BY ${byRecency}) AS r_score,
      row_number() OVER (ORDER BY ${byRecency}) AS r_order FROM ${table}),
    by_frequency AS (SELECT *, ntile(${literal(bins)}) OVER (ORDER BY ${byFrequency}) AS f_score,
      row_number() OVER (ORDER BY ${byFrequency}) AS f_order FROM by_recency),
    scored AS (SELECT ${kept}, r_score, f_score, ntile(${literal(bins)}) OVER (ORDER BY ${byMoney}) AS m_score
      FROM by_frequency)`;
}

function tieSafeScores({ columns, bins }: RfmPlan, ties: Exclude<TiePolicy, 'mysql' | 'key'>): Sql {
  const score = (column: string, direction: Sql) => tieSafeScore(id(column), direction, bins, ties);
  return join([
    sql`${score(columns.recency, sql`DESC`)} AS r_score`,
    sql`${score(columns.frequency, sql`ASC`)} AS f_score`,
    sql`${score(columns.monetary, sql`ASC`)} AS m_score`,
  ]);
}

/** Whole numbers are divided only once, so that a position on the edge of a bin is not off by a last bit. */
function tieSafeScore(
  column: Sql,
  direction: Sql,
  bins: number,
  ties: Exclude<TiePolicy, 'mysql' | 'key'>,
): Sql {
  const first = sql`rank() OVER (ORDER BY ${column} ${direction})`;
  const equals = sql`count(*) OVER (PARTITION BY ${column})`;
  const all = sql`count(*) OVER ()`;
  const k = literal(bins);
  switch (ties) {
    case 'percent_rank':
      return sql`CASE WHEN ${all} = 1 THEN 1
        ELSE CAST(least(${k}, floor((${first} - 1) * ${k} / CAST(${all} - 1 AS DOUBLE)) + 1) AS BIGINT) END`;
    case 'cume_dist':
      return sql`CAST(ceil((${first} + ${equals} - 1) * ${k} / CAST(${all} AS DOUBLE)) AS BIGINT)`;
    case 'mean':
      return sql`CAST(floor((2 * ${first} + ${equals} - 2) * ${k} / CAST(2 * ${all} AS DOUBLE)) + 1 AS BIGINT)`;
  }
}

function cutScores({ columns, cuts }: RfmPlan): Sql {
  const score = (column: string, values: readonly number[], relation: Sql) => {
    const reached = values.map(
      (cut) => sql`CASE WHEN ${id(column)} ${relation} ${literal(cut)} THEN 1 ELSE 0 END`,
    );
    return sql`1 + ${join(reached, ' + ')}`;
  };
  return join([
    sql`${score(columns.recency, cuts?.recency ?? [], sql`<=`)} AS r_score`,
    sql`${score(columns.frequency, cuts?.frequency ?? [], sql`>=`)} AS f_score`,
    sql`${score(columns.monetary, cuts?.monetary ?? [], sql`>=`)} AS m_score`,
  ]);
}

/** SQL for the segment of a row with `r_score`, `f_score` and `m_score`. */
export function segmentOf({ high }: RfmPlan): Sql {
  const level = (score: Sql, from: number, isHigh: boolean) =>
    isHigh ? sql`${score} >= ${literal(from)}` : sql`${score} < ${literal(from)}`;
  const cases = RFM_SEGMENT_KEYS.map((segment) => {
    const { recency, frequency, monetary } = RFM_LEVELS[segment];
    return sql`WHEN ${level(sql`r_score`, high.recency, recency)} AND ${level(sql`f_score`, high.frequency, frequency)}
      AND ${level(sql`m_score`, high.monetary, monetary)} THEN ${literal(segment)}`;
  });
  return sql`CASE ${join(cases, ' ')} END`;
}
