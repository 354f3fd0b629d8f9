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
  {
    file: `${COMMUNITY}/group-buying.ts`,
    line: 'unitMargin === null || unitMargin <= 0 ? null : Math.max(1, Math.ceil(fixed / unitMargin - 1e-9)),',
    change: 'ConditionalExpression',
    after: 'false || unitMargin <= 0 ? null : Math.max(1, Math.ceil(fixed / unitMargin - 1e-9)),',
    why: 'null is at most 0.',
  },
  {
    file: `${COMMUNITY}/needs.ts`,
    line: 'if (!/^(?:text|boolean)/.test(kind))',
    change: 'Regex',
    why: 'No other kind has one of these within its name.',
  },
  {
    file: `${COMMUNITY}/needs.ts`,
    line: "q >= 0.05 || cell.difference === null ? 'notShown' : cell.difference > 0 ? 'more' : 'fewer';",
    change: 'ConditionalExpression',
    after: "q >= 0.05 || false ? 'notShown' : cell.difference > 0 ? 'more' : 'fewer';",
    why: 'There is a difference unless there is one community, of which p is 1.',
  },
  {
    file: `${COMMUNITY}/needs.ts`,
    line: "q >= 0.05 || cell.difference === null ? 'notShown' : cell.difference > 0 ? 'more' : 'fewer';",
    change: 'EqualityOperator',
    after: "q >= 0.05 || cell.difference === null ? 'notShown' : cell.difference >= 0 ? 'more' : 'fewer';",
    why: 'Of equal shares p is 1.',
  },
];
