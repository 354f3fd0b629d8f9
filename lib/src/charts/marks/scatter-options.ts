import type { Text } from '../../core/label.js';
import type { ColumnName, Schema } from '../../core/schema.js';
import type { ChartOptions } from './chart.js';
import type { FlagColumn, IntervalColumn } from './columns.js';
import type { ReferenceOptions } from './references.js';

/** Two cuts that divide a plot, and a name for each of its parts; a point on a cut is above it, or right of it. */
export interface Quadrants {
  readonly x: number;
  readonly y: number;
  readonly topLeft: Text;
  readonly topRight: Text;
  readonly bottomLeft: Text;
  readonly bottomRight: Text;
}

export interface ScatterOptions<S extends Schema = Schema> extends ChartOptions, ReferenceOptions {
  /** A number, or a column of names if `y` is a number. */
  readonly x?: ColumnName<S>;
  /** A number, or a column of names if `x` is a number. */
  readonly y?: ColumnName<S>;
  /** The rows to draw in front of the others, in a color and a shape of their own. */
  readonly highlight?: FlagColumn<S>;
  /** An interval to shade for each name, from the first row with one. */
  readonly band?: IntervalColumn<S>;
  readonly quadrants?: Quadrants;
  /** Which axes are logarithmic; values on them must be above 0. */
  readonly log?: 'x' | 'y' | 'xy';
  /** The most points to draw, at even steps through the rows. Default: 5,000. */
  readonly limit?: number;
}
