import type { Equivalent } from './entry.js';

const BEHIND = 'Behind the end of an array of numbers there is none, and nothing is written.';
const TEN = 'What is asked is whether there are ten.';
const NEAR = 'How far a ratio is from 1 is a multiple of 2^-53, which 0.001 is not.';
const WORDS = 'Words are letters or digits alone, or a q or h with one digit.';
const EDGE = 'Nothing rests on what is equal to it in the last bit.';
const LABELED = 'Each row has a label, if only -1.';

const of = (file: string, line: string, change: string, after: string, why: string): Equivalent => ({
  ...{ file: `lib/src/metrics/audit/${file}`, line, change, after, why },
});

/** Of the TypeScript of `audit`. Looked at one by one: see `EQUIVALENT`. */
export const AUDIT_TYPESCRIPT_EQUIVALENT: readonly Equivalent[] = [
  of(
    'partly-equal.ts',
    'for (let row = 0; row < one.length; row += step) {',
    'EqualityOperator',
    'for (let row = 0; row <= one.length; row += step) {',
    BEHIND,
  ),
  of(
    'partly-equal.ts',
    'if (own.values.size < LEAST_VALUES) own.values.add(one[row] ?? NaN);',
    'ConditionalExpression',
    'if (true) own.values.add(one[row] ?? NaN);',
    TEN,
  ),
  of(
    'partly-equal.ts',
    'if (own.values.size < LEAST_VALUES) own.values.add(one[row] ?? NaN);',
    'EqualityOperator',
    'if (own.values.size <= LEAST_VALUES) own.values.add(one[row] ?? NaN);',
    TEN,
  ),
  of(
    'partly-equal.ts',
    'if (Math.abs(ratio / factor - 1) < NEAR) return factor;',
    'EqualityOperator',
    'if (Math.abs(ratio / factor - 1) <= NEAR) return factor;',
    NEAR,
  ),
  of(
    'partly-equal.ts',
    'if (Math.abs(ratio * factor - 1) < NEAR) return 1 / factor;',
    'EqualityOperator',
    'if (Math.abs(ratio * factor - 1) <= NEAR) return 1 / factor;',
    NEAR,
  ),
  of(
    'units.ts',
    'if (best === undefined || best.broken <= (1 - AGREEING) * best.rows) return [];',
    'EqualityOperator',
    'if (best === undefined || best.broken < (1 - AGREEING) * best.rows) return [];',
    '1 - 0.95 is a little more than a twentieth: its product with a number of rows is none.',
  ),
  of(
    'units.ts',
    "const smaller = first.days > second.days === (kind === 'duration');",
    'EqualityOperator',
    "const smaller = first.days >= second.days === (kind === 'duration');",
    'Units of equal days are left out before.',
  ),
  of(
    'units.ts',
    '.filter((_, other) => first !== second || other < index)',
    'EqualityOperator',
    '.filter((_, other) => first !== second || other <= index)',
    'A column has the days of its own, and is left out with them.',
  ),
  of(
    'unit-names.ts',
    'if (/^q[1-4]$/.test(word)) return 4;',
    'Regex',
    'if (/q[1-4]$/.test(word)) return 4;',
    WORDS,
  ),
  of(
    'unit-names.ts',
    'if (/^q[1-4]$/.test(word)) return 4;',
    'Regex',
    'if (/^q[1-4]/.test(word)) return 4;',
    WORDS,
  ),
  of(
    'unit-names.ts',
    'if (/^h[12]$/.test(word)) return 2;',
    'Regex',
    'if (/h[12]$/.test(word)) return 2;',
    WORDS,
  ),
  of(
    'unit-names.ts',
    'if (/^h[12]$/.test(word)) return 2;',
    'Regex',
    'if (/^h[12]/.test(word)) return 2;',
    WORDS,
  ),
  of(
    'tree-paths.ts',
    'power >= 0 ? Math.ceil(low / 10 ** power) * 10 ** power : Math.ceil(low * 10 ** -power) / 10 ** -power;',
    'EqualityOperator',
    'power > 0 ? Math.ceil(low / 10 ** power) * 10 ** power : Math.ceil(low * 10 ** -power) / 10 ** -power;',
    'To the power of 0 both are 1.',
  ),
  of(
    'better-features.ts',
    'for (let row = 0; row < one.length; row += 1) sum += (one[row] ?? 0) * (other[row] ?? 0);',
    'EqualityOperator',
    'for (let row = 0; row <= one.length; row += 1) sum += (one[row] ?? 0) * (other[row] ?? 0);',
    BEHIND,
  ),
  of(
    'better-labelings.ts',
    'for (let row = 0; row < labels.length; row += 1) if (keep(row)) found[n++] = row;',
    'EqualityOperator',
    'for (let row = 0; row <= labels.length; row += 1) if (keep(row)) found[n++] = row;',
    BEHIND,
  ),
  of(
    'working-columns.ts',
    'for (let row = 0; row < order.length; row += 1) order[row] = row;',
    'EqualityOperator',
    'for (let row = 0; row <= order.length; row += 1) order[row] = row;',
    BEHIND,
  ),
  of(
    'working-columns.ts',
    'for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);',
    'EqualityOperator',
    'for (let at = 1; at <= starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);',
    BEHIND,
  ),
  of(
    'working-columns.ts',
    'for (let at = 0; at < order.length; at += 1) ordered[at] = values[order[at] ?? 0] ?? NaN;',
    'EqualityOperator',
    'for (let at = 0; at <= order.length; at += 1) ordered[at] = values[order[at] ?? 0] ?? NaN;',
    BEHIND,
  ),
  of(
    'working-columns.ts',
    'for (let row = 0; row < side.length; row += 1) side[row] = part[row] === segment ? 1 : 0;',
    'EqualityOperator',
    'for (let row = 0; row <= side.length; row += 1) side[row] = part[row] === segment ? 1 : 0;',
    BEHIND,
  ),
  of(
    'working-columns.ts',
    'for (const value of values) if (value > most) most = value;',
    'EqualityOperator',
    'for (const value of values) if (value >= most) most = value;',
    'Of equal values either is the largest.',
  ),
  of(
    'better-counts.ts',
    '(least, one) => (least === null || one.mixture.bic < least.mixture.bic ? one : least),',
    'EqualityOperator',
    '(least, one) => (least === null || one.mixture.bic <= least.mixture.bic ? one : least),',
    'Mixtures of more components have another BIC.',
  ),
  of(
    'better-features.ts',
    'if (used.some((other) => Math.abs(correlation(z, other.z)) >= COPY)) return void copies.push(column);',
    'EqualityOperator',
    'if (used.some((other) => Math.abs(correlation(z, other.z)) > COPY)) return void copies.push(column);',
    EDGE,
  ),
  of(
    'better-features.ts',
    'for (let row = 0; row < one.length; row += 1) sum += (one[row] ?? 0) * (other[row] ?? 0);',
    'AssignmentOperator',
    'for (let row = 0; row < one.length; row += 1) sum -= (one[row] ?? 0) * (other[row] ?? 0);',
    'The sign of a correlation is not asked for.',
  ),
  of(
    'straight-lines.ts',
    'if (Number.isNaN(r) || Math.abs(r) <= 1 - LINE) return null;',
    'EqualityOperator',
    'if (Number.isNaN(r) || Math.abs(r) < 1 - LINE) return null;',
    EDGE,
  ),
  of(
    'partly-equal.ts',
    'if (all.best === null || all.rows < LEAST_ROWS || all.best.n < LEAST_SHARE * all.rows) return null;',
    'ConditionalExpression',
    'if (false || all.rows < LEAST_ROWS || all.best.n < LEAST_SHARE * all.rows) return null;',
    'Where some of the rows have a factor, all have one.',
  ),
  of(
    'units.ts',
    'while (places < 7 && Math.abs(x * 10 ** places - Math.round(x * 10 ** places)) > 1e-6) places += 1;',
    'EqualityOperator',
    'while (places < 7 && Math.abs(x * 10 ** places - Math.round(x * 10 ** places)) >= 1e-6) places += 1;',
    EDGE,
  ),
  of(
    'tree-rows.ts',
    '...(owner !== undefined && { owner }),',
    'ConditionalExpression',
    '...(true && { owner }),',
    'An owner that is undefined is none.',
  ),
  of(
    'tree-rows.ts',
    '(row) => given === null || (given.labels[row] ?? -1) >= 0,',
    'UnaryOperator',
    '(row) => given === null || (given.labels[row] ?? +1) >= 0,',
    LABELED,
  ),
  of(
    'tree-rows.ts',
    'numbers: kept.length === read.rows ? read.numbers : read.numbers.map(pick),',
    'ConditionalExpression',
    'numbers: false ? read.numbers : read.numbers.map(pick),',
    'All rows are picked in their order.',
  ),
];
