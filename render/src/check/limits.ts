import { InvalidFigureError } from '../errors.js';
import { MAX_FONT_SIZE } from '../geometry/font-size.js';

/**
 * What a figure may ask for. Beyond these numbers nobody can read the picture, and some would take minutes to draw: a
 * few bytes can ask for millions of ticks.
 */
export const LIMITS = {
  traces: 1000,
  /** Those of the layout and those that traces name: plotly cuts out a rectangle for every x axis with every y axis. */
  axes: 600,
  ticks: 500,
  /** Lines of a carpet between those with ticks. */
  minorLines: 5000,
  gridCells: 400,
  bins: 10_000,
  bins2d: 1_000_000,
  levels: 500,
  /** Levels times the cells that each goes through. */
  contourCells: 1_000_000,
  /** Empty cells to fill that have no neighbor with a value. */
  gapCells: 150_000,
  /** Such cells times the rounds until the last of them is filled. */
  gapRounds: 10_000_000,
  /** Hours or days that an axis leaves out. */
  breaks: 20_000,
  slices: 1000,
  /** Annotations, shapes, images, buttons and steps: entries of one list of the layout. */
  entries: 500,
  /** In px. */
  fontSize: MAX_FONT_SIZE,
  /** Square pixels of the picture. */
  area: 100_000_000,
} as const;

/**
 * @param what - what the attribute asks for so many of
 * @param advice - what to do about it, where the attribute does not say so itself
 * @throws InvalidFigureError where `count` is above `limit`
 */
export function atMost(count: number, limit: number, path: string, what: string, advice = ''): void {
  if (count <= limit) return;
  const end = advice === '' ? '' : `; ${advice}`;
  throw new InvalidFigureError(
    path,
    `asks for ${Math.ceil(count)} ${what}, more than the limit of ${limit}${end}`,
  );
}
