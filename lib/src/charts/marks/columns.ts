import { baseKind, type Column, type ColumnKind, type Schema } from '../../core/schema.js';

type NumberKind = 'integer' | 'decimal' | 'double';
type Holding<C extends Column, K extends ColumnKind> =
  Extract<C['kind'], K | `${K}?`> extends never ? false : true;

/** The names of a schema's columns that pass a filter; any name if the schema is known only at run time. */
type NamesOf<S extends Schema, Passing> = string extends keyof S ? string : Passing & string;

/** Columns with numbers that can be drawn, not names or categories. */
export type NumberColumn<S extends Schema> = NamesOf<
  S,
  {
    [C in keyof S]: S[C] extends { readonly values: object }
      ? never
      : Holding<S[C], NumberKind> extends true
        ? C
        : never;
  }[keyof S]
>;

/** Columns with intervals. */
export type IntervalColumn<S extends Schema> = NamesOf<
  S,
  { [C in keyof S]: Holding<S[C], 'interval'> extends true ? C : never }[keyof S]
>;

/** Columns of yes and no. */
export type FlagColumn<S extends Schema> = NamesOf<
  S,
  { [C in keyof S]: Holding<S[C], 'boolean'> extends true ? C : never }[keyof S]
>;

export const isInterval = ({ kind }: Column): boolean => baseKind(kind) === 'interval';

export const isTime = ({ kind }: Column): boolean => ['date', 'timestamp'].includes(baseKind(kind));

/** Whether a column identifies what a row is about: a name, a category, or yes or no. */
export const isName = ({ kind, values }: Column): boolean =>
  values !== undefined || ['text', 'boolean'].includes(baseKind(kind));

/** The columns that a figure may use by default. */
export function visible(schema: Schema): [string, Column][] {
  return Object.entries<Column>(schema).filter(([, column]) => column.hidden !== true);
}
