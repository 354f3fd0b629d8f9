import type { Row, Shape } from './shape.js';

/** A table or view in an engine, with the columns its contract promises. */
export interface Table<S extends Shape = Shape> {
  readonly name: string;
  readonly columns: S;
}

/** The row type of a table: `RowOf<typeof users>`. */
export type RowOf<T extends Table> = T extends Table<infer S> ? Row<S> : never;

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && 'name' in value && 'columns' in value;
}
