import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const RECOMMENDATIONS = 'lib/src/metrics/recommendations';
const LEFT = 'JOIN -> LEFT JOIN';
const NOT_JUDGED = 'Lists of customers who are not judged are not looked at.';
const HAS_ONE = 'Each row has one on the other side.';
const IS_DROPPED = 'A row without the other side is dropped by what reads it.';
const NEVER_READ = 'Nothing reads it where there are no such methods or no prices.';

/** Looked at one by one: see `EQUIVALENT`. */
export const RECOMMENDATIONS_EQUIVALENT: readonly Equivalent[] = [
  ...[
    [
      'assigned',
      'JOIN ${table} l ON l.customer_id = p.customer_id AND l.list = p.method`);',
      LEFT,
      IS_DROPPED,
    ],
    ['evaluation-sums', "' UNION ALL ',", 'ALL -> nothing', 'No two rows are the same.'],
    [
      'evaluation-sums',
      'FROM wanted w JOIN ${people} p USING (customer_id) CROSS JOIN methods m',
      LEFT,
      HAS_ONE,
    ],
    ['evaluation-sums', 'JOIN ideals i ON i.n = least(w.n, ${literal(k)})', LEFT, HAS_ONE],
    [
      'evaluation-sums',
      'FROM scores s JOIN scores b ON b.customer_id = s.customer_id AND b.list = ${literal(baseline)}',
      LEFT,
      HAS_ONE,
    ],
    [
      'for-customers',
      "FROM ${lists} JOIN ${known.people} USING (customer_id) WHERE list = ${literal(ruleKey('rule'))} ORDER BY customer_id, place`);",
      LEFT,
      HAS_ONE,
    ],
    ['known', 'FROM ${lines} l JOIN ${orders} o USING (order_id)', LEFT, HAS_ONE],
    [
      'known',
      'count(CASE WHEN orders > 1 THEN 1 END) AS again, count(CASE WHEN first THEN 1 END) AS firsts, min(price) AS price',
      'min -> max',
      'A product has one price.',
    ],
    [
      'known',
      'coalesce(b.own, 0) AS own, ${chosen} AS chosen',
      '0 -> 1',
      'One more place of the ranking is looked at, and cut off afterwards.',
    ],
    ...['0 -> 1', 'WHERE TRUE OR (...)', 'FALSE -> TRUE'].map((change) => [
      'known',
      "const NO_PAIRS = sql`SELECT '' AS item, '' AS other, 0 AS orders, 0 AS of_item, 0 AS of_other WHERE FALSE`;",
      change,
      NEVER_READ,
    ]),
    [
      'known',
      'return sql`WITH sizes AS (SELECT item, count(*) AS n FROM ${baskets} GROUP BY item HAVING count(*) >= ${literal(least)}),',
      'HAVING TRUE OR (...)',
      'A product of fewer orders has no pair of as many; without it, more pairs are counted than need be.',
    ],
    ['known', 'common AS (SELECT order_id, item FROM ${baskets} JOIN sizes USING (item)),', LEFT, IS_DROPPED],
    [
      'known',
      'SELECT x.item, y.item AS other, count(*) AS orders FROM common x JOIN common y USING (order_id)',
      LEFT,
      HAS_ONE,
    ],
    [
      'known',
      'FROM placed p JOIN sizes i ON i.item = p.item JOIN sizes o ON o.item = p.other WHERE place <= ${literal(neighbors)}`;',
      LEFT,
      HAS_ONE,
    ],
    ...['WHERE TRUE OR (...)', 'FALSE -> TRUE'].map((change) => [
      'known',
      'return sql`SELECT CAST(NULL AS VARCHAR) AS item, CAST(NULL AS DOUBLE) AS price WHERE FALSE`;',
      change,
      NEVER_READ,
    ]),
    [
      'lists',
      'sql`SELECT customer_id, item, orders AS score FROM ${bought} JOIN ${people} USING (customer_id) WHERE chosen`,',
      LEFT,
      IS_DROPPED,
    ],
    [
      'lists',
      'sql`SELECT customer_id, item, orders AS score FROM ${bought} JOIN ${people} USING (customer_id) WHERE chosen`,',
      'WHERE TRUE OR (...)',
      NOT_JUDGED,
    ],
    ['lists', 'FROM (${scores}) AS s JOIN ${products} g USING (item)', LEFT, HAS_ONE],
    [
      'lists',
      '${firstOf(known, sql`SELECT p.customer_id, r.item, r.rank FROM ${people} p JOIN ranking r ON r.rank <= ${reach(known)} WHERE p.chosen`)}`;',
      'WHERE TRUE OR (...)',
      NOT_JUDGED,
    ],
    [
      'lists',
      'return sql`WITH counted AS (SELECT tier, item, count(*) AS own FROM ${bought} JOIN ${people} USING (customer_id) GROUP BY 1, 2),',
      LEFT,
      'Nobody is in no tier, to whom the others would belong.',
    ],
    [
      'lists',
      'SELECT tier, item, counted.own, g.customers AS everywhere, g.place FROM counted JOIN ${products} g USING (item)',
      LEFT,
      HAS_ONE,
    ],
    [
      'lists',
      '${firstOf(known, sql`SELECT p.customer_id, r.item, r.rank FROM ${people} p JOIN ranking r ON r.tier = p.tier AND r.rank <= ${reach(known)} WHERE p.chosen`)}`;',
      'WHERE TRUE OR (...)',
      NOT_JUDGED,
    ],
    [
      'lists',
      'FROM ${bought} b JOIN ${people} q USING (customer_id) JOIN ${pairs} p USING (item)',
      LEFT,
      IS_DROPPED,
    ],
    [
      'lists',
      'CROSS JOIN (SELECT count(DISTINCT order_id) AS n FROM ${baskets}) w',
      'DISTINCT -> nothing',
      'It is a factor of all pairs alike.',
    ],
    ['lists', 'WHERE q.chosen GROUP BY 1, 2`,', 'WHERE TRUE OR (...)', NOT_JUDGED],
    [
      'lists',
      'sql`SELECT s.customer_id, s.item, row_number() OVER (PARTITION BY s.customer_id ORDER BY s.score DESC, g.place) AS rank',
      'BY (...) IS NULL AND FALSE',
      'Each customer is ranked anew afterwards, in the same order.',
    ],
    ['lists', 'FROM (${scores}) AS s JOIN ${known.products} g USING (item)`,', LEFT, HAS_ONE],
    [
      'tier-products',
      'FROM ranked JOIN sizes USING (tier) WHERE rank <= ${literal(top)} ORDER BY tier, rank`;',
      LEFT,
      HAS_ONE,
    ],
  ].map(([file = '', line = '', change = '', why = '']) => ({
    ...{ file: `${RECOMMENDATIONS}/${file}.ts`, line, change, why },
  })),
  {
    file: `${RECOMMENDATIONS}/lists.ts`,
    line: 'return paired(known, sql`p.orders * CAST(w.n AS DOUBLE) / (CAST(p.of_item AS DOUBLE) * p.of_other)`);',
    change: '* -> /',
    after: 'p.orders / CAST(w.n AS DOUBLE) / (CAST(p.of_item AS DOUBLE) * p.of_other)',
    why: 'It is a factor of all pairs alike.',
  },
  {
    file: `${RECOMMENDATIONS}/tier-products.ts`,
    line: 'FROM ${lines} l JOIN ${orders} o USING (order_id) JOIN ${tiered} t ON t.${user} = o.customer_id',
    change: LEFT,
    after: 'FROM ${…} l LEFT JOIN ${…} o USING (order_id) JOIN ${…} t ON t.${…} = o.customer_id',
    why: HAS_ONE,
  },
  ...['plan', 'score', 'cuts'].map((name) => ({
    ...{ file: `${RECOMMENDATIONS}/evaluate.ts`, line: `...(${name} !== undefined && { ${name} }),` },
    ...{ change: 'ConditionalExpression', after: `...(true && { ${name} }),` },
    why: 'What is undefined is as if it were not given.',
  })),
  ...[
    [
      'EqualityOperator',
      'const squares = left <= 1e-9 * squared ? 0 : left;',
      'const squares = left < 1e-9 * squared ? 0 : left;',
      'At most a sum of 0 is equal, and is 0 either way.',
    ],
    [
      'ConditionalExpression',
      "if (q === null || difference === null || q >= 0.05) return 'notShown';",
      "if (q === null || false || q >= 0.05) return 'notShown';",
      'Where there is a q, there is a difference.',
    ],
    [
      'EqualityOperator',
      "if (q === null || difference === null || q >= 0.05) return 'notShown';",
      "if (q === null || difference === null || q > 0.05) return 'notShown';",
      'No q is 0.05 to the last digit.',
    ],
    [
      'EqualityOperator',
      "return difference > 0 ? 'better' : 'worse';",
      "return difference >= 0 ? 'better' : 'worse';",
      'A difference of 0 has a P of 1.',
    ],
  ].map(([change = '', line = '', after = '', why = '']) => ({
    ...{ file: `${RECOMMENDATIONS}/scores.ts`, line, change, after, why },
  })),
  ...sortedAfterwards(
    `${RECOMMENDATIONS}/evaluation-sums.ts`,
    'GROUP BY 1, 2 ORDER BY 1, 2`;',
    ...downwards(1, 2),
  ),
  ...sortedAfterwards(`${RECOMMENDATIONS}/measured.ts`, 'GROUP BY 1 ORDER BY 1`,', ...downwards(1)),
  ...sortedAfterwards(
    `${RECOMMENDATIONS}/tier-products.ts`,
    'FROM ranked JOIN sizes USING (tier) WHERE rank <= ${literal(top)} ORDER BY tier, rank`;',
    ...downwards(1),
  ),
];
