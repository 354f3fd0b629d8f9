import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const TRAFFIC = 'lib/src/metrics/traffic';
const [FIRST_ITEM = '', SECOND_ITEM = ''] = downwards(1, 2);

const TYPES_ASK = 'It is always there, which the types do not know.';
const BOTH = 'A measure that is not asked about has neither sides nor sums.';

/** Looked at one by one: see `EQUIVALENT`. */
export const TRAFFIC_EQUIVALENT: readonly Equivalent[] = [
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
  {
    file: `${TRAFFIC}/cells.ts`,
    line: '(lengths[day] ?? []).map((length, hour): TrafficCell => {',
    change: 'ArrayDeclaration',
    why: TYPES_ASK,
  },
  {
    file: `${TRAFFIC}/clock.ts`,
    line: 'for (let nth = Math.floor((from + shift) / HOUR); nth * HOUR < until + shift; nth += 1) {',
    change: 'EqualityOperator',
    after: 'for (let nth = Math.floor((from + shift) / HOUR); nth * HOUR <= until + shift; nth += 1) {',
    why: 'Of an hour that begins at the end nothing is covered.',
  },
  {
    file: `${TRAFFIC}/clock.ts`,
    line: 'if (day !== undefined) day[nth % HOURS] = (day[nth % HOURS] ?? 0) + covered / HOUR;',
    change: 'ConditionalExpression',
    after: 'if (true) day[nth % HOURS] = (day[nth % HOURS] ?? 0) + covered / HOUR;',
    why: TYPES_ASK,
  },
  ...['these[name] ?? null, others?.[name] ?? null', 'these?.[name] ?? null, others[name] ?? null'].map(
    (pair) => ({
      file: `${TRAFFIC}/compare.ts`,
      line: 'const [one, other] = [these?.[name] ?? null, others?.[name] ?? null];',
      change: 'OptionalChaining',
      after: `const [one, other] = [${pair}];`,
      why: TYPES_ASK,
    }),
  ),
  ...['format', 'digits', 'unit'].map((name) => ({
    file: `${TRAFFIC}/measures.ts`,
    line: `...(${name} !== undefined && { ${name} }),`,
    change: 'ConditionalExpression',
    after: `...(true && { ${name} }),`,
    why: 'One that is undefined is read as none.',
  })),
  {
    file: `${TRAFFIC}/peaks.ts`,
    line: 'const key = { kind, ...(format !== undefined && { format }), label: term(label) };',
    change: 'ConditionalExpression',
    after: 'const key = { kind, ...(true && { format }), label: term(label) };',
    why: 'A format that is undefined is read as none.',
  },
  {
    file: `${TRAFFIC}/peaks.ts`,
    line: 'const rivals: readonly unknown[] = found.rivals[0] ?? [];',
    change: 'ArrayDeclaration',
    why: 'Rows are looked up in it, and no row is a text.',
  },
  {
    file: `${TRAFFIC}/peak-of.ts`,
    line: 'const intervalOf = (row: TrafficRow) => (of === undefined ? null : ((row[of] ?? null) as Interval | null));',
    change: 'ConditionalExpression',
    after: 'const intervalOf = (row: TrafficRow) => (false ? null : ((row[of] ?? null) as Interval | null));',
    why: 'No row has a column called undefined.',
  },
  {
    file: `${TRAFFIC}/peak-of.ts`,
    line: 'lead: value === null || nextValue === null ? null : ratio(value - nextValue, nextValue),',
    change: 'ConditionalExpression',
    after: 'lead: false || nextValue === null ? null : ratio(value - nextValue, nextValue),',
    why: 'Without a value there is no next one; the types ask for it.',
  },
  {
    file: `${TRAFFIC}/peak-of.ts`,
    line: 'return other.high - other.low < one.high - one.low ? other : one;',
    change: 'EqualityOperator',
    after: 'return other.high - other.low <= one.high - one.low ? other : one;',
    why: 'Intervals of equal shares are the same if they are equally wide.',
  },
  {
    file: `${TRAFFIC}/rivals.ts`,
    line: 'if (first === undefined) return tops.map(() => null);',
    change: 'ArrowFunction',
    why: 'Who asks for rivals takes undefined for null.',
  },
  ...[
    ['LogicalOperator', 'one === undefined && at === undefined'],
    ['ConditionalExpression', 'false || at === undefined'],
    ['ConditionalExpression', 'one === undefined || false'],
  ].map(([change = '', condition = '']) => ({
    file: `${TRAFFIC}/rivals.ts`,
    line: 'if (one === undefined || at === undefined) return null;',
    change,
    after: `if (${condition}) return null;`,
    why: BOTH,
  })),
  {
    file: `${TRAFFIC}/rivals.ts`,
    line: 'return difference === null || difference.interval.low <= 0;',
    change: 'EqualityOperator',
    after: 'return difference === null || difference.interval.low < 0;',
    why: 'No interval begins at exactly 0: quantiles of t are no fractions.',
  },
  {
    file: `${TRAFFIC}/rivals.ts`,
    line: 'if (Math.abs(counted - (value ?? NaN)) <= 1e-9 * Math.abs(counted)) return;',
    change: 'EqualityOperator',
    after: 'if (Math.abs(counted - (value ?? NaN)) < 1e-9 * Math.abs(counted)) return;',
    why: 'No difference is exactly the tolerance, and the value of a leader is not 0.',
  },
];
