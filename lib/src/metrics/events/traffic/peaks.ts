import { wilson, type Interval } from '../../../stats/proportion.js';

/** Where a measure is largest. */
export interface Peak<R> {
  /** The largest value; null where no row has one. */
  readonly value: number | null;
  /** Rows with that value: one, or several where they tie. */
  readonly rows: readonly R[];
  /** The next largest value and its rows; none where all rows tie. */
  readonly next: { readonly value: number; readonly rows: readonly R[] } | null;
}

/**
 * The rows where a measure is largest, all of them where they tie, and those that come next.
 *
 * @example
 * const { rows, next } = peak(hours, (hour) => hour.pv);
 */
export function peak<R>(rows: readonly R[], value: (row: R) => number | null): Peak<R> {
  const values = [...new Set(rows.flatMap((row) => value(row) ?? []))].sort((one, other) => other - one);
  const [top, second] = values;
  const having = (wanted: number) => rows.filter((row) => value(row) === wanted);
  if (top === undefined) return { value: null, rows: [], next: null };
  return {
    value: top,
    rows: having(top),
    next: second === undefined ? null : { value: second, rows: having(second) },
  };
}

/** The peak of a share, with how sure it is. */
export interface SharePeak<R> extends Peak<R> {
  /** 95% interval of the largest share, by Wilson; of the row with most to go by where several tie. */
  readonly interval: Interval | null;
  /** Other rows whose interval reaches into that one: any of them may be the peak. */
  readonly rivals: readonly R[];
}

/**
 * The peak of a share k / n, and the rows that chance alone may have put below it: those whose interval overlaps.
 * Overlap is a cautious rule for two rows, and the top of many is high partly by luck; rows that share users are
 * not independent either. So a peak without rivals is firm, one with rivals is not known to be the peak.
 *
 * @throws OptionsError when k is not between 0 and n.
 * @example
 * const { rows, rivals } = sharePeak(hours, (hour) => hour.buyers, (hour) => hour.users);
 */
export function sharePeak<R>(rows: readonly R[], k: (row: R) => number, n: (row: R) => number): SharePeak<R> {
  const top = peak(rows, (row) => (n(row) === 0 ? null : k(row) / n(row)));
  const largest = top.rows.reduce<R | undefined>(
    (best, row) => (best === undefined || n(row) > n(best) ? row : best),
    undefined,
  );
  const interval = largest === undefined ? null : wilson(k(largest), n(largest));
  const rivals = rows.filter((row) => {
    if (interval === null || top.rows.includes(row)) return false;
    const other = wilson(k(row), n(row));
    return other !== null && other.high >= interval.low;
  });
  return { ...top, interval, rivals };
}
