import { sorted } from './sorted.js';

/**
 * How features are brought to one scale: `z` by mean and standard deviation; `robust` by median and interquartile range,
 * which a few extreme values do not move; `log` by the logarithm of 1 + value and then as `z`, for amounts and counts;
 * `none` leaves them as they are.
 */
export type Scale = 'z' | 'robust' | 'log' | 'none';

/** Scaled value = (value − center) / spread, or (ln(1 + value) − center) / spread. */
export interface Scaling {
  readonly log: boolean;
  readonly center: number;
  readonly spread: number;
}

/**
 * The scaling of some values. The standard deviation divides by n; quartiles are linear between values (type 7).
 *
 * @returns null if the spread is 0, or `log` meets a value of −1 or below.
 * @example
 * scalingOf(Float64Array.of(1, 2, 3), 'z'); // { log: false, center: 2, spread: 0.8165 }
 */
export function scalingOf(values: Float64Array, scale: Scale): Scaling | null {
  if (scale === 'none') return { log: false, center: 0, spread: 1 };
  if (scale === 'robust') {
    const ascending = sorted(values).values;
    const spread = quantile(ascending, 0.75) - quantile(ascending, 0.25);
    return spread > 0 ? { log: false, center: quantile(ascending, 0.5), spread } : null;
  }
  const log = scale === 'log';
  if (log && values.some((value) => value <= -1)) return null;
  const used = log ? values.map((value) => Math.log(1 + value)) : values;
  let [sum, squares] = [0, 0];
  for (const value of used) sum += value;
  const center = sum / used.length;
  for (const value of used) squares += (value - center) ** 2;
  const spread = Math.sqrt(squares / used.length);
  // Equal values leave rounding errors of the mean.
  return spread > 1e-12 * Math.abs(center) ? { log, center, spread } : null;
}

/** Scaled values. */
export function scaled(values: Float64Array, { log, center, spread }: Scaling): Float64Array {
  return values.map((value) => ((log ? Math.log(1 + value) : value) - center) / spread);
}

function quantile(ascending: Float64Array, p: number): number {
  const at = (ascending.length - 1) * p;
  const low = ascending[Math.floor(at)] ?? 0;
  return low + (at - Math.floor(at)) * ((ascending[Math.ceil(at)] ?? 0) - low);
}
