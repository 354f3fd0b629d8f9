import type { ColumnName, Schema } from '../../core/schema.js';
import type { ChartOptions } from './chart.js';

export interface TreeOptions<S extends Schema = Schema> extends ChartOptions {
  /** The name of each node. Default: `node`. */
  readonly node?: ColumnName<S>;
  /** The node above it; null for the one at the top. Default: `parent`. */
  readonly parent?: ColumnName<S>;
  /** What divides the rows of a node; null for a leaf. Default: `rule`. */
  readonly rule?: ColumnName<S>;
  /** What is written on the way from the node above. Default: `branch`. */
  readonly branch?: ColumnName<S>;
  /** The columns written into each node. Default: all others that tables show. */
  readonly text?: readonly ColumnName<S>[];
  /** The column that colors the nodes: numbers from pale to dark, or a category. */
  readonly color?: ColumnName<S>;
}
