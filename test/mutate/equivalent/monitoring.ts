import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const MONITORING = 'lib/src/metrics/monitoring';
const TYPES_ASK = 'It is there, which the types do not know.';
const AFFECTED =
  'return { affected: sum((counts[place] ?? []).slice(place + 1)), of: sum(counts[place] ?? []) };';
const KEPT =
  'return { affected: sum(there) - sum(there.map((_, place) => counts[place]?.[place] ?? 0)), of: sum(there) };';
const ISSUE =
  "throw new OptionsError(`${issue?.path.join('.') ?? 'options'}: ${issue?.message ?? 'not known'}.`);";
const TOGETHER =
  '(past[0]?.[place] ?? []).map((_, tier) => total(past.map((counts) => counts[place]?.[tier] ?? 0)));';
const [FIRST_ITEM = '', SECOND_ITEM = '', THIRD_ITEM = ''] = downwards(1, 2, 3);

/** Looked at one by one: see `EQUIVALENT`. */
export const MONITORING_EQUIVALENT: readonly Equivalent[] = [
  ...[
    ['alerts.ts', AFFECTED, 'ArrayDeclaration'],
    ['alerts.ts', KEPT, 'OptionalChaining'],
    ['measures.ts', 'const row = counts[tier] ?? [];', 'ArrayDeclaration'],
    [
      'measures.ts',
      '(counts[0] ?? []).map((_, tier) => total(counts.map((row) => row[tier] ?? 0)));',
      'ArrayDeclaration',
    ],
    ['options.ts', ISSUE, 'OptionalChaining'],
    ['quiet.ts', 'const row = drawn[place] ?? [];', 'ArrayDeclaration'],
    ['quiet.ts', TOGETHER, 'ArrayDeclaration'],
    ['quiet.ts', TOGETHER, 'OptionalChaining'],
    [
      'tier-weeks.ts',
      'left: counts === undefined ? null : total(counts[place] ?? []) - stayed,',
      'ArrayDeclaration',
    ],
  ].map(([file = '', line = '', change = '']) => ({
    file: `${MONITORING}/${file}`,
    ...{ line, change, why: TYPES_ASK },
  })),
  {
    file: `${MONITORING}/tier-weeks.ts`,
    line: 'const stayed = counts?.[place]?.[place] ?? 0;',
    change: 'OptionalChaining',
    after: 'const stayed = counts?.[place][place] ?? 0;',
    why: TYPES_ASK,
  },
  {
    file: `${MONITORING}/alerts.ts`,
    line: 'if (rule !== undefined && rows.some((row) => row.week === week && row.alert === alert)) return rule;',
    change: 'ConditionalExpression',
    after: 'if (true && rows.some((row) => row.week === week && row.alert === alert)) return rule;',
    why: 'The alerts of rows have rules, which the types do not know.',
  },
  {
    file: `${MONITORING}/alerts.ts`,
    line: 'if (value === null || limit === null) return { value, limit: null, p: null, fires: false };',
    change: 'ConditionalExpression',
    after: 'if (false || limit === null) return { value, limit: null, p: null, fires: false };',
    why: 'Where there is no value, there is no limit; the types ask for it.',
  },
  {
    file: `${MONITORING}/goals.ts`,
    line: 'count(CASE WHEN "day" <= ${end} - ${literal(days)} THEN 1 END) AS earlier',
    change: 'count -> count(DISTINCT)',
    why: 'Only whether there is one is asked.',
  },
  ...['0 -> 1', 'WHERE TRUE OR (...)', 'FALSE -> TRUE'].map((change) => ({
    file: `${MONITORING}/shop-weeks.ts`,
    line: ': sql`SELECT 0 AS week, CAST(NULL AS BIGINT) AS communities, CAST(NULL AS DOUBLE) AS output WHERE FALSE`',
    change,
    why: 'What it adds to a week is null.',
  })),
  {
    file: `${MONITORING}/tier-weeks.ts`,
    line: 'FROM (SELECT DISTINCT week FROM at_end) e JOIN ${orders} o ON o."day" <= e.week AND o."day" > e.week - 7',
    change: 'JOIN -> LEFT JOIN',
    why: 'Sales of nobody are joined to no customer.',
  },
  {
    file: `${MONITORING}/tier-weeks.ts`,
    line: 'WHERE week IN (SELECT week FROM ended) ORDER BY week, tier`;',
    change: 'WHERE TRUE OR (...)',
    why: 'Nobody looks up the week after the last one.',
  },
  ...sortedAfterwards(
    `${MONITORING}/goals.ts`,
    'sql`SELECT tier, count(*) AS n FROM ${tiered} GROUP BY tier ORDER BY tier`,',
    FIRST_ITEM,
  ),
  ...sortedAfterwards(
    `${MONITORING}/moves.ts`,
    'GROUP BY a.week, b.tier, a.tier ORDER BY a.week, b.tier, a.tier`;',
    FIRST_ITEM,
    SECOND_ITEM,
    THIRD_ITEM,
  ),
  ...sortedAfterwards(`${MONITORING}/shop-weeks.ts`, 'ORDER BY week`;', FIRST_ITEM),
  ...sortedAfterwards(
    `${MONITORING}/tier-weeks.ts`,
    'WHERE week IN (SELECT week FROM ended) ORDER BY week, tier`;',
    FIRST_ITEM,
    SECOND_ITEM,
  ),
];
