import { AUDIT_EQUIVALENT } from './equivalent/audit.js';
import { CAMPAIGNS_EQUIVALENT } from './equivalent/campaigns.js';
import { COMMUNITY_EQUIVALENT } from './equivalent/community.js';
import { downwards, sortedAfterwards, type Equivalent } from './equivalent/entry.js';
import { LIFECYCLE_EQUIVALENT } from './equivalent/lifecycle.js';
import { TIERS_EQUIVALENT } from './equivalent/tiers.js';

const ADVICE = 'lib/src/metrics/advice';
const CONCENTRATION = 'lib/src/metrics/concentration';
const DATA = 'lib/src/data';
const FUNNEL = 'lib/src/metrics/funnel';
const LOAD = 'lib/src/load';
const ORDERS = 'lib/src/orders';
const ORDER_METRICS = 'lib/src/metrics/orders';
const PORTRAIT = 'lib/src/metrics/portrait';
const PRODUCTS = 'lib/src/metrics/products';
const QUALITY = 'lib/src/metrics/quality';
const REGIONS = 'lib/src/metrics/regions';
const RETENTION = 'lib/src/metrics/retention';
const STATS = 'lib/src/stats';
const TRAFFIC = 'lib/src/metrics/traffic';
const SEGMENTS = 'lib/src/metrics/segments';
const MORE_ARE_DRAWN =
  'More users are drawn than need be, and come out on the side where they are in every order.';

const LONG_WAY = 'More users have all their chains followed, which gives the same arrivals.';
const FIRST_COUNTS = 'The first arrival of a unit is the same when its events or arrivals are there twice.';

const TYPES_ASK = 'It is there, which the types do not know.';
const NO_SUCH_NAME = 'Nothing has the name that stands in the list instead.';
const UNDEFINED_IS_NONE = 'What is undefined is as if it were not given.';

const NEGATED = 'WHEN NOT (...)';
const [FIRST_ITEM = '', SECOND_ITEM = ''] = downwards(1, 2);

/** Looked at one by one; they count neither as killed nor as alive. */
export const EQUIVALENT: readonly Equivalent[] = [
  ...AUDIT_EQUIVALENT,
  ...CAMPAIGNS_EQUIVALENT,
  ...COMMUNITY_EQUIVALENT,
  ...LIFECYCLE_EQUIVALENT,
  ...TIERS_EQUIVALENT,
  {
    file: `${ADVICE}/levers.ts`,
    line: '{ winBack = [], alpha = 0.05 }: LeversOptions = {},',
    change: 'ArrayDeclaration',
    why: NO_SUCH_NAME,
  },
  {
    file: `${ADVICE}/levers.ts`,
    line: 'residual !== null && residual > 0 && q !== null && q < alpha;',
    change: 'ConditionalExpression',
    after: 'true && residual > 0 && q !== null && q < alpha;',
    why: 'Null is not above 0; the types ask for it.',
  },
  {
    file: `${ADVICE}/reasons.ts`,
    line: 'defining: readonly string[] = [],',
    change: 'ArrayDeclaration',
    why: NO_SUCH_NAME,
  },
  ...[
    'const label = both(values[measure]?.label ?? measure);',
    "const [own, everybody] = [written.own['mean']?.[locale] ?? '', written.all['overall']?.[locale] ?? ''];",
  ].map((line) => ({
    file: `${ADVICE}/reasons.ts`,
    line,
    change: 'OptionalChaining',
    why: TYPES_ASK,
  })),
  ...sortedAfterwards(`${CONCENTRATION}/by-size.ts`, 'GROUP BY size ORDER BY size`;', FIRST_ITEM),
  {
    file: `${CONCENTRATION}/concentration.ts`,
    line: 'SELECT *, total > 0 AND cumulative >= ${share} * total - ${ROUNDING} AS enough,',
    change: '>= -> >',
    why: 'A whole number is never a millionth below another.',
  },
  ...[
    [
      'concentration.ts',
      'SELECT coalesce(max(total), 0) AS events, count(*) AS seen, count(CASE WHEN n > 0 THEN 1 END) AS active,',
    ],
    ['concentration.ts', 'CAST(sum(n * n) AS DOUBLE) / nullif(max(total) * max(total), 0) AS hhi,'],
    [
      'concentration.ts',
      'CAST(sum(n * (n - 1)) AS DOUBLE) / nullif(max(total) * (max(total) - 1), 0) AS pairs',
    ],
    ['top.ts', 'sql`SELECT count(*) AS active, coalesce(max(total), 0) AS total'],
  ].map(([file = '', line = '']) => ({
    file: `${CONCENTRATION}/${file}`,
    line,
    change: 'max -> min',
    why: 'Every row has the same total.',
  })),
  ...[
    ["'\\n      UNION ALL ',", 'any-order.ts'],
    ['UNION ALL ${pending.arrivals}`,', 'candidates.ts'],
    ['return sql`UNION ALL', 'candidates.ts'],
  ].map(([line = '', file = '']) => ({
    file: `${FUNNEL}/${file}`,
    line,
    change: 'ALL -> nothing',
    why: FIRST_COUNTS,
  })),
  {
    file: `${FUNNEL}/any-order.ts`,
    line: 'FROM ${unitEvents(tables, plan)} WHERE ${isAnyOf(plan.known, used)}) AS events',
    change: 'WHERE TRUE OR (...)',
    why: 'At an event of no step nothing is reached that was not reached before it.',
  },
  {
    file: `${FUNNEL}/candidates.ts`,
    line: 'units: sql`(SELECT DISTINCT user_id FROM checked WHERE NOT stands)`,',
    change: 'DISTINCT -> nothing',
    why: FIRST_COUNTS,
  },
  ...[
    ['units: sql`(SELECT DISTINCT user_id FROM checked WHERE NOT stands)`,', 'WHERE TRUE OR (...)'],
    ['FROM ${tables.users} WHERE ${firstTime(second ?? [])} IS NOT NULL', 'WHERE TRUE OR (...)'],
    [
      'FROM ${tables.events} JOIN anchors USING (user_id) WHERE ${isAnyOf(plan.known, entry ?? [])} GROUP BY user_id',
      'JOIN -> LEFT JOIN',
    ],
    ['FROM candidates JOIN starts USING (user_id)) AS started', 'JOIN -> LEFT JOIN'],
    ['const startOf = (step: number) => sql`WHEN ${literal(step)} THEN ${id(`start_${step}`)}`;', NEGATED],
  ].map(([line = '', change = '']) => ({ file: `${FUNNEL}/candidates.ts`, line, change, why: LONG_WAY })),
  {
    file: `${FUNNEL}/candidates.ts`,
    line: 'sql`max(CASE WHEN step = ${literal(step)} THEN ${value} END) AS ${id(name)}`;',
    change: 'max -> min',
    why: 'A user has one candidate for a step.',
  },
  {
    file: `${FUNNEL}/candidates.ts`,
    line: 'SELECT user_id, step + 1, min(time), min_by(start, time) FROM (${arrivals}) AS arrivals GROUP BY user_id, step`;',
    change: '+ -> -',
    why: LONG_WAY,
  },
  ...[
    'SELECT user_id, max(start_1) IS NOT NULL AS entered,',
    'max(${rising(last)}) IS NOT NULL AS rose, max(${first(last)}) IS NOT NULL AS at_first,',
  ].map((line) => ({
    file: `${FUNNEL}/counted-query.ts`,
    line,
    change: 'max -> min',
    why: 'Either is null where all are.',
  })),
  {
    file: `${FUNNEL}/counted-query.ts`,
    line: 'SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY time, step) AS n',
    change: 'BY (...) IS NULL AND FALSE',
    why: 'Only numbers of one user are compared.',
  },
  {
    file: `${FUNNEL}/counted-query.ts`,
    line: 'AND n > ${first(step - 1)}`;',
    change: '> -> >=',
    why: 'No event is of two steps.',
  },
  ...['> -> >=', '< -> <='].map((change) => ({
    file: `${FUNNEL}/counted-query.ts`,
    line: 'const inFirstAttempt = (step: number): Sql => sql`n > ${first(step)} AND n < ${first(step + 1)}`;',
    change,
    why: 'No excluded event is of a step.',
  })),
  {
    file: `${FUNNEL}/step-counts.ts`,
    line: 'const settled = sql`CAST(sum(CASE open WHEN FALSE THEN 1 WHEN TRUE THEN 0 END) AS BIGINT)`;',
    change: 'TRUE -> FALSE',
    why: 'Null adds as little as 0, and of nobody else it is read as 0.',
  },
  {
    file: `${FUNNEL}/entries.ts`,
    line: 'HAVING min(CASE WHEN ${isAnyOf(plan.known, types)} THEN event_time END) IS NOT NULL`;',
    change: 'min -> max',
    why: 'Either is null where there is no such event.',
  },
  {
    file: `${FUNNEL}/levels.ts`,
    line: 'const only = units === undefined ? sql`` : sql`JOIN ${units} AS chosen USING (${unit})`;',
    change: 'JOIN -> LEFT JOIN',
    why: LONG_WAY,
  },
  {
    file: `${FUNNEL}/levels.ts`,
    line: 'FROM ${unitEvents(tables, plan)} ${only} WHERE ${isAnyOf(plan.known, used)}) AS events',
    change: 'WHERE TRUE OR (...)',
    why: 'An event of no step, and not excluded, begins and breaks nothing.',
  },
  {
    file: `${FUNNEL}/levels.ts`,
    line: 'WHERE step <> 1',
    change: 'WHERE TRUE OR (...)',
    why: 'Events of the first step are asked for at the first level only.',
  },
  ...[
    ['DISTINCT -> nothing', FIRST_COUNTS],
    ['WHERE TRUE OR (...)', LONG_WAY],
  ].map(([change = '', why = '']) => ({
    file: `${FUNNEL}/levels.ts`,
    line: 'return sql`(SELECT DISTINCT ${unitOf(plan)} FROM ${unitEvents(tables, plan)} WHERE ${isAnyOf(plan.known, types)})`;',
    change,
    why,
  })),
  ...sortedAfterwards(
    `${FUNNEL}/sets-by-day.ts`,
    'SELECT nth, ${usersIn(sql`n`)} AS users, ${setCounts()} FROM sets GROUP BY nth ORDER BY nth`;',
    FIRST_ITEM,
  ),
  {
    file: `${FUNNEL}/step-counts.ts`,
    line: 'UNION ALL',
    change: 'ALL -> nothing',
    why: 'Every part and step is there once.',
  },
  {
    file: `${FUNNEL}/step-counts.ts`,
    line: 'FROM firsts JOIN entries USING (${unit}) GROUP BY part, step',
    change: 'JOIN -> LEFT JOIN',
    why: 'Who has arrived has entered.',
  },
  {
    file: `${FUNNEL}/units.ts`,
    line: 'OVER (PARTITION BY user_id ORDER BY event_time) > ${literal(gap)} THEN 1 ELSE 0 END AS begins',
    change: '1 -> 2',
    why: 'Sessions only have to have numbers of their own.',
  },
  ...[
    [
      'sql`SELECT rowid AS ordinal FROM ${scannedTable(target)} WHERE ${rowsToLocate(target, checks)}',
      'WHERE TRUE OR (...)',
      'More rows are looked up than need be.',
    ],
    [
      'const broken = sql`${ROW.problems} & ${literal(checks.reduce((mask, { bit: n }) => mask | (1n << BigInt(n)), 0n))} <> 0`;',
      '0 -> 1',
      'More rows are looked up than need be.',
    ],
    [
      'ORDER BY ordinal LIMIT ${literal(MAX_ROWS + 1)}`,',
      FIRST_ITEM,
      'What is not found is read row by row, which gives the same.',
    ],
    [
      'SET ${ROW.line} = CAST(l.line AS BIGINT), ${ROW.text} = l.text',
      '= -> <>',
      'No SQL; what fails is read row by row, which gives the same.',
    ],
  ].map(([line = '', change = '', why = '']) => ({ file: `${DATA}/locate.ts`, line, change, why })),
  {
    file: `${DATA}/scan.ts`,
    line: '${ROW.line}, ${ROW.text}, ${ROW.malformed}, ${ROW.problems}, CASE WHEN ${ROW.problems} <> 0 THEN [${join(columns.map(([name]) => rawColumn(name)))}] END AS ${ROW.raw},',
    change: '0 -> 1',
    why: 'The values of a row without problems are not asked for, nor those of one that cannot be split.',
  },
  {
    file: `${DATA}/scan.ts`,
    line: 'sql`UPDATE ${rows} SET ${ROW.problems} = ${ROW.problems} + ${bit(unique.bit)}',
    change: '+ -> -',
    why: 'Only of rows without another problem, and its bit is the last: of -2^n no lower one is set.',
  },
  ...['WHERE TRUE OR (...)', '<> -> =', '0 -> 1'].map((change) => ({
    file: `${DATA}/locate.ts`,
    line: 'SELECT (${keys}) FROM ${scannedTable(target)} WHERE ${ROW.problems} & ${bit(unique.bit)} <> 0)`;',
    change,
    why: 'More rows are looked up than need be.',
  })),
  ...[
    ['? sql`SELECT NULL AS first_line WHERE FALSE`', 'WHERE TRUE OR (...)'],
    ['? sql`SELECT NULL AS first_line WHERE FALSE`', 'FALSE -> TRUE'],
    ['? sql`FALSE`', 'FALSE -> TRUE'],
  ].map(([line = '', change = '']) => ({
    file: `${DATA}/quarantine.ts`,
    line,
    change,
    why: 'Without a key no reason has the line of a first row.',
  })),
  ...[
    'const line = sql`min_by(${ROW.line}, rowid)`;',
    "return file === undefined ? line : sql`${line} || ' of ' || min_by(${id(file)}, rowid)`;",
  ].map((line) => ({
    file: `${DATA}/quarantine.ts`,
    line,
    change: 'min_by -> max_by',
    why: 'One row without a problem has the key.',
  })),
  ...[
    [
      'column-contract.ts',
      'MethodExpression',
      "return Array.isArray(values) && values.every((value) => typeof value === 'string');",
      'No list has both values and pairs.',
    ],
    [
      'column-contract.ts',
      'ConditionalExpression',
      'const named = categories === undefined ? undefined : categoriesOf(categories);',
      'Of undefined it is undefined.',
      'const named = false ? undefined : categoriesOf(categories);',
    ],
    [
      'reading/marks.ts',
      'EqualityOperator',
      "return onlyComma > onlyPoint ? ',' : '.';",
      'They are not the same there.',
      "return onlyComma >= onlyPoint ? ',' : '.';",
    ],
    [
      'rules.ts',
      'ConditionalExpression',
      "const wanted = checks[index] === undefined ? '' : key(checks[index]);",
      TYPES_ASK,
      "const wanted = false ? '' : key(checks[index]);",
    ],
    [
      'source/xlsx/layout.ts',
      'ConditionalExpression',
      'if (best !== undefined && best.count > 0) return best.row;',
      TYPES_ASK,
      'if (true && best.count > 0) return best.row;',
    ],
    [
      'source/xlsx/layout.ts',
      'OptionalChaining',
      'if (above !== undefined && grid.isMerged(above.line) && above.line + 1 === texts[full]?.line) return above;',
      TYPES_ASK,
    ],
    [
      'source/xlsx/layout.ts',
      'ArithmeticOperator',
      "return words.filter((word, index) => word !== words[index - 1]).join(' ');",
      'Of words that repeat one is left either way.',
    ],
    [
      'source/records.ts',
      'ConditionalExpression',
      'return result.done === true ? undefined : result.value;',
      'At the end the value is undefined.',
      'return false ? undefined : result.value;',
    ],
    [
      'source/records.ts',
      'ConditionalExpression',
      `if (!text.includes('"')) return { fields: text.split(delimiter) };`,
      'The loop gives the same, only slower.',
      'if (false) return { fields: text.split(delimiter) };',
    ],
    [
      'source/records.ts',
      'BooleanLiteral',
      'if (end === -1) return { open: true };',
      'Only whether it is there is asked.',
    ],
    [
      'source/xlsx/cell.ts',
      'EqualityOperator',
      "Math.abs(number) < 1e-6 ? number.toFixed(20).replace(/\\.?0+$/, '') : plain(number);",
      'Both give the same text of a millionth.',
      "Math.abs(number) <= 1e-6 ? number.toFixed(20).replace(/\\.?0+$/, '') : plain(number);",
    ],
    [
      'source/xlsx/number-format.ts',
      'ArrayDeclaration',
      'const [, bracketed] = /\\[\\$([^\\]-]+)(?:-[^\\]]*)?\\]/.exec(section) ?? [];',
      'Only the second item is asked for.',
    ],
    [
      'source/xlsx/serial.ts',
      'EqualityOperator',
      'const shift = !from1904 && day < NO_DAY ? 1 : 0;',
      'That day is given back before.',
      'const shift = !from1904 && day <= NO_DAY ? 1 : 0;',
    ],
    [
      'source/xlsx/serial.ts',
      'ConditionalExpression',
      'if (known !== undefined) return known;',
      'Made again.',
      'if (false) return known;',
    ],
    ...['if (true) dates.clear();', 'if (false) dates.clear();'].map((after) => [
      'source/xlsx/serial.ts',
      'ConditionalExpression',
      'if (dates.size >= MAX_DATES) dates.clear();',
      'How many are kept alters no date.',
      after,
    ]),
    ...['>', '<'].map((sign) => [
      'source/xlsx/serial.ts',
      'EqualityOperator',
      'if (dates.size >= MAX_DATES) dates.clear();',
      'How many are kept alters no date.',
      `if (dates.size ${sign} MAX_DATES) dates.clear();`,
    ]),
  ].map(([file = '', change = '', line = '', why = '', after]) => ({
    ...{ file: `${DATA}/${file}`, line, change, why },
    ...(after !== undefined && { after }),
  })),
  ...sortedAfterwards(
    `${DATA}/reading/facts.ts`,
    'FROM ways GROUP BY position ORDER BY position`,',
    FIRST_ITEM,
  ),
  ...[
    [
      'fields.ts',
      'ObjectLiteral',
      'rows.map(({ column: name }) => [name, { label: withUnit(entryOf(schema, name) ?? { label: name }) }]),',
      'rows.map(({ column: name }) => [name, { label: withUnit(entryOf(schema, name) ?? {}) }]),',
    ],
    [
      'fields.ts',
      'OptionalChaining',
      'meaning: rows.every(({ column: name }) => entryOf(labels, name)?.label === name),',
    ],
    [
      'nothing-accepted.ts',
      'OptionalChaining',
      'const [total, broken] = [count(rows), count(most.rows[0]?.broken ?? null)];',
    ],
  ].map(([file = '', change = '', line = '', after]) => ({
    ...{ file: `${LOAD}/${file}`, line, change, why: TYPES_ASK },
    ...(after !== undefined && { after }),
  })),
  ...sortedAfterwards(
    `${LOAD}/schema.ts`,
    'WHERE ${id(name)} IS NOT NULL ORDER BY 1 LIMIT ${literal(MAX_CATEGORIES + 1)}`,',
    FIRST_ITEM,
  ),
  ...[
    [
      'amount-per.ts',
      'SELECT min(amount) = max(amount) AND min(amount) <> 0 AND NOT coalesce(${ownAmount}, FALSE) AS alike',
      'min -> max',
      'Both are the same there.',
      'SELECT min(amount) = max(amount) AND max(amount) <> 0 AND NOT coalesce(${…}, FALSE) AS alike',
    ],
    [
      'content.ts',
      "count(CASE WHEN kind = 'purchase' THEN 1 END) AS purchases, CAST(coalesce(sum(total), 0) AS DOUBLE) AS revenue,",
      '0 -> 1',
      'A file without an order is refused before.',
    ],
    [
      'customers.ts',
      "FROM ${lines} l JOIN ${orders} o USING (order_id) WHERE o.kind = 'purchase' AND l.${id(name)} IS NOT NULL",
      'JOIN -> LEFT JOIN',
      'A line of no order is of no purchase.',
    ],
    [
      'order-table.ts',
      'SELECT order_id, min(customer_id) AS customer_id, min("time") AS "time", count(*) AS lines, sum(amount) AS total,',
      'min -> max',
      'Lines of an order with two customers do not count.',
      'SELECT order_id, max(customer_id) AS customer_id, min("time") AS "time", count(*) AS lines, sum(amount) AS total,',
    ],
  ].map(([file = '', line = '', change = '', why = '', after]) => ({
    file: `${ORDERS}/${file}`,
    ...{ line, change, why, ...(after !== undefined && { after }) },
  })),
  ...[
    ["...(amountPer === 'line' ? (['amount'] as const) : []),", 'ArrayDeclaration', NO_SUCH_NAME],
    ["...(computed ? (['quantity', 'price'] as const) : []),", 'ArrayDeclaration', NO_SUCH_NAME],
    [
      '...(role !== undefined && { role }),',
      'ConditionalExpression',
      UNDEFINED_IS_NONE,
      '...(true && { role }),',
    ],
    [
      "...(kind === 'timestamp' && { timeZone, ...(dateFormat !== undefined && { dateFormat }) }),",
      'ConditionalExpression',
      UNDEFINED_IS_NONE,
      "...(kind === 'timestamp' && { timeZone, ...(true && { dateFormat }) }),",
    ],
  ].map(([line = '', change = '', why = '', after]) => ({
    file: `${ORDERS}/columns.ts`,
    ...{ line, change, why, ...(after !== undefined && { after }) },
  })),
  ...[
    [
      'asked ?? (others.length === 0 && only !== undefined && isCode(only) ? only : session.currency);',
      'ConditionalExpression',
      'asked ?? (others.length === 0 && true && isCode(only) ? only : session.currency);',
    ],
    [
      'asked ?? (session.currency !== null && codes.includes(session.currency) ? session.currency : codes[0]);',
      'ConditionalExpression',
      'asked ?? (true && codes.includes(session.currency) ? session.currency : codes[0]);',
    ],
    [
      'if (codes.length === 0 || target === undefined) {',
      'ConditionalExpression',
      'if (codes.length === 0 || false) {',
    ],
    [
      "const into = target ?? found[0]?.code ?? 'EUR';",
      'OptionalChaining',
      "const into = target ?? found[0].code ?? 'EUR';",
    ],
  ].map(([line = '', change = '', after = '']) => ({
    file: `${ORDERS}/currency.ts`,
    ...{ line, change, after, why: TYPES_ASK },
  })),
  ...[
    [
      'line-table.ts',
      "entryOf(file.schema, other) ?? { kind: 'text?', label: other },",
      'ObjectLiteral',
      TYPES_ASK,
      'entryOf(file.schema, other) ?? {},',
    ],
    [
      'load.ts',
      'const kept = Object.keys(file.contract.columns).filter(',
      'MethodExpression',
      'Of two columns of a name the first is taken, which is the same as without the second.',
    ],
    [
      'open.ts',
      'if (first === null || asOf === null) throw nothingCounts(file, account);',
      'ConditionalExpression',
      'Where there is a first day there is a last one.',
      'if (first === null || false) throw nothingCounts(file, account);',
    ],
  ].map(([file = '', line = '', change = '', why = '', after]) => ({
    file: `${ORDERS}/${file}`,
    ...{ line, change, why, ...(after !== undefined && { after }) },
  })),
  {
    file: `${ORDERS}/lines.ts`,
    line: 'return timeZone === \'UTC\' ? sql`"time"` : sql`timezone(${literal(timeZone)}, timezone(\'UTC\', "time"))`;',
    change: 'ConditionalExpression',
    after: 'return false ? sql`"time"` : sql`timezone(${literal(timeZone)}, timezone(\'UTC\', "time"))`;',
    why: 'From UTC to UTC is no step.',
  },
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
  ...sortedAfterwards(
    `${PORTRAIT}/bands.ts`,
    'SELECT band, count(*) AS users FROM banded GROUP BY band ORDER BY band`;',
    FIRST_ITEM,
  ),
  ...sortedAfterwards(
    `${PORTRAIT}/compare-within.ts`,
    'sql`SELECT DISTINCT ${part} AS part FROM ${table} WHERE ${id(within)} IS NOT NULL ORDER BY part`,',
    'DISTINCT -> nothing',
    FIRST_ITEM,
  ),
  {
    file: `${PORTRAIT}/comparison.ts`,
    line: 'sql`SELECT coalesce(sum(CAST(t AS DOUBLE) * t * t - t), 0) AS ties',
    change: '0 -> 1',
    why: 'Only of no rows at all, where nothing is defined.',
  },
  {
    file: `${PORTRAIT}/comparison.ts`,
    line: 'rank() OVER (ORDER BY ${x}) + (count(*) OVER (PARTITION BY ${x}) - 1) / CAST(2 AS DOUBLE) AS mid_rank',
    change: FIRST_ITEM,
    why: 'H is the same when ranks are counted from above.',
  },
  {
    file: `${PORTRAIT}/comparison.ts`,
    line: 'FROM moments JOIN ranks ON moments."group" = ranks."group" ORDER BY moments."group"`;',
    change: 'JOIN -> LEFT JOIN',
    why: 'Both are of the same groups.',
  },
  {
    file: `${PORTRAIT}/comparison.ts`,
    line: 'FROM moments JOIN ranks ON moments."group" = ranks."group" ORDER BY moments."group"`;',
    change: FIRST_ITEM,
    why: 'Sums over the groups; the order keeps their last bits the same each time.',
  },
  ...sortedAfterwards(
    `${PORTRAIT}/cross-tab.ts`,
    'FROM ${table} WHERE ${id(row)} IS NOT NULL AND ${id(column)} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`;',
    FIRST_ITEM,
    SECOND_ITEM,
  ),
  ...[
    'CASE WHEN sum(x) > 0 THEN 2 * sum(i * x) / (count(*) * sum(x)) - (count(*) + 1) / CAST(count(*) AS DOUBLE) END AS gini,',
    'CASE WHEN sum(x) > 0',
  ].map((line) => ({
    file: `${PORTRAIT}/inequality.ts`,
    line,
    change: 'sum -> max',
    after: line.replace('sum', 'max'),
    why: 'None is negative: the sum is above 0 where the largest is.',
  })),
  {
    file: `${PORTRAIT}/lorenz.ts`,
    line: "' UNION ALL ',",
    change: 'ALL -> nothing',
    why: 'Every step is a number of its own.',
  },
  {
    file: `${PORTRAIT}/summary.ts`,
    line: "FROM (${join(selects, ' UNION ALL ')}) ORDER BY position`;",
    change: 'ALL -> nothing',
    why: 'Every row has a position of its own.',
  },
  ...sortedAfterwards(
    `${PORTRAIT}/summary.ts`,
    'FROM ${table} GROUP BY 1 ORDER BY "group" NULLS LAST`;',
    FIRST_ITEM,
    'LAST -> FIRST',
  ),
  {
    file: `${PRODUCTS}/segment-products.ts`,
    line: 'FROM parts JOIN overall USING (category)',
    change: 'JOIN -> LEFT JOIN',
    why: 'The category of a part is one of all users.',
  },
  ...sortedAfterwards(
    `${PRODUCTS}/segment-products.ts`,
    'FROM shares ORDER BY "group", spending_rank, category`;',
    FIRST_ITEM,
  ),
  ...sortedAfterwards(
    `${REGIONS}/segment-regions.ts`,
    'FROM (${known(scored, [segment, region])}) AS people GROUP BY 1, 2 ORDER BY 1, 2`;',
    FIRST_ITEM,
    SECOND_ITEM,
  ),
  ...[
    [
      'missing.ts',
      'sql`SELECT "column", rows, nulls, empty, sentinels FROM (${join(selects, \' UNION ALL \')}) ORDER BY position`,',
    ],
    ['outliers.ts', "FROM (${join(selects, ' UNION ALL ')}) ORDER BY position`;"],
  ].map(([file = '', line = '']) => ({
    file: `${QUALITY}/${file}`,
    line,
    change: 'ALL -> nothing',
    why: 'Every row has a position of its own.',
  })),
  {
    file: `${RETENTION}/array.ts`,
    line: 'const first = met[0] ?? sql`FALSE`;',
    change: 'FALSE -> TRUE',
    why: 'There are at least two conditions.',
  },
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
  {
    file: `${SEGMENTS}/compare-ties.ts`,
    line: 'sql`SELECT count(*) AS n FROM ${first} AS a JOIN ${table} AS b USING (${user})',
    change: 'JOIN -> LEFT JOIN',
    why: 'Both tables are of the same users.',
  },
  {
    file: `${SEGMENTS}/profile-cells.ts`,
    line: 'FROM counted JOIN members ON counted.segment = members.segment WHERE position = 1`,',
    change: 'JOIN -> LEFT JOIN',
    why: 'A segment with a combination has members.',
  },
  {
    file: `${SEGMENTS}/profile-modes.ts`,
    line: "sql`SELECT * FROM (${join(selects, ' UNION ALL ')}) AS counts ORDER BY users DESC, value`,",
    change: 'ALL -> nothing',
    why: 'The rows of an attribute have its name: none is there twice.',
  },
  {
    file: `${SEGMENTS}/tie-sensitivity.ts`,
    line: 'ORDER BY substr(random, ${literal(1 + digits * HEX_DIGITS)}, ${literal(HEX_DIGITS)}), person)`;',
    change: 'item 2 of ORDER BY -> DESC',
    why: 'Ten hexadecimal digits are equal once in 10^12.',
  },
  ...sortedAfterwards(
    `${TRAFFIC}/cells.ts`,
    'FROM ${hours} ORDER BY "day", "hour"`;',
    FIRST_ITEM,
    SECOND_ITEM,
  ),
  ...sortedAfterwards(
    `${TRAFFIC}/people.ts`,
    'FROM ${days ?? sql``} GROUP BY "day" ORDER BY "day"`,',
    FIRST_ITEM,
  ),
  ...['BY (...) IS NULL AND FALSE', '- -> +'].map((change) => ({
    file: `${SEGMENTS}/tie-sensitivity.ts`,
    line: 'places: sql`${place} AS ${first}, ${place} + count(*) OVER (PARTITION BY ${id(value)}) - 1 AS ${last}`,',
    change,
    why: MORE_ARE_DRAWN,
  })),
  ...['AND -> OR', '> -> >='].map((change) => ({
    file: `${SEGMENTS}/tie-sensitivity.ts`,
    line: 'open: sql`(${first} <= ${limit} AND ${last} > ${limit})`,',
    change,
    why: MORE_ARE_DRAWN,
  })),
  {
    file: `${SEGMENTS}/tie-sensitivity.ts`,
    line: 'sql`${first} > ${limit} OR (${last} > ${limit} AND ${first} - 1 + ${random(digits)} > ${limit})`,',
    change: '> -> >=',
    why: 'Of equals whose last place is the last low one, none is drawn above it.',
  },
  ...[
    [
      'contingency.ts',
      'residual(observed, expected[i]?.[j] ?? 0, (rows[i] ?? 0) / n, (columns[j] ?? 0) / n),',
    ],
    ['contingency.ts', 'const value = expected[i]?.[j] ?? 0;'],
    ['cramers-v.ts', 'const [r, c] = [counts.length, counts[0]?.length ?? 0];'],
    ['cramers-v.ts', 'const at = (i: number, j: number) => shares[i]?.[j] ?? 0;'],
    [
      'max-z.ts',
      'const ofColumn = q.map((_, j) => sum(p.map((share, i) => Math.sqrt(share) * (noise[i]?.[j] ?? 0))));',
    ],
    [
      'kaplan-meier.ts',
      'for (; (left[next]?.time ?? time) < time; next += 1) atRisk -= left[next]?.count ?? 1;',
    ],
    ['kaplan-meier.ts', 'if (sorted[at]?.event === true) events += sorted[at]?.count ?? 1;'],
  ].map(([file = '', line = '']) => ({
    file: `${STATS}/${file}`,
    line,
    change: 'OptionalChaining',
    why: TYPES_ASK,
  })),
  ...[
    [
      'apportion.ts',
      '.toSorted((a, b) => b.fraction - a.fraction || b.weight - a.weight || (a.name < b.name ? -1 : 1))',
      '<',
      'Names are different.',
    ],
    ['difference.ts', 'return { p, equivalent: p < 0.05 };', '<', 'No p is 0.05 to the last digit.'],
    [
      'difference.ts',
      'const p = error === 0 ? Number(room <= 0) : room > 0 ? twoSided / 2 : 1 - twoSided / 2;',
      '>',
      'At 0 both are one half.',
    ],
    ['distributions.ts', 'return z > 0 ? 1 - tail : tail;', '>', 'At 0 both are one half.'],
    [
      'rarefaction.ts',
      'if (size * groups >= missing) return needed + missing / size;',
      '>=',
      'The next size then needs nothing more.',
    ],
    [
      'roots.ts',
      'while (high - low > 1e-12 * Math.max(1, Math.abs(low))) {',
      '>',
      'One more step, far behind the digits that are told.',
    ],
  ].map(([file = '', line = '', sign = '', why = '']) => ({
    file: `${STATS}/${file}`,
    line,
    change: 'EqualityOperator',
    after: line.replace(` ${sign} `, sign === '>=' ? ' > ' : ` ${sign}= `),
    why,
  })),
  {
    file: `${STATS}/kaplan-meier.ts`,
    line: 'return steps.find(({ happened }) => happened >= share - 1e-12)?.time ?? null;',
    change: 'EqualityOperator',
    after: 'return steps.find(({ happened }) => happened > share - 1e-12)?.time ?? null;',
    why: 'No share is 1e-12 below another.',
  },
  {
    file: `${STATS}/noncentral.ts`,
    line: 'const [from, to] = [Math.max(0, Math.floor(mean - reach)), Math.ceil(mean + reach)];',
    change: 'MethodExpression',
    after: 'const [from, to] = [Math.min(0, Math.floor(mean - reach)), Math.ceil(mean + reach)];',
    why: 'Terms before 0 have no weight, those before the reach one below 1e-15.',
  },
  ...[
    ['bootstrap.ts', 'if (n < 2 || !(squares > 0)) return null;', 'n < 2', 'false'],
    ['clustered.ts', 'if (n < 2 || y === 0) return null;', 'n < 2', 'false'],
    ['paired-sums.ts', 'if (n < 2 || one.y === 0 || other.y === 0) return null;', 'n < 2', 'false'],
  ].map(([file = '', line = '', part = '', instead = '']) => ({
    file: `${STATS}/${file}`,
    line,
    change: 'ConditionalExpression',
    after: line.replace(part, instead),
    why: 'A single unit has no spread either.',
  })),
  ...['squares / (n - 1) * n', 'squares * (n - 1) / n', 'squares / (n + 1) / n'].map((error) => ({
    file: `${STATS}/bootstrap.ts`,
    line: 'return { mean, error: Math.sqrt(squares / (n - 1) / n) };',
    change: 'ArithmeticOperator',
    after: `return { mean, error: Math.sqrt(${error}) };`,
    why: 'A factor of all errors cancels: t is divided by it and the interval multiplied.',
  })),
  ...[
    [
      'ConditionalExpression',
      'if (known !== undefined) return known;',
      'if (false) return known;',
      'Made again.',
    ],
    [
      'ArithmeticOperator',
      'const lower = Float64Array.from({ length: offset + Math.round(REACH / STEP) + 1 }, (_, index) =>',
      'const lower = Float64Array.from({ length: offset + Math.round(REACH / STEP) - 1 }, (_, index) =>',
      'The last values weigh less than 1e-13.',
    ],
    [
      'ArithmeticOperator',
      'const table = Float64Array.from({ length: Math.round(END / STEP) + 1 }, (_, width) => {',
      'const table = Float64Array.from({ length: Math.round(END / STEP) - 1 }, (_, width) => {',
      'Behind the table the probability is 1, as at its end.',
    ],
    [
      'EqualityOperator',
      'for (let node = 0; node <= NODES; node += 1) {',
      'for (let node = 0; node < NODES; node += 1) {',
      'The last value weighs less than 1e-13.',
    ],
    [
      'EqualityOperator',
      'for (let node = 0; node <= nodes; node += 1) {',
      'for (let node = 0; node < nodes; node += 1) {',
      'The last value weighs less than 1e-11.',
    ],
    [
      'EqualityOperator',
      'const at = (i: number) => (i < 0 ? (-1) ** (k - 1) * (table[-i] ?? 1) : (table[i] ?? 1));',
      'const at = (i: number) => (i <= 0 ? (-1) ** (k - 1) * (table[-i] ?? 1) : (table[i] ?? 1));',
      'It is 0 at 0.',
    ],
    [
      'ArithmeticOperator',
      'const at = (i: number) => (i < 0 ? (-1) ** (k - 1) * (table[-i] ?? 1) : (table[i] ?? 1));',
      'const at = (i: number) => (i < 0 ? (-1) ** (k + 1) * (table[-i] ?? 1) : (table[i] ?? 1));',
      'The sign is the same.',
    ],
    [
      'ArithmeticOperator',
      'const spacing = (Math.cbrt(1 + reach) - from) / nodes;',
      'const spacing = (Math.cbrt(1 + reach) + from) / nodes;',
      'Wider steps reach farther, where nothing is.',
    ],
  ].map(([change = '', line = '', after = '', why = '']) => ({
    file: `${STATS}/studentized-range.ts`,
    ...{ line, change, after, why },
  })),
  {
    file: `${STATS}/cramers-v.ts`,
    line: 'const columns = (shares[0] ?? []).map((_, j) => sum(shares.map((row) => row[j] ?? 0)));',
    change: 'ArrayDeclaration',
    why: TYPES_ASK,
  },
  {
    file: `${STATS}/cramers-v.ts`,
    line: 'return phiSquared > 1e-12 ? Math.sqrt(variance / phiSquared) / 2 : 0;',
    change: 'EqualityOperator',
    after: 'return phiSquared >= 1e-12 ? Math.sqrt(variance / phiSquared) / 2 : 0;',
    why: 'What is left of terms that cancel is never 1e-12 to the last digit.',
  },
  ...['size * keep / (1 - keep)', 'size / keep * (1 - keep)', 'size * keep * (1 + keep)'].map((wider) => ({
    file: `${STATS}/rarefaction.ts`,
    line: 'const [mean, reach] = [size * keep, 8 * Math.sqrt(size * keep * (1 - keep)) + 8];',
    change: 'ArithmeticOperator',
    after: `const [mean, reach] = [size * keep, 8 * Math.sqrt(${wider}) + 8];`,
    why: 'A wider reach: what it adds has no weight.',
  })),
  ...[
    [
      'const least = (2 ** -52 * Math.abs(best.x) + Number.MIN_VALUE) / Math.abs(b.x - a.x);',
      'ArithmeticOperator',
      'const least = (2 ** -52 * Math.abs(best.x) - Number.MIN_VALUE) / Math.abs(b.x - a.x);',
    ],
    [
      'if (best.off === 0 || least > 0.5) return best.x;',
      'EqualityOperator',
      'if (best.off === 0 || least >= 0.5) return best.x;',
    ],
    [
      'part = Math.min(1 - least, Math.max(least, nextPart(a, b, c)));',
      'ArithmeticOperator',
      'part = Math.min(1 + least, Math.max(least, nextPart(a, b, c)));',
    ],
    [
      'const [xi, phi] = [(a.x - b.x) / (c.x - b.x), (a.off - b.off) / (c.off - b.off)];',
      'ArithmeticOperator',
      'const [xi, phi] = [(a.x - b.x) / (c.x - b.x), (a.off - b.off) / (c.off + b.off)];',
    ],
    [
      'if (!(phi ** 2 < xi && (1 - phi) ** 2 < 1 - xi)) return 0.5;',
      'EqualityOperator',
      'if (!(phi ** 2 <= xi && (1 - phi) ** 2 < 1 - xi)) return 0.5;',
    ],
    [
      'if (!(phi ** 2 < xi && (1 - phi) ** 2 < 1 - xi)) return 0.5;',
      'ConditionalExpression',
      'if (!(phi ** 2 < xi && true)) return 0.5;',
    ],
    [
      'if (!(phi ** 2 < xi && (1 - phi) ** 2 < 1 - xi)) return 0.5;',
      'EqualityOperator',
      'if (!(phi ** 2 < xi && (1 - phi) ** 2 <= 1 - xi)) return 0.5;',
    ],
    [
      'if (!(phi ** 2 < xi && (1 - phi) ** 2 < 1 - xi)) return 0.5;',
      'ArithmeticOperator',
      'if (!(phi ** 2 < xi && (1 - phi) ** 2 < 1 + xi)) return 0.5;',
    ],
  ].map(([line = '', change = '', after = '']) => ({
    file: `${STATS}/roots.ts`,
    ...{ line, change, after },
    why: 'Another step on the way to the same place.',
  })),
  ...[
    ['ConditionalExpression', 'const best = false ? a : b;'],
    ['EqualityOperator', 'const best = Math.abs(a.off) <= Math.abs(b.off) ? a : b;'],
  ].map(([change = '', after = '']) => ({
    file: `${STATS}/roots.ts`,
    line: 'const best = Math.abs(a.off) < Math.abs(b.off) ? a : b;',
    change,
    after,
    why: 'Both are next to the place when the search ends.',
  })),
];
