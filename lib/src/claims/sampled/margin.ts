import type { Interval } from '../../stats/proportion.js';
import { rangeOf, type PublishedFigure } from '../published/figure.js';

/**
 * How far from a published figure a sample may place a value and still confirm it: a percentage by five points, near
 * 0 and 100 by a quarter of what is left, but at least by one point; any other number by a tenth of it.
 */
export const MARGINS = { points: 5, left: 0.25, least: 1, part: 0.1 } as const;

/** What a figure is: a percentage, or any other number. */
export type FigureKind = 'percent' | 'number';

/**
 * The range of values that confirm a figure: its printed digits or "about", widened to the margin. One-sided figures,
 * such as `{ above: 22 }`, have no margin: they are confirmed by the interval lying above.
 *
 * @example
 * confirming('68.3', 'percent'); // { low: 63.3, high: 73.3 }
 * confirming('2.0', 'percent'); // { low: 1, high: 3 }
 */
export function confirming(figure: PublishedFigure, kind: FigureKind): Interval {
  const range = rangeOf(figure);
  if (!Number.isFinite(range.low) || !Number.isFinite(range.high)) return range;
  const value = (range.low + range.high) / 2;
  const margin = kind === 'number' ? MARGINS.part * Math.abs(value) : pointsAround(value);
  return { low: Math.min(range.low, value - margin), high: Math.max(range.high, value + margin) };
}

function pointsAround(percent: number): number {
  const left = MARGINS.left * Math.min(percent, 100 - percent);
  return Math.max(MARGINS.least, Math.min(MARGINS.points, left));
}
