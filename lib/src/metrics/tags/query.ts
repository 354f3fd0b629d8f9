import type { Row, Shape } from '../../engine/shape.js';

export const COMPARISONS = ['=', '!=', '<', '<=', '>', '>='] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** What a column is compared with. Dates and times are texts: `2024-03-01`. */
export type QueryValue = string | number | boolean;

/** The values that a column can be compared with. */
type ValueIn<S extends Shape, C extends keyof S & string> = NonNullable<Row<Pick<S, C>>[C]>;

type NumberIn<S extends Shape> = {
  [C in keyof S & string]: ValueIn<S, C> extends number ? C : QueryValue extends ValueIn<S, C> ? C : never;
}[keyof S & string];

/** A condition on one column; unknown where the column has no value, except for `missing`. */
export type ColumnTest<S extends Shape = Shape> = {
  readonly [C in keyof S & string]:
    | { readonly column: C; readonly is: Comparison; readonly value: ValueIn<S, C> }
    | { readonly column: C; readonly in: readonly ValueIn<S, C>[] }
    | { readonly column: C; readonly missing: true };
}[keyof S & string];

/** A condition on one row: a tree of column tests. */
export type RowQuery<S extends Shape = Shape> =
  | { readonly and: readonly RowQuery<S>[] }
  | { readonly or: readonly RowQuery<S>[] }
  | { readonly not: RowQuery<S> }
  | ColumnTest<S>;

/** Tables of what customers did, by name. */
export type EventShapes = Readonly<Record<string, Shape>>;

/** How many rows of a table of events a customer has, or the sum of one of their columns, compared with a number. */
export type EventTest<E extends EventShapes = EventShapes> = {
  readonly [N in keyof E & string]: {
    readonly events: N;
    /** The column to add up; without one, rows are counted. The sum of no rows is 0. */
    readonly sum?: NumberIn<E[N]>;
    readonly where?: RowQuery<E[N]>;
    /** Only rows at most so many days before the as-of date. */
    readonly within?: number;
    readonly is: Comparison;
    readonly value: number;
  };
}[keyof E & string];

/** Whether a customer has a tag: never unknown. */
export interface TagTest {
  readonly tag: string;
}

/**
 * A condition on customers, as plain data: columns of the table of customers, tags, and what customers did, combined by
 * and, or, not. `S` are the columns of customers and `E` those of the tables of events; the compiler checks names and
 * values against them.
 *
 * @example
 * const query: tags.Query<typeof shop.customers.columns> = {
 *   and: [{ column: 'recency', is: '<', value: 30 }, { not: { tag: 'vip' } }],
 * };
 */
export type Query<S extends Shape = Shape, E extends EventShapes = EventShapes> =
  | { readonly and: readonly Query<S, E>[] }
  | { readonly or: readonly Query<S, E>[] }
  | { readonly not: Query<S, E> }
  | TagTest
  | EventTest<E>
  | ColumnTest<S>;

declare const READ: unique symbol;

/** A query read from text or JSON: its names are checked when it is used, since the compiler cannot know them. */
export type ReadQuery = Query & { readonly [READ]: true };

/** A condition that is no combination of others. */
export type Leaf = TagTest | EventTest | ColumnTest;

/** The conditions that a query combines; none for a leaf. */
export function partsOf(query: Query): readonly Query[] {
  if ('and' in query) return query.and;
  if ('or' in query) return query.or;
  return 'not' in query ? [query.not] : [];
}

/** The leaves of a query, from left to right. */
export function leavesOf(query: Query): readonly Leaf[] {
  return 'and' in query || 'or' in query || 'not' in query ? partsOf(query).flatMap(leavesOf) : [query];
}

/** The columns that a condition on a row reads. */
export const columnsOf = (where: RowQuery | undefined): readonly string[] =>
  where === undefined ? [] : leavesOf(where).flatMap((leaf) => ('column' in leaf ? [leaf.column] : []));
