import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const CONCENTRATION = 'lib/src/metrics/concentration';
const [FIRST_ITEM = ''] = downwards(1);

/** Looked at one by one: see `EQUIVALENT`. */
export const CONCENTRATION_EQUIVALENT: readonly Equivalent[] = [
  ...sortedAfterwards(`${CONCENTRATION}/by-size.ts`, 'GROUP BY size ORDER BY size`;', FIRST_ITEM),
  {
    file: `${CONCENTRATION}/concentration.ts`,
    line: 'SELECT *, total > 0 AND cumulative >= ${share} * total - ${ROUNDING} AS enough,',
    change: '>= -> >',
    why: 'A whole number is never a millionth below another.',
  },
  ...[
    [
      'concentration.ts',
      'SELECT coalesce(max(total), 0) AS events, count(*) AS seen, count(CASE WHEN n > 0 THEN 1 END) AS active,',
    ],
    ['concentration.ts', 'CAST(sum(n * n) AS DOUBLE) / nullif(max(total) * max(total), 0) AS hhi,'],
    [
      'concentration.ts',
      'CAST(sum(n * (n - 1)) AS DOUBLE) / nullif(max(total) * (max(total) - 1), 0) AS pairs',
    ],
    ['top.ts', 'sql`SELECT count(*) AS active, coalesce(max(total), 0) AS total'],
  ].map(([file = '', line = '']) => ({
    file: `${CONCENTRATION}/${file}`,
    line,
    change: 'max -> min',
    why: 'Every row has the same total.',
  })),
  {
    file: `${CONCENTRATION}/by-size.ts`,
    line: 'if (needed === null || part * total < 1) return [];',
    change: 'ConditionalExpression',
    after: 'if (false || part * total < 1) return [];',
    why: 'Only without events is it null, of which every part is below 1.',
  },
];
