import type { ColumnName, Schema } from '../../core/schema.js';
import type { ChartOptions } from './chart.js';
import type { IntervalColumn, NumberColumn } from './columns.js';
import type { ReferenceOptions } from './references.js';

export interface LineOptions<S extends Schema = Schema> extends ChartOptions, ReferenceOptions {
  /** Dates, numbers, or names, from left to right. */
  readonly x?: ColumnName<S>;
  /** The values, or several columns of them, each its own line. */
  readonly y?: NumberColumn<S> | readonly NumberColumn<S>[];
  /** The column that divides rows into lines. */
  readonly color?: ColumnName<S>;
  /** The interval drawn as a band around the line. Default: the interval that belongs to the values. */
  readonly band?: IntervalColumn<S> | false;
  /** Which axes are logarithmic; values on them must be above 0. */
  readonly log?: 'x' | 'y' | 'xy';
  /** Whether to draw the line of equality from (0, 0) to (1, 1), for a Lorenz curve; both axes are shares. */
  readonly diagonal?: boolean;
  /** Whether to draw the line in steps, such as for size by rank. */
  readonly step?: boolean;
  /** Whether the value axis starts at 0. Default: true. */
  readonly zero?: boolean;
  /** Ends of the value axis. */
  readonly range?: readonly [low: number, high: number];
}

/** Options with their defaults, for the parts of the mark. */
export interface LinePlan extends ChartOptions, ReferenceOptions {
  readonly x: string;
  /** The kind of the horizontal axis. */
  readonly along: 'number' | 'time' | 'name';
  readonly log: { readonly x: boolean; readonly y: boolean };
  readonly diagonal: boolean;
  readonly step: boolean;
  readonly zero: boolean;
  readonly range: readonly [number, number] | null;
}
