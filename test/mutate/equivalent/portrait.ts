import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const PORTRAIT = 'lib/src/metrics/portrait';
const [FIRST_ITEM = '', SECOND_ITEM = ''] = downwards(1, 2);

/** Looked at one by one: see `EQUIVALENT`. */
export const PORTRAIT_EQUIVALENT: readonly Equivalent[] = [
  ...sortedAfterwards(
    `${PORTRAIT}/bands.ts`,
    'SELECT band, count(*) AS users FROM banded GROUP BY band ORDER BY band`;',
    FIRST_ITEM,
  ),
  ...sortedAfterwards(
    `${PORTRAIT}/compare-within.ts`,
    'sql`SELECT DISTINCT ${part} AS part FROM ${table} WHERE ${id(within)} IS NOT NULL ORDER BY part`,',
    'DISTINCT -> nothing',
    FIRST_ITEM,
  ),
  {
    file: `${PORTRAIT}/comparison.ts`,
    line: 'sql`SELECT coalesce(sum(CAST(t AS DOUBLE) * t * t - t), 0) AS ties',
    change: '0 -> 1',
    why: 'Only of no rows at all, where nothing is defined.',
  },
  {
    file: `${PORTRAIT}/comparison.ts`,
    line: 'rank() OVER (ORDER BY ${x}) + (count(*) OVER (PARTITION BY ${x}) - 1) / CAST(2 AS DOUBLE) AS mid_rank',
    change: FIRST_ITEM,
    why: 'H is the same when ranks are counted from above.',
  },
  {
    file: `${PORTRAIT}/comparison.ts`,
    line: 'FROM moments JOIN ranks ON moments."group" = ranks."group" ORDER BY moments."group"`;',
    change: 'JOIN -> LEFT JOIN',
    why: 'Both are of the same groups.',
  },
  {
    file: `${PORTRAIT}/comparison.ts`,
    line: 'FROM moments JOIN ranks ON moments."group" = ranks."group" ORDER BY moments."group"`;',
    change: FIRST_ITEM,
    why: 'Sums over the groups; the order keeps their last bits the same each time.',
  },
  ...sortedAfterwards(
    `${PORTRAIT}/cross-tab.ts`,
    'FROM ${table} WHERE ${id(row)} IS NOT NULL AND ${id(column)} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`;',
    FIRST_ITEM,
    SECOND_ITEM,
  ),
  ...[
    'CASE WHEN sum(x) > 0 THEN 2 * sum(i * x) / (count(*) * sum(x)) - (count(*) + 1) / CAST(count(*) AS DOUBLE) END AS gini,',
    'CASE WHEN sum(x) > 0',
  ].map((line) => ({
    file: `${PORTRAIT}/inequality.ts`,
    line,
    change: 'sum -> max',
    after: line.replace('sum', 'max'),
    why: 'None is negative: the sum is above 0 where the largest is.',
  })),
  {
    file: `${PORTRAIT}/lorenz.ts`,
    line: "' UNION ALL ',",
    change: 'ALL -> nothing',
    why: 'Every step is a number of its own.',
  },
  {
    file: `${PORTRAIT}/summary.ts`,
    line: "FROM (${join(selects, ' UNION ALL ')}) ORDER BY position`;",
    change: 'ALL -> nothing',
    why: 'Every row has a position of its own.',
  },
  ...sortedAfterwards(
    `${PORTRAIT}/summary.ts`,
    'FROM ${table} GROUP BY 1 ORDER BY "group" NULLS LAST`;',
    FIRST_ITEM,
    'LAST -> FIRST',
  ),
  ...[
    [
      'cross-cells.ts',
      'const [users, rowUsers, columnUsers] = [counts[i]?.[j] ?? 0, rowTotals[i] ?? 0, columnTotals[j] ?? 0];',
    ],
    ['cross-cells.ts', 'const residual = residuals[i]?.[j] ?? null;'],
    ['cross-cells.ts', 'expected: expected[i]?.[j] ?? null,'],
    ['cross-cells.ts', 'q: corrected[i]?.[j] ?? null,'],
    ['group-pairs.ts', "one: ordered[one]?.name ?? '',"],
    ['group-pairs.ts', "other: ordered[other]?.name ?? '',"],
  ].map(([file = '', line = '']) => ({
    file: `${PORTRAIT}/${file}`,
    line,
    change: 'OptionalChaining',
    why: 'It is there, which the types do not know.',
  })),
  {
    file: `${PORTRAIT}/group-means.ts`,
    line: 'if (center === null || sd === null) return null;',
    change: 'ConditionalExpression',
    after: 'if (false || sd === null) return null;',
    why: 'Without a mean there is no deviation either.',
  },
];
