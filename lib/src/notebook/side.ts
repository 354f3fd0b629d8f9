import { UNDEFINED, type Quantity } from '../core/quantity.js';
import type { Interval } from '../core/schema.js';

/** Where an interval lies: above a value, below it, or on both sides of it, so that the data leave it open. */
export type Side = 'above' | 'below' | 'across';

const WORDS = {
  above: { en: 'above', zh: '高于' },
  below: { en: 'below', zh: '低于' },
  across: { en: 'not seen to differ', zh: '未见差异' },
} as const satisfies Readonly<Record<Side, unknown>>;

/**
 * On which side of a value an interval lies, for a sentence that words itself by what the data say:
 * `{gap, select, above {More} below {Fewer} null {Not known} other {As far as is seen, as many}}`. Undefined without an
 * interval, for which the sentence has `null`.
 *
 * @param value default: 0, for intervals of differences; 1 for those of ratios.
 * @example
 * const gap = stats.differenceOfShares({ k: 56, n: 70 }, { k: 48, n: 80 });
 * side(gap?.interval ?? null).raw; // 'above': the interval is 0.0524 to 0.3339
 */
export function side(interval: Interval | null, value = 0): Quantity<Side | null> {
  if (interval === null) return UNDEFINED;
  const raw = interval.low > value ? 'above' : interval.high < value ? 'below' : 'across';
  return { raw, ...WORDS[raw] };
}
