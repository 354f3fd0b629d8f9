import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const BENEFITS = 'lib/src/metrics/benefits';
const IN_ORDER = 'if (from !== undefined && until !== undefined && until < from) {';
const [FIRST_ITEM = '', SECOND_ITEM = ''] = downwards(1, 2);

/** Looked at one by one: see `EQUIVALENT`. */
export const BENEFITS_EQUIVALENT: readonly Equivalent[] = [
  ...[
    ['ConditionalExpression', 'if (true && until < from) {'],
    ['ConditionalExpression', 'if (true && until !== undefined && until < from) {'],
    ['ConditionalExpression', 'if (from !== undefined && true && until < from) {'],
    ['LogicalOperator', 'if (from !== undefined || until !== undefined && until < from) {'],
  ].map(([change = '', after = '']) => ({
    ...{ file: `${BENEFITS}/catalog.ts`, line: IN_ORDER, change, after },
    why: 'A day that is not given is before none; the types ask for it.',
  })),
  ...[
    [
      'budget.ts',
      'FROM ranked WHERE ${before} < ${spent} ORDER BY place`);',
      '< -> <=',
      'What gets a part of 0 is deleted, and adds nothing to the bound.',
    ],
    [
      'budget.ts',
      'if (keys.length === 0) return sql`CAST(0 AS DECIMAL(18, 8))`;',
      '0 -> 1',
      'Without benefits nobody has a use to be priced.',
    ],
    [
      'eligible.ts',
      'SELECT t.${user} AS who, e.benefit, count(*) AS n FROM ${tiered} t JOIN entries e ON e.tier = t.tier',
      'JOIN -> LEFT JOIN',
      'Nobody uses a benefit without a name.',
    ],
    ['eligible.ts', "' UNION ALL ',", 'ALL -> nothing', 'An entry is there once.'],
    [
      'eligible.ts',
      'SELECT 1 FROM ${table} t WHERE CAST(t.${user} AS VARCHAR) = uses.who AND t.benefit = uses.benefit',
      '1 -> 2',
      'Only whether there is one is asked.',
    ],
    ...['1 -> 2', 'WHERE TRUE OR (...)', 'FALSE -> TRUE'].flatMap((change) =>
      [
        "const NO_ENTRY = sql`SELECT '' AS tier, '' AS benefit, CAST(1 AS DECIMAL(18, 4)) AS cost, CAST(1 AS BIGINT) AS cap,",
        "1 AS days, '' AS state WHERE FALSE`;",
        "return sql`SELECT '' AS who, '' AS benefit, CAST(NULL AS DATE) AS \"day\" WHERE FALSE`;",
      ].map((line) => ['eligible.ts', line, change, 'No tier, customer or benefit is named by nothing.']),
    ),
  ].map(([file = '', line = '', change = '', why = '']) => ({
    file: `${BENEFITS}/${file}`,
    ...{ line, change, why },
  })),
  ...sortedAfterwards(
    `${BENEFITS}/budget.ts`,
    'FROM asked LEFT JOIN given USING (tier, benefit) ORDER BY tier, benefit`,',
    FIRST_ITEM,
    SECOND_ITEM,
  ),
  ...sortedAfterwards(
    `${BENEFITS}/eligible.ts`,
    'FROM ${table} GROUP BY tier, benefit ORDER BY tier, benefit`;',
    FIRST_ITEM,
    SECOND_ITEM,
  ),
];
