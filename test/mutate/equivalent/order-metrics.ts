import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const ORDER_METRICS = 'lib/src/metrics/orders';
const TYPES_ASK = 'It is there, which the types do not know.';
const [FIRST_ITEM = '', SECOND_ITEM = ''] = downwards(1, 2);

/** Looked at one by one: see `EQUIVALENT`. */
export const ORDER_METRICS_EQUIVALENT: readonly Equivalent[] = [
  ...[
    ['baskets.ts', 'value: sql`min(o.total)`,', 'min -> max', 'An order has one total.'],
    [
      'baskets.ts',
      "FROM ${orders} o JOIN ${lines} l USING (order_id) WHERE o.kind = 'purchase' GROUP BY 1, 2",
      'JOIN -> LEFT JOIN',
      'An order has lines.',
    ],
    [
      'cohort-sums.ts',
      'FROM ${orders} o JOIN ${customers} c USING (customer_id) GROUP BY 1, 2, 3',
      'JOIN -> LEFT JOIN',
      'Who has no purchase has no age, and rows without one are dropped.',
    ],
    [
      'cohort-sums.ts',
      'FROM spent JOIN firsts USING (customer_id) WHERE age >= 0 GROUP BY cohort, age ORDER BY cohort, age`;',
      'JOIN -> LEFT JOIN',
      'Who has an age has a first period.',
    ],
    [
      'cohort-sums.ts',
      'FROM spent JOIN firsts USING (customer_id) WHERE age >= 0 GROUP BY cohort, age ORDER BY cohort, age`;',
      'WHERE TRUE OR (...)',
      'Nobody looks up what was before the first period.',
    ],
    [
      'cohort-sums.ts',
      'FROM spent JOIN firsts USING (customer_id) WHERE age = 0 GROUP BY cohort`,',
      'JOIN -> LEFT JOIN',
      'Who has an age has a first period.',
    ],
    [
      'concentration.ts',
      'reached AS (SELECT min(place) AS needed FROM ranked WHERE cumulative >= ${share} * CAST(total AS DOUBLE) - ${ROUNDING})',
      '>= -> >',
      'Money is never a millionth below another.',
    ],
    [
      'concentration.ts',
      'SELECT count(*) AS holders, coalesce(sum(revenue), 0) AS revenue, min(needed) AS needed,',
      'min -> max',
      'Every row has the same.',
    ],
    [
      'concentration.ts',
      'min(needed) / CAST(count(*) AS DOUBLE) AS needed_share,',
      'min -> max',
      'Every row has the same.',
    ],
    [
      'durations.ts',
      'SELECT least(nth, 4) AS nth, coalesce(next, ${dateSql(asOf)}) - "day" AS "time", next IS NOT NULL AS event,',
      '4 -> 5',
      'Only the first three are told apart.',
    ],
    [
      'holders.ts',
      'FROM ${lines} l JOIN ${orders} o USING (order_id) WHERE l.${id(name)} IS NOT NULL',
      'JOIN -> LEFT JOIN',
      'A line is of an order.',
    ],
    [
      'holders.ts',
      'coalesce(sum(CASE WHEN item IS NULL THEN amount END), 0) AS unnamed',
      'sum -> max',
      'What has no name is one row.',
    ],
    ['repeat.ts', "' UNION ALL ',", 'ALL -> nothing', 'No days are there twice.'],
    [
      'repeat.ts',
      'SELECT customer_id, min("day") AS first, max(CASE WHEN nth = 2 THEN "day" END) AS second',
      'max -> min',
      'A customer has one second order.',
    ],
    [
      'purchase-intervals.ts',
      'WHERE orders > 1 GROUP BY 1, 2 ORDER BY 1, 2`,',
      'WHERE TRUE OR (...)',
      'What adds to no side does not count.',
    ],
    [
      'purchase-intervals.ts',
      'WHERE orders > 1 GROUP BY 1, 2 ORDER BY 1, 2`,',
      '> -> >=',
      'What adds to no side does not count.',
    ],
    [
      'seasonality.ts',
      'sql`SELECT count(CASE WHEN CAST("time" AS DATE) < "time" THEN 1 END) AS timed FROM ${shop.orders}`,',
      'count -> count(DISTINCT)',
      'Only whether there is one is asked.',
    ],
    ...[
      "count(CASE WHEN ${before} AND kind = 'purchase' THEN 1 END) AS bought_before,",
      "count(CASE WHEN ${after} AND kind = 'purchase' THEN 1 END) AS bought_after,",
      'count(CASE WHEN "day" < ${dateSql(periods.after.from)} AND kind = \'purchase\' THEN 1 END) AS bought_earlier',
      'FROM ${orders} GROUP BY customer_id HAVING count(CASE WHEN ${before} OR ${after} THEN 1 END) > 0',
    ].map((line) => [
      'revenue-change.ts',
      line,
      'count -> count(DISTINCT)',
      'Only whether there is one is asked.',
    ]),
    [
      'shop.ts',
      'sql`CAST(coalesce(sum(${exactMoney(one)} * ${exactMoney(other)}), 0) AS DOUBLE)`;',
      '0 -> 1',
      'Of no rows at all, which have no interval.',
    ],
    ...[
      'FROM ${lines} l JOIN ${orders} o USING (order_id)',
      'common AS (SELECT items.* FROM items JOIN sizes USING (item) WHERE sizes.n >= ${least}),',
      'FROM common x JOIN common y ON x.order_id = y.order_id AND x.item < y.item GROUP BY 1, 2 HAVING count(*) >= ${least}',
      'FROM counted JOIN sizes one ON one.item = first JOIN sizes other ON other.item = second',
      'FROM chosen JOIN common ON item = first OR item = second GROUP BY 1, 2, 3, 4',
      'FROM theirs t JOIN buyers m USING (customer_id) GROUP BY 1, 2',
      'FROM chosen JOIN products USING (first, second) CROSS JOIN whole',
    ].map((line) => ['pair-query.ts', line, 'JOIN -> LEFT JOIN', 'What has no partner is in no pair.']),
    [
      'pair-query.ts',
      'common AS (SELECT items.* FROM items JOIN sizes USING (item) WHERE sizes.n >= ${least}),',
      'WHERE TRUE OR (...)',
      'Rare items are in no pair that is frequent enough.',
    ],
    ...[
      'const sum = (value: Sql, as: string) => sql`CAST(coalesce(sum(${value}), 0) AS BIGINT) AS ${id(as)}`;',
      'SELECT count(*) AS customers, CAST(coalesce(sum(n), 0) AS BIGINT) AS n, CAST(coalesce(sum(n * n), 0) AS BIGINT) AS nn FROM buyers',
    ].map((line) => ['pair-query.ts', line, '0 -> 1', 'Of no rows at all, where there is no pair.']),
    [
      'price-volume-mix.ts',
      'FROM ${lines} l JOIN ${orders} o USING (order_id) WHERE ${b} OR ${a} GROUP BY 1',
      'JOIN -> LEFT JOIN',
      'A line is of an order.',
    ],
  ].map(([file = '', line = '', change = '', why = '']) => ({
    file: `${ORDER_METRICS}/${file}`,
    ...{ line, change, why },
  })),
  ...[
    [
      'cohort-curve.ts',
      'const bases = own.flatMap(({ cohort }) => cohorts.get(cohort) ?? []);',
      'ArrayDeclaration',
    ],
    ['cohorts.ts', 'const customers = sums.get(cohort)?.n ?? 0;'],
    ['concentration.ts', "const name = both(held.schema['item']?.label ?? of);"],
    [
      'concentration.ts',
      'rows: counts.map((row) => ({ ...row, topShare: spread?.topShare ?? null, gini: spread?.gini ?? null })),',
    ],
    ['price-volume-mix.ts', 'const whole = overall.rows[0]?.before ?? 0;'],
    ['purchase-intervals.ts', 'return found?.time ?? 0;'],
    ['revenue-change.ts', 'const whole = overall.rows[0]?.before ?? 0;'],
  ].map(([file = '', line = '', change = 'OptionalChaining']) => ({
    file: `${ORDER_METRICS}/${file}`,
    ...{ line, change, why: TYPES_ASK },
  })),
  ...[
    [
      'cohort-curve.ts',
      'const withoutResidue = (squares: number, all: number): number => (squares <= 1e-9 * all ? 0 : squares);',
      'EqualityOperator',
      '<=',
      '<',
      'Where both are equal they are 0.',
    ],
    [
      'per-day.ts',
      'const spread = studentInterval({ n: days, mean: mean ?? 0, squares: left <= 1e-9 * squares ? 0 : left });',
      'EqualityOperator',
      '<=',
      '<',
      'Where both are equal they are 0.',
    ],
    [
      'lift.ts',
      'if (squares <= 1e-12) return null;',
      'EqualityOperator',
      '<=',
      '<',
      'What is left of terms that cancel is never 1e-12 to the last digit.',
    ],
    [
      'lift.ts',
      'if (customers < 2 || ab === 0) return null;',
      'ConditionalExpression',
      'customers < 2',
      'false',
      'A single customer has no spread either.',
    ],
    [
      'concentration.ts',
      '...(note !== null && { note }),',
      'ConditionalExpression',
      'note !== null',
      'true',
      'A note of null is none.',
    ],
  ].map(([file = '', line = '', change = '', part = '', instead = '', why = '']) => ({
    file: `${ORDER_METRICS}/${file}`,
    ...{ line, change, after: line.replace(part, instead), why },
  })),
  ...sortedAfterwards(
    `${ORDER_METRICS}/cohort-sums.ts`,
    'FROM spent JOIN firsts USING (customer_id) WHERE age >= 0 GROUP BY cohort, age ORDER BY cohort, age`;',
    SECOND_ITEM,
  ),
  ...sortedAfterwards(
    `${ORDER_METRICS}/durations.ts`,
    'FROM steps GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,',
    FIRST_ITEM,
    SECOND_ITEM,
    'item 3 of ORDER BY -> DESC',
  ),
  ...sortedAfterwards(
    `${ORDER_METRICS}/holders.ts`,
    'GROUP BY 1 HAVING sum(l.amount) > 0 ORDER BY item`);',
    FIRST_ITEM,
  ),
  ...sortedAfterwards(
    `${ORDER_METRICS}/over-time.ts`,
    'FROM ${shop.orders} GROUP BY 1 ORDER BY 1`;',
    FIRST_ITEM,
  ),
  ...sortedAfterwards(`${ORDER_METRICS}/per-day.ts`, 'FROM days GROUP BY part ORDER BY part`,', FIRST_ITEM),
  ...sortedAfterwards(
    `${ORDER_METRICS}/purchase-intervals.ts`,
    'WHERE orders > 1 GROUP BY 1, 2 ORDER BY 1, 2`,',
    FIRST_ITEM,
    SECOND_ITEM,
  ),
];
