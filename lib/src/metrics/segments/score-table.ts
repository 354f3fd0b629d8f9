import { id, join, literal, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Categories } from '../../core/schema.js';
import { described } from '../../core/table.js';
import type { Scored } from './rfm.js';
import type { Dimension } from './segmentation.js';

const ROWS = {
  dimension: column.text('dimension'),
  score: column.count('score'),
  users: column.count('users'),
  min: column.decimal('min'),
  max: column.decimal('max'),
  split: column.count('splitUsers'),
} as const;

const WRITTEN = {
  recency: { format: 'count' },
  frequency: { format: 'count' },
  monetary: { format: 'money', digits: 0 },
} as const;

const scoreSchema = (dimension: Categories<Dimension>) => ({
  ...ROWS,
  dimension: column.category('dimension', dimension),
  min: column.decimal('min', { measure: 'dimension' }),
  max: column.decimal('max', { measure: 'dimension' }),
});

const splitSchema = (dimension: Categories<Dimension>) => ({
  dimension: column.category('dimension', dimension),
  users: column.count('splitUsers'),
  share: column.optional(column.percent('shareOfUsers', { base: 'users' })),
});

export type ScoreTable = Result<ReturnType<typeof scoreSchema>> & {
  /** Users separated from others of equal value by order alone, by dimension. */
  readonly splits: Result<ReturnType<typeof splitSchema>>;
};

/**
 * What the scores mean in the table's own values: the users of each score in each dimension, and the range of their
 * values. `split` counts the users whose value also occurs under another score, so only the order among ties separates
 * them; `splits` has them by dimension. Scores that nobody has have no row.
 *
 * @example
 * const scores = await scoreTable(await rfm(users));
 * scores.at({ dimension: 'recency', score: 5 }).max; // the longest absence that still earns the best score
 * scores.splits.max('users').dimension;
 */
export async function scoreTable(scored: Scored): Promise<ScoreTable> {
  const { session, plan } = scored;
  const selects = plan.dimensions.map(({ dimension, column: name, score }, position) => {
    const others = sql`OVER (PARTITION BY ${id(name)})`;
    return sql`SELECT ${literal(position)} AS place, ${literal(dimension)} AS dimension, ${id(score)} AS score,
      CAST(${id(name)} AS DOUBLE) AS value, min(${id(score)}) ${others} <> max(${id(score)}) ${others} AS split
      FROM ${scored}`;
  });
  const query = sql`SELECT dimension, score, count(*) AS users, min(value) AS min, max(value) AS max,
      count(*) FILTER (WHERE split) AS split
    FROM (${join(selects, ' UNION ALL ')}) AS scores GROUP BY place, dimension, score ORDER BY place, score`;
  const found = await rowsOf(session, query, ROWS);
  const rows = found.map((row) => ({ ...row, dimension: row.dimension as Dimension }));
  const categories = Object.fromEntries(
    plan.dimensions.map(({ dimension, column: name }) => {
      const { label, unit } = described(scored, name);
      return [dimension, { label, written: { ...WRITTEN[dimension], ...(unit !== undefined && { unit }) } }];
    }),
  ) as Categories<Dimension>;
  const splits = plan.dimensions.map(({ dimension }) => {
    const own = rows.filter((row) => row.dimension === dimension);
    const users = own.reduce((sum, row) => sum + row.split, 0);
    const all = own.reduce((sum, row) => sum + row.users, 0);
    return { dimension, users, share: all > 0 ? users / all : null };
  });
  return Object.assign(
    new Result({
      session,
      name: 'scores',
      title: { en: 'Values behind each score', zh: '各评分对应的数值' },
      schema: scoreSchema(categories),
      rows,
      query,
      chart: { mark: 'bar', x: 'split', y: 'dimension', color: 'score' },
    }),
    {
      splits: new Result({
        session,
        name: 'split-users',
        title: {
          en: 'Users told from their equals by order alone',
          zh: '仅因排序先后而与同值者得分不同的用户',
        },
        schema: splitSchema(categories),
        rows: splits,
        chart: { mark: 'bar', x: 'users', y: 'dimension' },
      }),
    },
  );
}
