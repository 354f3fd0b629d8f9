import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const LIFECYCLE = 'lib/src/metrics/lifecycle';

/** Looked at one by one: see `EQUIVALENT`. */
export const LIFECYCLE_EQUIVALENT: readonly Equivalent[] = [
  {
    file: `${LIFECYCLE}/lifetimes.ts`,
    line: "JOIN ${by.customers} g ON CAST(g.${id(columnOf(by.customers, 'user'))} AS VARCHAR) = lapses.customer_id",
    change: 'JOIN -> LEFT JOIN',
    why: 'Who is not joined has no group, and is left out.',
  },
  ...sortedAfterwards(
    `${LIFECYCLE}/lifetimes.ts`,
    'FROM placed GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,',
    ...downwards(1, 2, 3),
  ),
  {
    file: `${LIFECYCLE}/rhythm.ts`,
    line: 'CASE WHEN coalesce(own, typical) > ${literal(least)} THEN coalesce(own, typical)',
    change: '> -> >=',
    why: 'Of two equal intervals either one is taken.',
  },
  {
    file: `${LIFECYCLE}/stages.ts`,
    line: ') ORDER BY customer_id`);',
    change: 'item 1 of ORDER BY -> DESC',
    why: 'It makes a table, which has no order.',
  },
  {
    file: `${LIFECYCLE}/warned.ts`,
    line: 'JOIN (SELECT customer_id, min(${days}) AS recency, count(CASE WHEN ${days} < ${literal(horizon)} THEN 1 END) AS before',
    change: 'JOIN -> LEFT JOIN',
    why: 'Both are made of the same purchases.',
  },
  {
    file: `${LIFECYCLE}/warned.ts`,
    line: "sql`WITH active AS (${active}), later AS (${later}) ${join(rules, ' UNION ALL ')} ORDER BY 1, 2`,",
    change: 'ALL -> nothing',
    why: 'Each row has a rule and a score of its own.',
  },
  ...sortedAfterwards(
    `${LIFECYCLE}/warned.ts`,
    "sql`WITH active AS (${active}), later AS (${later}) ${join(rules, ' UNION ALL ')} ORDER BY 1, 2`,",
    ...downwards(1),
  ),
  {
    file: `${LIFECYCLE}/require-stages.ts`,
    line: 'const takers = new Set(own.map((cell) => stages.find(([, earlier]) => holds(earlier, cell))?.[0]));',
    change: 'OptionalChaining',
    why: 'The stage itself holds in each of its cells.',
  },
  {
    file: `${LIFECYCLE}/survival.ts`,
    line: 'const found = lifetimes.flatMap(({ group }) => group ?? []);',
    change: 'ArrayDeclaration',
    why: 'Without a column that divides the groups are not asked for, and with one each has a name.',
  },
  {
    file: `${LIFECYCLE}/survival.ts`,
    line: 'return low === undefined || high === undefined ? null : { low, high };',
    change: 'ConditionalExpression',
    after: 'return false || high === undefined ? null : { low, high };',
    why: 'Where half must have lapsed, half may have.',
  },
  ...['high', 'low'].map((end) => ({
    file: `${LIFECYCLE}/survival.ts`,
    line: `const ${end === 'high' ? 'low' : 'high'} = steps.find(({ interval, happened }) => (interval?.${end} ?? happened) >= 0.5)?.time;`,
    change: 'EqualityOperator',
    after: `const ${end === 'high' ? 'low' : 'high'} = steps.find(({ interval, happened }) => (interval?.${end} ?? happened) > 0.5)?.time;`,
    why: 'No end of an interval is a half to the last digit.',
  })),
];
