import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const FUNNEL = 'lib/src/metrics/funnel';
const LONG_WAY = 'More users have all their chains followed, which gives the same arrivals.';
const FIRST_COUNTS = 'The first arrival of a unit is the same when its events or arrivals are there twice.';
const UNREAD = 'Nothing reads it.';
const TYPES_ASK = 'It is always there, which the types do not know.';
const NEGATED = 'WHEN NOT (...)';
const [FIRST_ITEM = ''] = downwards(1);

/** Looked at one by one: see `EQUIVALENT`. */
export const FUNNEL_EQUIVALENT: readonly Equivalent[] = [
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
    ['FROM ${tables.users} WHERE ${firstTime(second)} IS NOT NULL', 'WHERE TRUE OR (...)'],
    [
      'FROM ${tables.events} JOIN anchors USING (user_id) WHERE ${isAnyOf(plan.known, entry)} GROUP BY user_id',
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
      'any-order.ts',
      'const starts = numbers.slice(1).map((step) => sql`${nthLast(numbers, step)} AS ${id(`start_${step}`)}`);',
    ],
    ['candidates.ts', 'const numbers = plan.steps.map((_, index) => index + 1).slice(1);'],
    ['levels.ts', 'const further = plan.steps.slice(1).map((_, index) => {'],
    ['strict.ts', 'const before = numbers'],
  ].map(([file = '', line = '']) => ({
    file: `${FUNNEL}/${file}`,
    line,
    change: 'MethodExpression',
    why: UNREAD,
  })),
  {
    file: `${FUNNEL}/candidates.ts`,
    line: 'const numbers = plan.steps.map((_, index) => index + 1).slice(1);',
    change: 'ArithmeticOperator',
    why: LONG_WAY,
  },
  {
    file: `${FUNNEL}/candidates.ts`,
    line: 'const pending = orderedChains(tables, plan, dialect, {',
    change: 'ObjectLiteral',
    why: LONG_WAY,
  },
  ...[
    ['ConditionalExpression', 'true'],
    ['EqualityOperator', 'later.steps.length >= 1'],
  ].map(([change = '', condition = '']) => ({
    file: `${FUNNEL}/candidates.ts`,
    line: '...(later.steps.length > 1 ? laterChains.queries : []),',
    change,
    after: `...(${condition} ? laterChains.queries : []),`,
    why: UNREAD,
  })),
  {
    file: `${FUNNEL}/candidates.ts`,
    line: 'const [entry = [], second = []] = plan.steps.map(({ types }) => types);',
    change: 'ArrayDeclaration',
    after: 'const [entry = ["Stryker was here"], second = []] = plan.steps.map(({ types }) => types);',
    why: TYPES_ASK,
  },
  {
    file: `${FUNNEL}/candidates.ts`,
    line: 'const [entry = [], second = []] = plan.steps.map(({ types }) => types);',
    change: 'ArrayDeclaration',
    after: 'const [entry = [], second = ["Stryker was here"]] = plan.steps.map(({ types }) => types);',
    why: TYPES_ASK,
  },
  ...[
    ['ConditionalExpression', 'false'],
    ['LogicalOperator', 'first === undefined && last === undefined'],
    ['ConditionalExpression', 'false || last === undefined'],
    ['ConditionalExpression', 'first === undefined || false'],
  ].map(([change = '', condition = '']) => ({
    file: `${FUNNEL}/compare.ts`,
    line: 'if (first === undefined || last === undefined) continue;',
    change,
    after: `if (${condition}) continue;`,
    why: TYPES_ASK,
  })),
  {
    file: `${FUNNEL}/compare.ts`,
    line: "unit === undefined || others.length > 0 ? 'units' : UNIT_TERMS[unit],",
    change: 'ConditionalExpression',
    after: "false || others.length > 0 ? 'units' : UNIT_TERMS[unit],",
    why: TYPES_ASK,
  },
  ...[
    [
      'as-counted.ts',
      '(await orderedFunnel<string>(events, { steps, window, ...options })).rows.at(-1)?.units ?? 0;',
    ],
    [
      'compare.ts',
      "rows: scaled.rows.map((row, index) => ({ definition: timed[index]?.definition ?? '', ...row })),",
    ],
    ['levels.ts', 'const types = plan.steps[1]?.types ?? [];'],
    ['step-counts.ts', 'const entered = ([, counts]: Part) => counts[0]?.units ?? 0;'],
  ].map(([file = '', line = '']) => ({
    file: `${FUNNEL}/${file}`,
    line,
    change: 'OptionalChaining',
    why: TYPES_ASK,
  })),
  {
    file: `${FUNNEL}/levels.ts`,
    line: 'const types = plan.steps[1]?.types ?? [];',
    change: 'ArrayDeclaration',
    why: TYPES_ASK,
  },
  {
    file: `${FUNNEL}/entries.ts`,
    line: 'return firsts.length === 1 ? join(firsts) : sql`least(${join(firsts)})`;',
    change: 'ConditionalExpression',
    after: 'return false ? join(firsts) : sql`least(${join(firsts)})`;',
    why: 'The least of one is this one.',
  },
  {
    file: `${FUNNEL}/entries.ts`,
    line: '...(window === null ? [] : [sql`entry + ${literal(window)} >= ${literal(end)}`]),',
    change: 'ConditionalExpression',
    after: '...(false ? [] : [sql`entry + ${literal(window)} >= ${literal(end)}`]),',
    why: 'Null is as little counted as settled as true is, and audiences of eligible users ask for a window.',
  },
  {
    file: `${FUNNEL}/levels.ts`,
    line: 'const only = units === undefined ? sql`` : sql`JOIN ${units} AS chosen USING (${unit})`;',
    change: 'ConditionalExpression',
    after: 'const only = true ? sql`` : sql`JOIN ${units} AS chosen USING (${unit})`;',
    why: LONG_WAY,
  },
  {
    file: `${FUNNEL}/levels.ts`,
    line: 'return exclusions.length === 0 ? sql`TRUE` : sql`last > ${brokenMark(tables)}`;',
    change: 'ConditionalExpression',
    after: 'return false ? sql`TRUE` : sql`last > ${brokenMark(tables)}`;',
    why: 'Without exclusions nothing has the mark.',
  },
  {
    file: `${FUNNEL}/levels.ts`,
    line: 'export function unitsOfSecondStep(tables: FunnelEvents, plan: FunnelPlan): Sql {',
    change: 'BlockStatement',
    why: LONG_WAY,
  },
  ...[
    ['LogicalOperator', 'viewed === undefined && interested === undefined || bought === undefined'],
    ['ConditionalExpression', 'false || bought === undefined'],
    ['ConditionalExpression', 'false || interested === undefined || bought === undefined'],
    ['ConditionalExpression', 'viewed === undefined || false || bought === undefined'],
  ].map(([change = '', condition = '']) => ({
    file: `${FUNNEL}/set-counts.ts`,
    line: 'if (viewed === undefined || interested === undefined || bought === undefined || more.length > 0) {',
    change,
    after: `if (${condition} || more.length > 0) {`,
    why: 'Where one of the first steps is missing, the third is; the types ask for each.',
  })),
  {
    file: `${FUNNEL}/step-counts.ts`,
    line: "if (plan.breakdown === 'none' && parts.size === 0) parts.set(null, []);",
    change: 'ArrayDeclaration',
    why: 'Steps are looked up in it, and a text is none.',
  },
  {
    file: `${FUNNEL}/step-counts.ts`,
    line: "if (plan.unit === 'user' && plan.exclusions.length === 0) return candidateChains(tables, plan, dialect);",
    change: 'ConditionalExpression',
    after: 'if (false) return candidateChains(tables, plan, dialect);',
    why: LONG_WAY,
  },
  ...[
    ['ConditionalExpression', 'return true'],
    ['ConditionalExpression', 'return false'],
    ['EqualityOperator', "return plan.unit !== 'user+item'"],
  ].map(([change = '', after = '']) => ({
    file: `${FUNNEL}/step-counts.ts`,
    line: "return plan.unit === 'user+item'",
    change,
    after,
    why: 'A unit without the second step arrives nowhere.',
  })),
  {
    file: `${FUNNEL}/step-counts.ts`,
    line: '? orderedChains(tables, plan, dialect, { units: unitsOfSecondStep(tables, plan) })',
    change: 'ObjectLiteral',
    why: LONG_WAY,
  },
  ...[
    ['LogicalOperator', '(lower === null || median === null) && upper === null'],
    ['ConditionalExpression', 'false || upper === null'],
    ['LogicalOperator', 'lower === null && median === null || upper === null'],
    ['ConditionalExpression', 'false || median === null || upper === null'],
    ['ConditionalExpression', 'lower === null || false || upper === null'],
    ['ConditionalExpression', 'lower === null || median === null || false'],
  ].map(([change = '', after = '']) => ({
    file: `${FUNNEL}/times.ts`,
    line: 'lower === null || median === null || upper === null',
    change,
    after,
    why: 'All three are null or none is; the types ask for each.',
  })),
];
