import type { Equivalent } from './entry.js';

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
];
