import { agrees, printed, rangeOf, type PublishedFigure } from '../published/figure.js';
import { decimal } from '../../core/quantity.js';
import type { Interval } from '../../stats/proportion.js';
import { shown } from '../published/judge.js';
import type { Estimate } from './estimate.js';
import { confirming, type FigureKind } from './margin.js';

/** The data that figures are judged on: all users that the document describes, or a sample of so many of them. */
export interface JudgedFile {
  readonly whole: boolean;
  readonly users: number;
}

/** A published figure and the data's value for it. */
export interface Compared {
  readonly estimate: Estimate;
  readonly figure: PublishedFigure;
  readonly kind: FigureKind;
}

/**
 * The chance for which intervals that contradict are made, shared by all figures and comparisons of a claim (Bonferroni).
 * It is a tenth of what is promised, one false contradiction in a thousand samples: intervals of skewed values come
 * short of their level in small groups, where the largest users may not have been drawn.
 */
export const FALSE_CONTRADICTION = 0.0001;

export type Standing = 'agrees' | 'open' | 'differs';

/**
 * Where a value stands beside a published figure; `alpha` is the chance of a wrong "differs".
 *
 * - All users: it agrees if it equals the figure at the printed precision, and differs if not.
 * - A sample: it differs if the interval made for `alpha` does not reach the printed figure. It agrees if the 95 percent
 *   interval lies within the margin around it (equivalence). Otherwise the sample leaves it open.
 */
export function standingOf({ estimate, figure, kind }: Compared, whole: boolean, alpha: number): Standing {
  if (whole) return agrees(estimate.value, figure) ? 'agrees' : 'differs';
  const far = estimate.within(alpha);
  if (estimate.interval === null || far === null) return 'open';
  const claimed = rangeOf(figure);
  if (far.low > claimed.high || far.high < claimed.low) return 'differs';
  const margin = confirming(figure, kind);
  const { low, high } = estimate.interval;
  return low > margin.low && high < margin.high ? 'agrees' : 'open';
}

/** Whether a figure is printed in the document, or required by its words. */
export type Source = 'published' | 'required';

/**
 * What was compared, for a note: `percent: published 68.3, here 64.6 (95 percent: 55.5 to 72.8, 113 users)`.
 *
 * @param alpha the chance that the interval misses; null for the 95 percent interval
 */
export function comparedText(name: string, source: Source, compared: Compared, alpha: number | null): string {
  const { estimate, figure } = compared;
  const interval = alpha === null ? estimate.interval : estimate.within(alpha);
  const users = `${decimal(estimate.users, 0).en} users`;
  const level = alpha === null ? '95' : String(Number((100 - 100 * alpha).toFixed(4)));
  const around = interval === null ? users : `${level} percent: ${between(interval)}, ${users}`;
  const here = estimate.value === null ? 'nothing' : shown(estimate.value);
  return `${name}: ${source} ${printed(figure)}, here ${here} (${around})`;
}

/** What a sample confirmed, with the margin: `percent 63.3 to 73.3 (814 users)`. */
export function confirmedText(name: string, { estimate, figure, kind }: Compared): string {
  const { low, high } = confirming(figure, kind);
  const users = `${decimal(estimate.users, 0).en} users`;
  if (low === -Infinity || high === Infinity) return `${name} ${printed(figure)} (${users})`;
  const top = kind === 'percent' ? Math.min(100, high) : high;
  return `${name} ${between({ low, high: top }, 1)} (${users})`;
}

/** Both bounds, with as many digits as the width of the interval justifies, and so many more. */
export function between({ low, high }: Interval, more = 0): string {
  const digits = Math.max(0, Math.min(6, Math.ceil(1 - Math.log10(high - low || 1)) + more));
  return `${decimal(low, digits).en} to ${decimal(high, digits).en}`;
}
