import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const CAMPAIGNS = 'lib/src/metrics/campaigns';
const SUMS = `${CAMPAIGNS}/sums.ts`;
const TO_THE_LAST_DIGIT = 'No value is equal to the last digit.';

/** Looked at one by one: see `EQUIVALENT`. */
export const CAMPAIGNS_EQUIVALENT: readonly Equivalent[] = [
  {
    file: SUMS,
    line: 'const total = (value: Sql, as: string) => sql`CAST(coalesce(sum(${value}), 0) AS DOUBLE) AS ${id(as)}`;',
    change: '0 -> 1',
    why: 'Where no value is there, neither mean nor squares are made of the sum.',
  },
  ...[
    'SELECT CAST(${id(plan.user)} AS VARCHAR) AS who, count(*) AS n, count(CASE WHEN ${costOf(plan)} < 0 THEN 1 END) AS below,',
    'count(CASE WHEN NOT coalesce(${inGroup(plan)}, FALSE) THEN 1 END) AS elsewhere,',
    'count(CASE WHEN ${inGroup(plan)} AND (${id(plan.outcome)} IS NULL OR ${costOf(plan)} IS NULL) THEN 1 END) AS unknown',
  ].map((line) => ({
    ...{ file: SUMS, line, change: 'count -> count(DISTINCT)' },
    why: 'Whoever has several rows is refused, so that each count is of one row.',
  })),
  {
    file: SUMS,
    line: 'return { n: count, mean: sum / count, squares: left <= 1e-9 * squared ? 0 : left };',
    change: 'EqualityOperator',
    after: 'return { n: count, mean: sum / count, squares: left < 1e-9 * squared ? 0 : left };',
    why: 'At most a sum of 0 is equal, and is 0 either way.',
  },
  ...[
    ['checks', 'return p < MISMATCH', 'return p <= MISMATCH'],
    ['checks', 'return q < 0.05', 'return q <= 0.05'],
    ['roi', "if (around.low > 0) return 'pays';", "if (around.low >= 0) return 'pays';"],
    ['roi', "return around.high < 0 ? 'loses' : 'open';", "return around.high <= 0 ? 'loses' : 'open';"],
  ].map(([file = '', line = '', after = '']) => ({
    ...{ file: `${CAMPAIGNS}/${file}.ts`, line, change: 'EqualityOperator', after, why: TO_THE_LAST_DIGIT },
  })),
  ...sortedAfterwards(SUMS, 'GROUP BY key, arm ORDER BY key, arm`;', ...downwards(1, 2)),
];
