import type { DrawnFigure } from '../browser/page.js';
import { InvalidFigureError } from '../errors.js';
import { axesOf } from './axes.js';

/** Orders for which plotly looks at no data. */
const GIVEN = new Set<unknown>([undefined, null, 'trace', 'array']);

/**
 * Why plotly fails on a figure that sorts the names of an axis: it ends in a TypeError over a trace that has none.
 * Undefined where that is not so.
 */
export function unsortableTrace(
  { data, layout }: DrawnFigure,
  cause: unknown,
): InvalidFigureError | undefined {
  for (const { letter, path, attributes, traces } of axesOf(data, layout)) {
    const order = attributes['categoryorder'];
    if (GIVEN.has(order)) continue;
    for (const [index, trace] of traces) {
      if ((trace[letter] ?? null) !== null) continue;
      return new InvalidFigureError(
        `data[${index}].${letter}`,
        `is missing, and ${path}.categoryorder ${JSON.stringify(order)} sorts by it; give the trace a list, which may be empty`,
        { cause },
      );
    }
  }
  return undefined;
}
