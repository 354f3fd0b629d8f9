import type { Text } from '../../core/label.js';
import { COLORS, INK } from '../theme.js';
import type { Range } from './axes.js';
import { said, type ChartOptions } from './chart.js';
import type { Source } from './source.js';
import { plain } from './words.js';

/** A line at `x` or at `y`, or a point if both are given; without text, it shows its value. */
export interface Reference {
  readonly x?: number | string;
  readonly y?: number;
  readonly text?: Text;
  /** Whether a single line is gray beyond this `x`, such as to set off the tail. */
  readonly split?: boolean;
}

export interface ReferenceOptions {
  readonly reference?: Reference | readonly Reference[];
}

export const referencesOf = ({ reference = [] }: ReferenceOptions): readonly Reference[] =>
  'length' in reference ? reference : [reference];

/** What references need to know about a plot. */
export interface Plot {
  /** Ends of the axes; those of the horizontal one as numbers. */
  readonly x: Range;
  readonly y: Range;
  readonly log: { readonly x: boolean; readonly y: boolean };
  /** The position of a horizontal value on its axis. */
  readonly place: (x: number | string) => number | string;
  readonly write: (reference: Reference) => string;
  /** Whether texts of vertical lines are above the plot. */
  readonly above?: boolean;
}

/** Shapes and annotations of references. */
export function drawReferences(source: Source, options: ChartOptions & ReferenceOptions, plot: Plot) {
  const all = referencesOf(options).map((reference) => ({
    reference,
    text: plain(reference.text === undefined ? plot.write(reference) : said(source, reference.text, options)),
  }));
  return {
    shapes: all.flatMap(({ reference }) => shapeOf(reference, plot)),
    annotations: all.flatMap(({ reference, text }) =>
      text === '' ? [] : [annotationOf(reference, text, plot)],
    ),
  };
}

function shapeOf({ x, y, split }: Reference, { place }: Plot): object[] {
  const line = {
    color: split === true ? COLORS.red : INK,
    width: split === true ? 1.5 : 1,
    dash: split === true ? 'dash' : 'dot',
  };
  if (x !== undefined && y !== undefined) return [];
  if (x !== undefined) {
    return [{ type: 'line', xref: 'x', yref: 'paper', x0: place(x), x1: place(x), y0: 0, y1: 1, line }];
  }
  return y === undefined
    ? []
    : [{ type: 'line', xref: 'paper', yref: 'y', x0: 0, x1: 1, y0: y, y1: y, line }];
}

function annotationOf({ x, y, split }: Reference, text: string, plot: Plot): object {
  const on = (value: number | string, log: boolean) =>
    log && typeof value === 'number' ? Math.log10(value) : value;
  const part = (value: number, [low, high]: Range, log: boolean) =>
    log
      ? (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))
      : (value - low) / (high - low);
  const at = x === undefined ? 0 : plot.place(x);
  const across = typeof at === 'number' ? part(at, plot.x, plot.log.x) : 0.5;
  if (x !== undefined && y !== undefined) {
    return {
      x: on(at, plot.log.x),
      y: on(y, plot.log.y),
      text,
      arrowhead: 2,
      arrowcolor: COLORS.gray,
      ...textPlace(across, part(y, plot.y, plot.log.y)),
    };
  }
  if (x !== undefined) {
    if (plot.above === true)
      return { x: at, xref: 'x', y: 1, yref: 'paper', yanchor: 'bottom', showarrow: false, text };
    const left = across > 0.5;
    return {
      x: on(at, plot.log.x),
      xref: 'x',
      y: 0.97,
      yref: 'paper',
      xanchor: left ? 'right' : 'left',
      yanchor: 'top',
      xshift: left ? -8 : 8,
      showarrow: false,
      text,
      ...(split === true && { font: { color: COLORS.red } }),
    };
  }
  return {
    x: 1,
    xref: 'paper',
    xanchor: 'right',
    y: on(y ?? 0, plot.log.y),
    yref: 'y',
    yanchor: 'bottom',
    yshift: 3,
    showarrow: false,
    text,
  };
}

/** The offset of a point's text from it, in pixels: below it if there is room, otherwise above. */
function textPlace(across: number, height: number): { readonly ax: number; readonly ay: number } {
  if (height < 0.4) return { ax: across > 0.5 ? -90 : 90, ay: -30 };
  return across > 0.85 ? { ax: -30, ay: 100 } : { ax: 20, ay: 80 };
}
