/** The type of a column in the library's rows. A trailing `?` means the value may be null. */
export type Kind = 'integer' | 'decimal' | 'double' | 'text' | 'boolean' | 'date' | 'timestamp';
export type ColumnKind = Kind | `${Kind}?`;

/** Column name to kind, in column order: the declared result of a query or the columns of a table. */
export type Shape = Readonly<Record<string, ColumnKind>>;

interface KindTypes {
  integer: number;
  decimal: number;
  double: number;
  text: string;
  boolean: boolean;
  /** `YYYY-MM-DD` */
  date: string;
  /** ISO 8601 with microseconds, no zone for TIMESTAMP, `Z` for TIMESTAMP WITH TIME ZONE */
  timestamp: string;
}

type ValueOf<K extends ColumnKind> = K extends `${infer B extends Kind}?`
  ? KindTypes[B] | null
  : K extends Kind
    ? KindTypes[K]
    : never;

/** The row type of a shape: `Row<{ band: 'text', users: 'integer' }>` is `{ band: string; users: number }`. */
export type Row<S extends Shape> = { readonly [C in keyof S]: ValueOf<S[C]> };

/** Declares a shape, keeping its literal types. */
export function shape<const S extends Shape>(columns: S): S {
  return columns;
}

/** Splits `'double?'` into its kind and whether null is allowed. */
export function parseKind(column: ColumnKind): { kind: Kind; nullable: boolean } {
  const nullable = column.endsWith('?');
  return { kind: (nullable ? column.slice(0, -1) : column) as Kind, nullable };
}
