import type { ColumnName, Schema } from '../../core/schema.js';
import type { ChartOptions } from './chart.js';
import type { IntervalColumn, NumberColumn } from './columns.js';
import type { OrderOptions } from './order.js';
import type { ReferenceOptions } from './references.js';

export interface RangeOptions<S extends Schema = Schema>
  extends ChartOptions, OrderOptions, ReferenceOptions {
  /** The names of the rows. */
  readonly y?: ColumnName<S>;
  /** Distinguishes rows with the same name. */
  readonly color?: ColumnName<S>;
  /** The estimate, drawn as a dot on its interval and shown at the right. */
  readonly x?: NumberColumn<S>;
  /** The interval. Default: that of the estimate, or else the first one. */
  readonly interval?: IntervalColumn<S>;
  /** The two ends, in place of an interval. */
  readonly low?: NumberColumn<S>;
  readonly high?: NumberColumn<S>;
  /** Single values drawn on the ranges, each column with its own symbol, at most six. */
  readonly marks?: readonly NumberColumn<S>[];
  /** Text at the right of a row. Default: the estimate, or else the two ends. */
  readonly text?: ColumnName<S> | readonly ColumnName<S>[];
  /** Ends of the axis. */
  readonly range?: readonly [low: number, high: number];
}
