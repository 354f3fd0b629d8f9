import type { Result } from '../../core/result.js';
import type { Interval } from '../../core/schema.js';
import { ratio } from '../ratio.js';
import { keyOf } from './measures.js';

export type TrafficRow = Result['rows'][number];

/** The rows of a measure that matter for its peak. */
export interface Top {
  readonly measure: string;
  readonly key: 'hour' | 'date';
  /** The largest value, and that of the runner-up, which is the same where rows tie; null if there is none. */
  readonly value: number | null;
  readonly nextValue: number | null;
  /** Rows with the largest value. */
  readonly tied: readonly TrafficRow[];
  /** The second row with the largest value, or else the first with the next. */
  readonly next: TrafficRow | undefined;
  /** The first of those with the largest value, where it is above 0, and the other rows with a value. */
  readonly leader: TrafficRow | undefined;
  readonly others: readonly TrafficRow[];
  readonly interval: Interval | null;
}

export function topOf(result: Result, measure: string): Top {
  const of = result.column(measure).of?.interval;
  const valueOf = (row: TrafficRow) => row[measure] as number | null;
  // A result of some of the columns can have the estimate without its interval.
  const intervalOf = (row: TrafficRow) => (of === undefined ? null : ((row[of] ?? null) as Interval | null));
  const known = result.rows.filter((row) => valueOf(row) !== null);
  const values = [...new Set(known.map((row) => valueOf(row) ?? 0))].sort((a, b) => b - a);
  const [value = null, lower = null] = values;
  const tied = known.filter((row) => valueOf(row) === value);
  const next = tied[1] ?? known.find((row) => valueOf(row) === lower);
  const leader = value === 0 ? undefined : tied[0];
  return {
    ...{ measure, key: keyOf(result), value, tied, leader, next },
    nextValue: tied.length > 1 ? value : lower,
    others: known.filter((row) => row !== leader),
    interval: tied.map(intervalOf).reduce(narrower, null),
  };
}

/** The columns of a peak, after its measure. */
export function peakOf(
  { key, value, nextValue, tied, next, leader, others, interval }: Top,
  rivals: readonly TrafficRow[] | null,
) {
  return {
    leader: leader?.[key] ?? null,
    ...{ value, interval, tied: tied.length, next: next?.[key] ?? null, nextValue },
    lead: value === null || nextValue === null ? null : ratio(value - nextValue, nextValue),
    rivals: rivals?.length ?? null,
    beyondChance: rivals === null || others.length === 0 ? null : rivals.length === 0,
  };
}

/** Of equal shares, the one with the most users has the narrowest interval. */
function narrower(one: Interval | null, other: Interval | null): Interval | null {
  if (one === null || other === null) return one ?? other;
  return other.high - other.low < one.high - one.low ? other : one;
}
