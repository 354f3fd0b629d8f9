import type { Column, Schema } from '../core/schema.js';
import { term } from '../core/term.js';
import type { ColumnKind } from '../engine/shape.js';

/** Columns that a file may or may not have: checked when a query runs. */
export type OtherColumns = Readonly<Record<string, ColumnKind>>;

/** The shape of a table with these columns. */
export type Kinds<S extends Schema> = { readonly [C in keyof S]: S[C]['kind'] };

export const kindsOf = <S extends Schema>(schema: S): Kinds<S> & OtherColumns =>
  Object.fromEntries(Object.entries(schema).map(([name, { kind }]) => [name, kind])) as Kinds<S> &
    OtherColumns;

/** A column of ids, which are names even where they are digits. */
export const idColumn = (label: 'order' | 'customer'): Column<'text'> => ({
  kind: 'text',
  label: term(label),
  format: 'plain',
});
