import type { Sql } from '../engine/sql.js';
import { inlineSql } from '../engine/render.js';
import { OptionsError } from '../errors.js';
import { inOrder } from './categories.js';
import { DISPLAY, type Displayable, type Output } from './display.js';
import { toArrow, toCsv, toDataFrame, type ArrowTable, type CsvOptions, type DataFrame } from './export.js';
import { columnIn, quantityOf } from './format.js';
import type { Text } from './label.js';
import { pivoted } from './pivot.js';
import { list, UNDEFINED, type Quantity, type Raw } from './quantity.js';
import { viewOf, type ViewOptions } from './result-view.js';
import type { Column, ColumnKind, ColumnName, Row, Schema, ValueOf } from './schema.js';
import type { Session } from './session.js';
import { tableBundle } from './table-view.js';
import { term } from './term.js';
import { plainTexts } from './translation.js';

/** The values of one row, each with its text, for use in sentences. */
export type Values<S extends Schema> = {
  readonly [C in keyof S]: Quantity<Extract<ValueOf<S[C]> | null, Raw>>;
};

/** The best figure for a result, if its columns alone do not determine it. */
export interface ChartHint {
  readonly mark: string;
  /** The rows to draw, where not all belong into one figure; all of them if none of these is left. */
  readonly rows?: (row: Readonly<Record<string, unknown>>) => boolean;
  readonly [channel: string]: unknown;
}

export interface ResultInput<S extends Schema> {
  readonly session: Session;
  /** Name of figures and files made from it: `segment-sizes`. */
  readonly name: string;
  readonly title: Text;
  readonly schema: S;
  readonly rows: readonly Row<S>[];
  /** The query behind the rows, for readers; null if there were several. */
  readonly query?: Sql | null;
  readonly chart?: ChartHint;
  /** The note below the table. */
  readonly note?: Text;
}

/** New columns: each a column definition and a function of the row. */
type Derived<S extends Schema, N extends Schema> = {
  readonly [C in keyof N]: readonly [N[C], (row: Row<S>) => ValueOf<N[C]>];
};

/** The other columns, and one for each value of `A`, of the kind of `V`. */
export type Pivoted<S extends Schema, A extends keyof S, V extends keyof S> = Omit<S, A | V> &
  Readonly<Record<Extract<NonNullable<ValueOf<S[A]>>, string>, Optional<S[V]>>>;

type Optional<C extends Column> = Omit<C, 'kind'> & {
  readonly kind: C['kind'] extends `${string}?` ? C['kind'] : `${C['kind']}?` & ColumnKind;
};

/**
 * The result of a metric: plain typed rows, with a schema of their columns. As the last expression of a cell it is
 * shown as a formatted table in the session's language; `chart(result)` draws it; `at()` gives values for sentences.
 *
 * @example
 * const sizes = await segmentSizes(scored);
 * sizes.at({ segment: 'lost' }).share.en; // '20.6%'
 * for (const { segment, users } of sizes) console.log(segment, users);
 */
export class Result<S extends Schema = Schema> implements Iterable<Row<S>>, Displayable {
  readonly session: Session;
  readonly name: string;
  readonly title: Text;
  readonly schema: S;
  readonly rows: readonly Row<S>[];
  readonly query: Sql | null;
  readonly chart: ChartHint | null;
  readonly note: Text | null;

  constructor(input: ResultInput<S>) {
    this.session = input.session;
    this.name = input.name;
    this.title = input.title;
    this.schema = input.schema;
    this.rows = input.rows;
    this.query = input.query ?? null;
    this.chart = input.chart ?? null;
    this.note = input.note ?? null;
  }

  get length(): number {
    return this.rows.length;
  }

  [Symbol.iterator](): Iterator<Row<S>> {
    return this.rows[Symbol.iterator]();
  }

  /**
   * The values of the only row that matches the key; all undefined if there is none, so that a statement about it cannot
   * hold.
   * @throws OptionsError when several rows match, or a column is unknown.
   * @example
   * sizes.at({ segment: 'lost' }).users.raw; // 206
   */
  at(key: Partial<Row<S>> = {}): Values<S> {
    const found = this.rows.filter((row) => matches(row, key));
    Object.keys(key).forEach((name) => this.column(name));
    if (found.length > 1) {
      throw new OptionsError(`${this.name}: ${found.length} rows match ${JSON.stringify(key)}; select one.`);
    }
    return this.values(found[0]);
  }

  /** The formatted values of a row of this result; all undefined without a row. */
  values(row: Row<S> | undefined): Values<S> {
    const entries = Object.keys(this.schema).map((name) => [
      name,
      row === undefined
        ? UNDEFINED
        : quantityOf(row[name] as ValueOf<Column>, columnIn(this.schema, name, row), this.session),
    ]);
    return Object.fromEntries(entries) as Values<S>;
  }

  /** The values of the row with the largest value of a column, the first if tied; nulls are ignored. */
  max(name: ColumnName<S>): Values<S> {
    return this.values(this.#extreme(name, (a, b) => a > b));
  }

  /** The values of the row with the smallest value of a column, the first if tied; nulls are ignored. */
  min(name: ColumnName<S>): Values<S> {
    return this.values(this.#extreme(name, (a, b) => a < b));
  }

  /** The sum of a column, in the column's format; nulls are ignored, and the sum is undefined if all values are null. */
  total(name: ColumnName<S>): Quantity<number | null> {
    const numbers = this.rows.map((row) => row[name] as unknown).filter(isNumber);
    const sum = numbers.length === 0 ? null : numbers.reduce((all, value) => all + value, 0);
    return quantityOf(sum as ValueOf<Column>, this.column(name), this.session) as Quantity<number | null>;
  }

  /** The texts of a column as a list, `Sports, Travel`; "none" without rows. */
  list(name: ColumnName<S>): Quantity<string> {
    const column = this.column(name);
    const texts = this.rows.map((row) => quantityOf(row[name] as ValueOf<Column>, column, this.session));
    return texts.length === 0 ? { raw: '', ...term('none') } : list(texts);
  }

  /** The rows with these values, or for which the condition is true. */
  where(condition: Partial<Row<S>> | ((row: Row<S>) => boolean)): Result<S> {
    const keep = typeof condition === 'function' ? condition : (row: Row<S>) => matches(row, condition);
    return this.#copy({ rows: this.rows.filter(keep) });
  }

  /** The rows sorted by a column (stable), nulls last. */
  sort(name: ColumnName<S>, order: 'ascending' | 'descending' = 'ascending'): Result<S> {
    const sign = order === 'ascending' ? 1 : -1;
    return this.#copy({ rows: this.rows.toSorted((a, b) => compare(a[name], b[name], sign)) });
  }

  /** The first rows. */
  head(rows: number): Result<S> {
    return this.#copy({ rows: this.rows.slice(0, rows) });
  }

  /** The same rows with these columns only, in this order. */
  select<const C extends ColumnName<S>>(...names: readonly C[]): Result<Pick<S, C>> {
    const schema = inOrder<string, Column>(
      names.map((name) => [name, { ...this.column(name), hidden: false }]),
    );
    const rows = this.rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name]])));
    return this.#copy({
      schema: schema as unknown as Pick<S, C>,
      rows: rows as unknown as Row<Pick<S, C>>[],
    });
  }

  /**
   * The rows with additional columns.
   * @example
   * sizes.with({ perUser: [column.money('revenuePerUser'), (row) => row.revenue / row.users] });
   */
  with<const N extends Schema>(columns: Derived<S, N>): Result<S & N> {
    const entries = Object.entries(columns) as [string, readonly [Column, (row: Row<S>) => unknown]][];
    const added = entries.map(([name, [column]]): [string, Column] => [name, column]);
    const rows = this.rows.map((row) => ({
      ...row,
      ...Object.fromEntries(entries.map(([name, [, value]]) => [name, value(row)])),
    }));
    return this.#copy({
      schema: inOrder([...Object.entries<Column>(this.schema), ...added]) as unknown as S & N,
      rows: rows as unknown as Row<S & N>[],
    });
  }

  /**
   * Turns a long result into a wide one: a row for each combination of the other columns, and a column for each value of
   * one column. The new columns take their names and formats from these values.
   *
   * @param across the column whose values become columns.
   * @param value the column that fills them; null if there is no row.
   * @throws OptionsError when several rows fill one cell, or a value has the name of another column.
   * @example
   * profiles.select('segment', 'measure', 'mean').pivot('measure', 'mean'); // segment, age, income, …
   */
  pivot<const A extends ColumnName<S>, const V extends ColumnName<S>>(
    across: A,
    value: V,
  ): Result<Pivoted<S, A, V>> {
    this.column(across);
    this.column(value);
    const { schema, rows } = pivoted(this, across, value);
    return this.#copy({
      schema: schema as unknown as Pivoted<S, A, V>,
      rows: rows as unknown as Row<Pivoted<S, A, V>>[],
    });
  }

  /** The same result with another title and another name for its figures. */
  titled(title: Text, name = this.name): Result<S> {
    return this.#copy({ title, name });
  }

  /** The definition of a column. @throws OptionsError if it does not exist. */
  column<C extends ColumnName<S>>(name: C): S[C] {
    const column = Object.hasOwn(this.schema, name) ? this.schema[name] : undefined;
    if (column === undefined) {
      throw new OptionsError(
        `${this.name} has no column "${name}"; it has ${Object.keys(this.schema).join(', ')}.`,
      );
    }
    return column;
  }

  /** The query behind the rows, to read or to run elsewhere; empty if there were several. */
  sql(): string {
    return this.query === null ? '' : inlineSql(this.query, this.session.engine.dialect);
  }

  /** The rows as CSV (RFC 4180, UTF-8, `\n`), with unrounded numbers. */
  toCsv(options: CsvOptions = {}): string {
    return toCsv(this.rows, this.schema, this.session.locale, options);
  }

  /** The rows as an Apache Arrow table; requires the package `apache-arrow`. */
  toArrow<T = ArrowTable>(): Promise<T> {
    return toArrow(this.rows, this.schema) as Promise<T>;
  }

  /** The rows as a danfo DataFrame; requires the package `danfojs-node`. */
  toDataFrame<T = DataFrame>(): Promise<T> {
    return toDataFrame(this.rows, this.schema) as Promise<T>;
  }

  /** Displays the result; `show(result, { limit: 5 })` passes options. */
  output(options: ViewOptions = {}): Output {
    const texts = plainTexts([
      this.title,
      this.note ?? '',
      ...Object.values<Column>(this.schema).flatMap(({ label, authored, values = {} }) => [
        label,
        ...(authored === true ? Object.values(values).map((value) => value.label) : []),
      ]),
    ]);
    return {
      data: tableBundle([viewOf(this, options)]),
      ...(texts.length > 0 && { metadata: { texts } }),
    };
  }

  [DISPLAY](): Output {
    return this.output();
  }

  #extreme(name: ColumnName<S>, better: (a: number, b: number) => boolean): Row<S> | undefined {
    this.column(name);
    const number = (row: Row<S>) => row[name] as unknown as number;
    const known = this.rows.filter((row) => isNumber(row[name]));
    return known.reduce<Row<S> | undefined>(
      (best, row) => (best === undefined || better(number(row), number(best)) ? row : best),
      undefined,
    );
  }

  #copy<N extends Schema = S>(changes: Partial<ResultInput<N>>): Result<N> {
    const { session, name, title, schema, rows, query, chart, note } = this as unknown as Result<N>;
    return new Result<N>({
      ...{ session, name, title, schema, rows, query },
      ...(chart !== null && { chart }),
      ...(note !== null && { note }),
      ...changes,
    });
  }
}

/** NaN and the infinities are no values. */
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function matches<S extends Schema>(row: Row<S>, key: Partial<Row<S>>): boolean {
  return Object.entries(key).every(([name, value]) => row[name] === value);
}

function compare(a: unknown, b: unknown, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x === y ? 0 : sign * (x < y ? -1 : 1);
}
