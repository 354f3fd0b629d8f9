import type { NumberColumn } from './number-pairs.js';
import type { Relation } from './relation.js';

/** Factors between units: none, days, weeks, months, hours, minutes, percent, cents, thousands. */
const FACTORS = [1, 7, 10, 12, 24, 30, 30.4375, 52, 60, 100, 365, 365.25, 1000, 1440, 3600, 1e6] as const;

/** Ratios closer to a factor than this are that factor. */
const NEAR = 1e-3;

/** What holds for fewer of the rows is chance; with fewer rows or values, or in other rows than one's own, too. */
const [LEAST_SHARE, LEAST_ROWS, LEAST_VALUES, MOST_BY_CHANCE] = [0.5, 20, 10, 0.1];

/** Rows that are looked at first, at even steps. */
const SAMPLE = 400;

/**
 * Whether a column is a unit's factor times another in most rows, but not in all: two units in one column, or a copy that
 * was changed in part. Of the rows in which both are known and neither is 0, the ratio must be the same factor in at least
 * half, with ten different values; and in at most a tenth if the values of one column are moved on by a row, as columns of
 * few values or of one agree by chance. `rows` counts those in which it is not.
 */
export function partlyEqual(one: NumberColumn, other: NumberColumn): Relation | null {
  const length = one.values.length;
  const step = Math.max(1, Math.floor(length / SAMPLE));
  const few = factorCounts(one.values, other.values, 0, step);
  // Half of all rows is seldom less than a third of 400.
  if (few.best === null || few.best.n < few.rows / 3) return null;
  const all = factorCounts(one.values, other.values, 0, 1);
  if (all.best === null || all.rows < LEAST_ROWS || all.best.n < LEAST_SHARE * all.rows) return null;
  const moved = factorCounts(one.values, other.values, 1, 1);
  const chance = moved.found.get(all.best.factor)?.n ?? 0;
  if (all.best.n === all.rows || all.best.values.size < LEAST_VALUES || chance > MOST_BY_CHANCE * moved.rows)
    return null;
  const { factor, n } = all.best;
  return { column: one.name, relation: 'partly', other: formula(factor, other.name), rows: all.rows - n };
}

const formula = (factor: number, name: string): string => {
  if (factor > 1) return `${factor} × ${name}`;
  return factor === 1 ? name : `${name} / ${Number((1 / factor).toPrecision(6))}`;
};

/** Rows for which a factor holds. */
interface Holding {
  readonly factor: number;
  n: number;
  /** Their first different values, no more than are asked for. */
  readonly values: Set<number>;
}

/** How often the ratio of two columns is each factor; the other's values are taken from rows further on. */
function factorCounts(one: Float64Array, other: Float64Array, shift: number, step: number) {
  const found = new Map<number, Holding>();
  let rows = 0;
  for (let row = 0; row < one.length; row += step) {
    const ratio = (one[row] ?? NaN) / (other[(row + shift) % one.length] ?? NaN);
    if (!Number.isFinite(ratio) || ratio === 0) continue;
    rows += 1;
    const factor = factorOf(ratio);
    if (factor === null) continue;
    const own = found.get(factor) ?? { factor, n: 0, values: new Set() };
    own.n += 1;
    if (own.values.size < LEAST_VALUES) own.values.add(one[row] ?? NaN);
    found.set(factor, own);
  }
  const best = [...found.values()].reduce<Holding | null>(
    (most, own) => (most === null || own.n > most.n ? own : most),
    null,
  );
  return { rows, found, best };
}

function factorOf(ratio: number): number | null {
  for (const factor of FACTORS) {
    if (Math.abs(ratio / factor - 1) < NEAR) return factor;
    if (Math.abs(ratio * factor - 1) < NEAR) return 1 / factor;
  }
  return null;
}
