import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const TIERS = 'lib/src/metrics/tiers';

const intoTables = (file: string, line: string, ...items: readonly number[]): Equivalent[] =>
  downwards(...items).map((change) => ({
    ...{ file: `${TIERS}/history/${file}`, line, change },
    why: 'It fills a table, which has no order.',
  }));

/** Rows that are put together without looking for those that are there twice. */
const noneTwice = (file: string, why: string, lines: readonly string[]): Equivalent[] =>
  lines.map((line) => ({ file: `${TIERS}/history/${file}`, line, change: 'ALL -> nothing', why }));

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
  {
    file: `${TIERS}/history/advance.ts`,
    line: 'await make(base, sql`SELECT s.* FROM ${state} s JOIN ${touched} t USING (customer_id) WHERE NOT t.anew`);',
    change: 'JOIN -> LEFT JOIN',
    why: 'Of who is not touched it is not known whether they begin anew, and they are left out.',
  },
  ...intoTables('advance.ts', 'WHERE valid_to IS NOT NULL ORDER BY customer_id, valid_from`);', 1, 2),
  ...intoTables('advance.ts', 'WHERE k.next_day IS NULL ORDER BY k.customer_id`);', 1),
  ...intoTables(
    'at.ts',
    'WHERE valid_from <= ${on} AND (valid_to IS NULL OR valid_to > ${on}) ORDER BY customer_id`);',
    1,
  ),
  ...intoTables(
    'deliver.ts',
    'sql`INSERT INTO ${known} SELECT order_id, customer_id, "day", total FROM ${changed} ORDER BY "day", order_id`,',
    ...[1, 2],
  ),
  ...noneTwice('advance.ts', 'Customers are grouped afterwards.', [
    "UNION ALL SELECT customer_id, FALSE, TRUE, FALSE FROM ${store.table('state')} WHERE ${newDays(input, sql`due`)}",
    'UNION ALL SELECT customer_id, FALSE, FALSE, TRUE FROM ${input.late}',
  ]),
  ...noneTwice('advance.ts', 'A customer has one row a day.', [
    'UNION ALL SELECT customer_id, greatest("day", ${from}), min("day"), max(CASE WHEN total > 0 THEN "day" END),',
    "UNION ALL SELECT customer_id, tier, tier_score, \"day\", CASE WHEN before IS NULL AND why = 'order' THEN 'first' ELSE why END",
  ]),
  ...noneTwice('deliver.ts', 'It is asked who is among them.', [
    'UNION ALL SELECT customer_before, day_before FROM ${changed}',
  ]),
  ...noneTwice('evaluate.ts', 'A customer has one row a day.', [
    "UNION ALL SELECT ${columns(passed)}, 'time' FROM ${known} k JOIN (VALUES ${values}) t(turn)",
  ]),
  ...noneTwice('open.ts', 'A stay has ended or has not.', [
    "UNION ALL SELECT customer_id, tier, score, valid_from, CAST(NULL AS DATE), why FROM ${store.table('state')}",
  ]),
  {
    file: `${TIERS}/history/evaluate.ts`,
    line: 'ON ${passed} > k."day" AND ${passed} < coalesce(k.next_day, ${until} + 1)`;',
    change: '> -> >=',
    why: 'A second row of a day says what the first one says.',
  },
  {
    file: `${TIERS}/history/evaluate.ts`,
    line: 'CASE WHEN p[1] <= ${is} THEN p[1] WHEN p[${is} + 2] = 1 THEN ${is} ELSE p[1] END),',
    change: '<= -> <',
    why: 'Of two equal places either one is taken.',
  },
  {
    file: `${TIERS}/history/evaluate.ts`,
    line: 'SELECT j.* REPLACE (t.held AS place) FROM ${judged} j JOIN told t USING (customer_id, "day")`;',
    change: 'JOIN -> LEFT JOIN',
    why: 'Both are made of the same rows.',
  },
  {
    file: `${TIERS}/history/store.ts`,
    line: "sql`SELECT count(*) AS n FROM duckdb_tables() WHERE database_name = ${this.catalog} AND table_name = 'settings'`,",
    change: '= -> <>',
    after:
      "SELECT count(*) AS n FROM duckdb_tables() WHERE database_name = ${…} AND table_name <> 'settings'",
    why: 'The tables of a history are all made at once.',
  },
  ...sortedAfterwards(
    `${TIERS}/history/store.ts`,
    "const rows = await engine.all(sql`SELECT name, value FROM ${this.table('settings')} ORDER BY name`, {",
    ...downwards(1),
  ),
  ...[
    'Math.min(1, Math.floor(AT_ONCE / Math.max(1, n)));',
    'Math.max(1, Math.floor(AT_ONCE * Math.max(1, n)));',
    'Math.max(1, Math.floor(AT_ONCE / Math.min(1, n)));',
  ].map((other) => ({
    file: `${TIERS}/chance.ts`,
    line: 'const atOnce = Math.max(1, Math.floor(AT_ONCE / Math.max(1, n)));',
    change: other.includes('*') ? 'ArithmeticOperator' : 'MethodExpression',
    after: `const atOnce = ${other}`,
    why: 'A round is the same, however many are counted at once.',
  })),
  {
    file: `${TIERS}/chance.ts`,
    line: 'counted[round]?.set(keyOf({ before, after }), customers);',
    change: 'OptionalChaining',
    why: 'There is a place for each round.',
  },
  {
    file: `${TIERS}/cuts.ts`,
    line: 'Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));',
    change: 'EqualityOperator',
    after: 'Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a <= b ? -1 : 1)));',
    why: 'No key is there twice.',
  },
  ...[
    "`${path}: not a file of cuts (${issue.path.join('.') ?? ''}: ${issue?.message ?? ''}).`,",
    "`${path}: not a file of cuts (${issue?.path.join('.') ?? ''}: ${issue.message ?? ''}).`,",
  ].map((after) => ({
    file: `${TIERS}/cuts.ts`,
    line: "`${path}: not a file of cuts (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}).`,",
    ...{ change: 'OptionalChaining', after, why: 'What is wrong has an issue.' },
  })),
  {
    file: `${TIERS}/score.ts`,
    line: 'const positions = dimensions.map(([name, value]) => sql`(${position(value, percentiles[name] ?? [])})`);',
    change: 'ArrayDeclaration',
    why: 'Cuts of a score have percentiles of its dimensions.',
  },
  {
    file: `${TIERS}/score.ts`,
    line: 'if (places.length === 0) return [];',
    change: 'ArrayDeclaration',
    why: 'Where no place is asked for, no value is taken.',
  },
  {
    file: `${TIERS}/score.ts`,
    line: 'return places.flatMap((place) => values.get(place) ?? []);',
    change: 'ArrayDeclaration',
    why: 'Each place from 1 to the number of values has one.',
  },
  {
    file: `${TIERS}/steady-state.ts`,
    line: 'if (unknown !== undefined) return { matrix: [], unknown };',
    change: 'ArrayDeclaration',
    why: 'Where something is not known, the matrix is not read.',
  },
  ...['if (true)', 'if (false)', 'if (mean >= 50)', 'if (mean <= 50)'].map((other) => ({
    file: `${TIERS}/steady-state.ts`,
    line: 'if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));',
    change: other.includes('mean') ? 'EqualityOperator' : 'ConditionalExpression',
    after: `${other} return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));`,
    why: 'Either way draws numbers with this mean and variance.',
  })),
  {
    file: `${TIERS}/steady-state.ts`,
    line: 'if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));',
    change: 'ArithmeticOperator',
    after: 'if (mean > 50) return Math.max(0, Math.round(mean - Math.sqrt(mean) * random.normal()));',
    why: 'A normal is as often below 0 as above.',
  },
  {
    file: `${TIERS}/steady-state.ts`,
    line: 'while (product > limit) {',
    change: 'EqualityOperator',
    after: 'while (product >= limit) {',
    why: 'No product of draws is the limit to the last digit.',
  },
  {
    file: `${TIERS}/history/settings.ts`,
    line: '? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))',
    change: 'EqualityOperator',
    after: '? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a <= b ? -1 : 1)))',
    why: 'No key is there twice.',
  },
  ...['if (true) {', 'if (counts.corrected >= 0) {'].map((after) => ({
    file: `${TIERS}/history/deliver.ts`,
    line: 'if (counts.corrected > 0) {',
    change: after.includes('=') ? 'EqualityOperator' : 'ConditionalExpression',
    ...{ after, why: 'There is no row to be deleted where no order was corrected.' },
  })),
  {
    file: `${TIERS}/history/evaluate.ts`,
    line: "const ranks = (cuts.percentiles['recency'] ?? []).map((least) => Math.floor(-least));",
    change: 'ArrayDeclaration',
    why: 'A word in place of a rank is no number, and is left out.',
  },
  {
    file: `${TIERS}/history/run-batch.ts`,
    line: 'const to = last === null || last < day ? day : last;',
    change: 'EqualityOperator',
    why: 'Either is the other where they are equal.',
  },
  ...['isAnyLate: true,', 'isAnyLate: delivery.late + delivery.corrected >= 0,'].map((after) => ({
    file: `${TIERS}/history/run-batch.ts`,
    line: 'isAnyLate: delivery.late + delivery.corrected > 0,',
    change: after.includes('>=') ? 'EqualityOperator' : 'ConditionalExpression',
    ...{ after, why: 'It saves queries that find no row.' },
  })),
  {
    file: `${TIERS}/history/advance.ts`,
    line: 'if (input.isAnyLate) {',
    change: 'ConditionalExpression',
    after: 'if (true) {',
    why: 'It saves queries that find no row.',
  },
];
