import type { Equivalent } from './entry.js';

const STATS = 'lib/src/stats';
const TYPES_ASK = 'It is there, which the types do not know.';

/** Looked at one by one: see `EQUIVALENT`. */
export const STATS_EQUIVALENT: readonly Equivalent[] = [
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
