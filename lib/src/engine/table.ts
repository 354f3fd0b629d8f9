import type { Row, Shape } from './shape.js';

/** A table or view in an engine: a name and columns. */
export interface Relation<S extends Shape = Shape> {
  readonly name: string;
  readonly columns: S;
}

/** The row type of a table: `RowOf<typeof users>`. */
export type RowOf<T extends Relation> = T extends Relation<infer S> ? Row<S> : never;

export function isRelation(value: unknown): value is Relation {
  return typeof value === 'object' && value !== null && 'name' in value && 'columns' in value;
}

export type Table<S extends Shape = Shape> = Relation<S>;
