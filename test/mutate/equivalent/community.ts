import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const COMMUNITY = 'lib/src/metrics/community';

/** Looked at one by one: see `EQUIVALENT`. */
export const COMMUNITY_EQUIVALENT: readonly Equivalent[] = [
  {
    file: `${COMMUNITY}/commission.ts`,
    line: 'CAST(coalesce(sum(greatest(${exactMoney(id(revenue))}, 0)), 0) AS DOUBLE) AS revenue',
    change: '0 -> 1',
    after: 'CAST(coalesce(sum(greatest(${…}, 0)), 1) AS DOUBLE) AS revenue',
    why: "DuckDB's greatest passes over what is missing, so that the sum is there in every group.",
  },
  ...sortedAfterwards(
    `${COMMUNITY}/commission.ts`,
    'FROM ${tiered} GROUP BY 1, 2 ORDER BY 1, 2`;',
    ...downwards(1, 2),
  ),
  ...sortedAfterwards(
    `${COMMUNITY}/group-buying.ts`,
    'WHERE CAST(${id(communityColumn(tiered, name))} AS VARCHAR) = ${literal(community)} GROUP BY tier ORDER BY tier`,',
    ...downwards(1),
  ),
  ...sortedAfterwards(
    `${COMMUNITY}/needs.ts`,
    'FROM ${customers} WHERE ${id(name)} IS NOT NULL AND ${id(label)} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,',
    ...downwards(1, 2),
  ),
];
