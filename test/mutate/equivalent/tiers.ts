import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const TIERS = 'lib/src/metrics/tiers';

/** Looked at one by one: see `EQUIVALENT`. */
export const TIERS_EQUIVALENT: readonly Equivalent[] = [
  {
    file: `${TIERS}/chance-query.ts`,
    line: "const draw = sql`CAST('0x' || substr(md5(concat_ws(':', ${literal(seed)}, round, customer_id)), 1, ${literal(DIGITS)}) AS BIGINT)`;",
    change: '1 -> 2',
    why: 'Other digits of the same hash are as good a draw.',
  },
  {
    file: `${TIERS}/chance-query.ts`,
    line: 'count(${until(day, sql`CASE WHEN total > 0 THEN 1 END`)}) AS orders,',
    change: '1 -> 2',
    why: 'It stands for a row that is counted.',
  },
  {
    file: `${TIERS}/chance-query.ts`,
    line: 'WHERE total > 0 AND "day" <= ${date(to)} GROUP BY customer_id',
    change: '<= -> <',
    why: 'Who bought first on the last day had no tier on the first one, and is left out.',
  },
  {
    file: `${TIERS}/chance-query.ts`,
    line: 'SELECT customer_id, first, span, round, CASE WHEN round = 0 THEN 0 ELSE ${draw} % greatest(span, 1) END AS shift',
    change: '1 -> 2',
    why: 'On a circle of one day, or none, every shift leads to the same day.',
  },
  {
    file: `${TIERS}/chance-query.ts`,
    line: 'FROM ${orders} o JOIN shifts s USING (customer_id) WHERE o."day" <= ${date(to)}',
    change: 'JOIN -> LEFT JOIN',
    why: 'Who has no purchase has no recency, and is left out.',
  },
  ...sortedAfterwards(
    `${TIERS}/chance-query.ts`,
    'GROUP BY i.round, w.tier, i.tier ORDER BY i.round, w.tier, i.tier`;',
    ...downwards(1, 2, 3),
  ),
  {
    file: `${TIERS}/chance.ts`,
    line: "const { n } = await engine.one(sql`SELECT count(*) AS n FROM ${orders}`, { n: 'integer' });",
    change: 'count -> 0 * count',
    why: 'More rounds are counted at once.',
  },
  ...sortedAfterwards(`${TIERS}/claims.ts`, 'GROUP BY 1, 2 ORDER BY 1, 2 DESC`;', ...downwards(1)),
  {
    file: `${TIERS}/movers.ts`,
    line: 'ORDER BY 1`,',
    change: 'item 1 of ORDER BY -> DESC',
    why: 'An audience is a set of customers.',
  },
  {
    file: `${TIERS}/score.ts`,
    line: 'WHERE value IS NOT NULL',
    change: 'WHERE TRUE OR (...)',
    why: 'Missing values come last, behind all places that are asked for.',
  },
  {
    file: `${TIERS}/score.ts`,
    line: ') WHERE place IN (${join([...new Set(places)].map(literal))})`,',
    change: 'WHERE TRUE OR (...)',
    why: 'The values are looked up by their places.',
  },
  ...sortedAfterwards(
    `${TIERS}/shares.ts`,
    'const query = sql`SELECT tier, count(*) AS customers FROM ${tiered} GROUP BY tier ORDER BY tier`;',
    ...downwards(1),
  ),
  {
    file: `${TIERS}/history/hold-effect.ts`,
    line: 'SELECT d.customer_id, d.valid_from, d.before, min(CASE WHEN h.valid_from > d.valid_from THEN h.valid_from WHEN h.valid_from IS NOT NULL THEN d.valid_from END)',
    change: '> -> >=',
    why: 'On the same day both are that day.',
  },
  {
    file: `${TIERS}/history/hold-effect.ts`,
    line: 'AND (h.valid_to IS NULL OR h.valid_to > d.valid_from)',
    change: '> -> >=',
    why: 'Who is in a later tier already and leaves it on the day of a decline comes into no better one.',
  },
];
