import * as column from '../../core/column.js';
import type { Category } from '../../core/schema.js';
import { term } from '../../core/term.js';
import type { Row } from '../../engine/shape.js';
import { studentInterval } from '../../stats/bootstrap.js';
import { studentTwoSided } from '../../stats/distributions.js';
import { holm } from '../../stats/multiple.js';
import { wilson, type Interval } from '../../stats/proportion.js';
import type { SUMS } from './evaluation-sums.js';

/** What a difference from the baseline shows. */
export const VERDICTS = {
  baseline: { label: term('baselineValue') },
  better: { label: term('better') },
  worse: { label: term('worse') },
  notShown: { label: term('noDifferenceShown') },
} as const satisfies Readonly<Record<string, Category>>;

const { interval, optional } = column;

export const scoreColumns = () => ({
  customers: column.count('customers'),
  hits: column.count('customersHit', { hidden: true }),
  hitRate: optional(column.percent('hitRate', { base: 'customers', interval: 'hitInterval' })),
  hitInterval: optional(interval()),
  ndcg: optional(column.decimal('ndcg', { digits: 4, interval: 'ndcgInterval' })),
  ndcgInterval: optional(interval('decimal', 'interval95', { digits: 4 })),
  hitDifference: optional(column.points('hitDifference', { interval: 'hitDifferenceInterval' })),
  hitDifferenceInterval: optional(interval('points', 'interval95', { hidden: true })),
  ndcgDifference: optional(
    column.decimal('ndcgDifference', { digits: 4, interval: 'ndcgDifferenceInterval' }),
  ),
  ndcgDifferenceInterval: optional(interval('decimal', 'interval95', { digits: 4 })),
  p: optional(column.pValue()),
  q: optional(column.pValue('correctedP')),
});

interface Mean {
  readonly mean: number | null;
  readonly interval: Interval | null;
  readonly p: number | null;
}

/** A mean over customers from its sums, tested against 0. */
function meanOf(n: number, sum: number, squared: number): Mean {
  if (n === 0) return { mean: null, interval: null, p: null };
  const mean = sum / n;
  const left = squared - sum * mean;
  // What is left of sums that cancel is no spread.
  const squares = left <= 1e-9 * squared ? 0 : left;
  const found = studentInterval({ n, mean, squares });
  const p = found === null ? null : studentTwoSided(mean / Math.sqrt(squares / (n - 1) / n), n - 1);
  return { mean, interval: found, p };
}

/** Measures of each list over the customers of these sums; the first is the baseline. */
export function judgedRows(keys: readonly string[], sums: readonly Row<typeof SUMS>[]) {
  const rows = keys.map((by, at) => {
    const own = sums.filter((row) => row.list === by);
    const sum = (name: Exclude<keyof typeof SUMS, 'list' | 'tier'>) =>
      own.reduce((all, row) => all + row[name], 0);
    const n = sum('n');
    const ndcg = meanOf(n, sum('ndcg'), sum('ndcg_squares'));
    const [hitOff, ndcgOff] = [
      meanOf(n, sum('hit_off'), sum('hit_off_squares')),
      meanOf(n, sum('ndcg_off'), sum('ndcg_off_squares')),
    ];
    const compared = at > 0;
    return {
      ...{ by, customers: n, hits: sum('hits'), hitRate: n === 0 ? null : sum('hits') / n },
      hitInterval: wilson(sum('hits'), n),
      ...{ ndcg: ndcg.mean, ndcgInterval: ndcg.interval },
      hitDifference: compared ? hitOff.mean : null,
      hitDifferenceInterval: compared ? hitOff.interval : null,
      ndcgDifference: compared ? ndcgOff.mean : null,
      ndcgDifferenceInterval: compared ? ndcgOff.interval : null,
      p: compared ? ndcgOff.p : null,
    };
  });
  const corrected = holm(rows.flatMap(({ p }) => (p === null ? [] : [p])));
  let next = 0;
  return rows.map((row, at) => {
    const q = row.p === null ? null : (corrected[next++] ?? null);
    return { ...row, q, verdict: at === 0 ? ('baseline' as const) : verdictOf(q, row.ndcgDifference) };
  });
}

function verdictOf(q: number | null, difference: number | null): 'better' | 'worse' | 'notShown' {
  if (q === null || difference === null || q >= 0.05) return 'notShown';
  return difference > 0 ? 'better' : 'worse';
}
