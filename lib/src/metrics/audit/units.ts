import type { Table } from '../../core/table.js';
import { numberColumns } from './number-pairs.js';
import type { Relation } from './relation.js';
import { unitOfName, type NamedUnit } from './unit-names.js';

/** What must hold between columns, if their names mean what they say. */
interface Expectation {
  readonly column: string;
  /** In words: `transaction_count / months of customer_age_days`. */
  readonly formula: string;
  readonly of: readonly string[];
  /** Whether it is a sum, which is not rounded. */
  readonly exact?: boolean;
  /** The number to be, from the values of `of`. */
  readonly value: (values: readonly number[]) => number;
}

/** Rows that must agree: what is off in fewer is no matter of units. */
const AGREEING = 0.95;

/** Off by more than this is another unit; years of 365 days and months of 30 are not. */
const TOLERANCE = 0.05;

/** Fewer rows than these say nothing. */
const LEAST_ROWS = 20;

/**
 * Columns whose names contradict their values:
 *
 * - a rate, the number it is of, and for how long: `orders_per_month`, `order_count`, `tenure_days`. Of several such
 *   durations the one that agrees best counts.
 * - the same in two units: `tenure_days` and `tenure_months`, `orders_per_month` and `orders_per_year`.
 * - a number and its parts of the year: `order_count` and `q1_orders` to `q4_orders`.
 *
 * Each is reported if it is off by more than a twentieth and its last decimal place, in more than a twentieth of the rows
 * that have all of it, with the number of these rows.
 */
export async function contradictedUnits(table: Table, numbers: readonly string[]): Promise<Relation[]> {
  const named = numbers.map(unitOfName);
  const groups = [...products(named), ...conversions(named), ...sums(named)];
  const used = [...new Set(groups.flat().flatMap(({ column, of }) => [column, ...of]))];
  if (used.length === 0) return [];
  const columns = new Map((await numberColumns(table, used)).map(({ name, values }) => [name, values]));
  const valuesOf = (name: string) => columns.get(name) ?? new Float64Array();
  return groups.flatMap((group) => {
    const checked = group.map((one) => ({ ...one, ...brokenRows(one, valuesOf) }));
    const [best] = checked
      .filter(({ rows }) => rows >= LEAST_ROWS)
      .toSorted((a, b) => a.broken / a.rows - b.broken / b.rows);
    if (best === undefined || best.broken <= (1 - AGREEING) * best.rows) return [];
    return [{ column: best.column, relation: 'units' as const, other: best.formula, rows: best.broken }];
  });
}

/** For each rate and number of the same: by each duration of a customer. */
function products(named: readonly NamedUnit[]): Expectation[][] {
  const lifetimes = named.filter(({ kind, lifetime }) => kind === 'duration' && lifetime);
  return pairsOf(named, 'rate', 'plain').map(([rate, total]) =>
    lifetimes.map((duration) => ({
      column: rate.name,
      formula: `${total.name} / ${rate.unit} of ${duration.name}`,
      of: [total.name, duration.name],
      value: ([n = NaN, time = NaN]) => (n * rate.days) / (time * duration.days),
    })),
  );
}

function conversions(named: readonly NamedUnit[]): Expectation[][] {
  return (['rate', 'duration'] as const).flatMap((kind) =>
    pairsOf(named, kind, kind).flatMap(([first, second]) => {
      if (first.days === second.days) return [];
      // The one with the smaller numbers, since rounding of the other is no more than its own.
      const smaller = first.days > second.days === (kind === 'duration');
      const [one, other] = smaller ? [first, second] : [second, first];
      const factor = kind === 'rate' ? one.days / other.days : other.days / one.days;
      const written = Number(factor.toPrecision(4));
      return [
        [
          {
            column: one.name,
            formula: `${written} × ${other.name}`,
            of: [other.name],
            value: ([x = NaN]: readonly number[]) => factor * x,
          },
        ],
      ];
    }),
  );
}

function sums(named: readonly NamedUnit[]): Expectation[][] {
  return [4, 2, 12].flatMap((size) => {
    const parts = named.filter(({ kind, parts: of }) => kind === 'part' && of === size);
    return named
      .filter(({ kind, stem }) => kind === 'plain' && stem !== '')
      .flatMap((total) => {
        const own = parts.filter(({ stem }) => stem === total.stem).map(({ name }) => name);
        if (own.length !== size) return [];
        const value = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0);
        return [[{ column: total.name, formula: own.join(' + '), of: own, value, exact: true }]];
      });
  });
}

/** Columns of these kinds of the same thing, each two once. */
function pairsOf(named: readonly NamedUnit[], first: NamedUnit['kind'], second: NamedUnit['kind']) {
  return named.flatMap((one, index) =>
    named
      .filter((_, other) => first !== second || other < index)
      .filter(
        (other) => one.kind === first && other.kind === second && one.stem !== '' && one.stem === other.stem,
      )
      .map((other) => [one, other] as const),
  );
}

function brokenRows(
  { column, of, value, exact = false }: Expectation,
  valuesOf: (name: string) => Float64Array,
): { readonly rows: number; readonly broken: number } {
  const found = valuesOf(column);
  const others = of.map(valuesOf);
  const rounding = exact ? 0 : lastDigit(found);
  let [rows, broken] = [0, 0];
  found.forEach((x, row) => {
    const expected = value(others.map((values) => values[row] ?? NaN));
    if (Number.isNaN(x) || !Number.isFinite(expected) || (x === 0 && expected === 0)) return;
    rows += 1;
    if (Math.abs(x - expected) > TOLERANCE * Math.abs(expected) + rounding) broken += 1;
  });
  return { rows, broken };
}

/** One in the last decimal place that occurs, such as 0.1, or 1 for whole numbers; 0 for more than six places. */
function lastDigit(values: Float64Array): number {
  let places = 0;
  for (const x of values) {
    while (places < 7 && Math.abs(x * 10 ** places - Math.round(x * 10 ** places)) > 1e-6) places += 1;
    if (places === 7) return 0;
  }
  return 10 ** -places;
}
