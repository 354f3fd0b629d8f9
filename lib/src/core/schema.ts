import type { ColumnKind as SqlColumnKind, Kind as SqlKind } from '../engine/shape.js';
import type { Label, Text } from './label.js';

/** An interval of an estimate, such as the 95% interval of a share. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What a column of a result holds. A trailing `?` means that the value may be null. */
export type ColumnKind = SqlColumnKind | 'interval' | 'interval?';

/**
 * The format of a value. `plain` leaves a number as it is, for ids and years; `duration` is a number of seconds; `clock`
 * formats an hour as `21:00`.
 */
export type Format =
  'count' | 'decimal' | 'percent' | 'points' | 'money' | 'p' | 'duration' | 'clock' | 'plain' | 'text';

/** One value of a categorical column: its name and its color in all charts. */
export interface Category {
  readonly label: Text;
  readonly color?: string;
  /** The number format of a measure, for columns that refer to it by `of.measure`. */
  readonly written?: Pick<Column, 'format' | 'digits' | 'unit'>;
}

/** The values of a categorical column in their order. */
export type Categories<K extends string = string> = Readonly<Record<K, Category>>;

/** The definition of a column, given once by the metric or contract and used by all tables, charts and sentences. */
export interface Column<K extends ColumnKind = ColumnKind, V extends string = string> {
  readonly kind: K;
  readonly label: Text;
  /** Shown after the label in headings and axes: "Age (years)". */
  readonly unit?: Label;
  /** Default: from the kind. */
  readonly format?: Format;
  /** Number of decimals; default: the format's own. */
  readonly digits?: number;
  readonly values?: Categories<V>;
  /**
   * Related columns: the count that labels show beside this share (its numerator or its denominator), the interval of
   * this estimate, and the column whose category determines the number format row by row, such as ages and incomes in
   * one column.
   */
  readonly of?: { readonly base?: string; readonly interval?: string; readonly measure?: string };
  /** Its category names were written by an analyst and are translated with the notebook, like titles. */
  readonly authored?: boolean;
  /** Omitted from tables and charts unless requested. */
  readonly hidden?: boolean;
}

/** The columns of a result in their order. */
export type Schema = Readonly<Record<string, Column>>;

interface SqlTypes {
  integer: number;
  decimal: number;
  double: number;
  text: string;
  boolean: boolean;
  date: string;
  timestamp: string;
  interval: Interval;
}

type BaseOf<K extends ColumnKind> = K extends `${infer B extends keyof SqlTypes}?` ? B : K;
type NullOf<K extends ColumnKind> = K extends `${string}?` ? null : never;

/** The type of a column's values: the keys of its categories, if it has any. */
export type ValueOf<C extends Column> =
  | (C extends { readonly values: Categories<infer V> }
      ? V
      : BaseOf<C['kind']> extends infer B extends keyof SqlTypes
        ? SqlTypes[B]
        : never)
  | NullOf<C['kind']>;

/** The row type of a schema. */
export type Row<S extends Schema> = { readonly [C in keyof S]: ValueOf<S[C]> };

export type ColumnName<S extends Schema> = keyof S & string;

/** The kind without its `?`. */
export function baseKind(kind: ColumnKind): SqlKind | 'interval' {
  return (kind.endsWith('?') ? kind.slice(0, -1) : kind) as SqlKind | 'interval';
}

export function isNumeric({ kind, values }: Column): boolean {
  return values === undefined && ['integer', 'decimal', 'double'].includes(baseKind(kind));
}
