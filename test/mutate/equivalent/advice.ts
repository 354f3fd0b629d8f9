import type { Equivalent } from './entry.js';

const ADVICE = 'lib/src/metrics/advice';
const TYPES_ASK = 'It is there, which the types do not know.';
const NO_SUCH_NAME = 'Nothing has the name that stands in the list instead.';

/** Looked at one by one: see `EQUIVALENT`. */
export const ADVICE_EQUIVALENT: readonly Equivalent[] = [
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
];
