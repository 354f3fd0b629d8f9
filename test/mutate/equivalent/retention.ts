import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const RETENTION = 'lib/src/metrics/retention';
const [FIRST_ITEM = '', SECOND_ITEM = ''] = downwards(1, 2);

/** Looked at one by one: see `EQUIVALENT`. */
export const RETENTION_EQUIVALENT: readonly Equivalent[] = [
  {
    file: `${RETENTION}/array.ts`,
    line: "const query = sql`${join(counts, ' UNION ALL ')} ORDER BY condition`;",
    change: 'ALL -> nothing',
    why: 'Every row has the number of its condition.',
  },
  ...[
    'FROM patterns JOIN ${days} ON bits."bit" = (patterns.active & -patterns.active)',
    'FROM cohorts JOIN ${days} ON bits.n >= cohort',
    'FROM ${days} JOIN firsts USING (user_id) WHERE ${didOnDay(types, returns)} AND "day" >= cohort',
  ].map((line) => ({
    file: `${RETENTION}/cohort-counts.ts`,
    line,
    change: 'JOIN -> LEFT JOIN',
    why: 'A user without a cohort meets no condition on it afterwards; one with a cohort has its day.',
  })),
  ...sortedAfterwards(
    `${RETENTION}/cohort-counts.ts`,
    'sql`SELECT cohort, count(*) AS size FROM (${firsts}) AS firsts GROUP BY cohort ORDER BY cohort`,',
    FIRST_ITEM,
  ),
  ...sortedAfterwards(
    `${RETENTION}/cohort-counts.ts`,
    'GROUP BY cohort, bits.n ORDER BY cohort, "day"`,',
    FIRST_ITEM,
    SECOND_ITEM,
  ),
  ...sortedAfterwards(
    `${RETENTION}/cohort-counts.ts`,
    'FROM returned GROUP BY cohort, n ORDER BY cohort, n`,',
    FIRST_ITEM,
    SECOND_ITEM,
  ),
];
