import type { StoredColumn } from './stored-column.js';

/** A table or view by its schema (of Postgres) or database (of MySQL), and its name. */
export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** The values of rows as text. */
export type TextRows = readonly (readonly (string | null)[])[];

/**
 * What texts are quoted with in CSV from a database. Hardly a text contains it: MySQL takes time in proportion to the
 * square of the number of quotes that it doubles.
 */
export const QUOTE = '\u0001';

/**
 * Rows on their way as CSV: NULL is an empty field, text is in {@link QUOTE}s, which are doubled in it, and the empty
 * text is a pair of them.
 */
export interface CsvStream {
  readonly blocks: AsyncIterable<Uint8Array>;
  /** Rows that were sent so far: exact after {@link settled}, and close to it before. */
  rows(): number;
  /** Waits until the server has confirmed that it has sent all rows, whole. */
  settled(): Promise<void>;
}

/**
 * A connection in a transaction that only reads: all that is read through it is of one snapshot. It throws the errors of
 * its driver.
 */
export interface Database {
  /** A name as SQL. */
  quoted(name: string): string;
  /** The tables and views that can be named, those that need no schema first. */
  tables(): Promise<readonly TableName[]>;
  /** The columns of a table, or of a query in parentheses that has a name. */
  columns(relation: string): Promise<readonly StoredColumn[]>;
  /** The columns of a table's primary key in its order; empty if it has none. */
  key(table: TableName): Promise<readonly string[]>;
  /** SQL for a digest of the rows of these columns, whatever their order. */
  digest(columns: readonly StoredColumn[]): string;
  rows(sql: string): Promise<TextRows>;
  /** Sends rows; `from` is what follows FROM. */
  csv(columns: readonly StoredColumn[], from: string): CsvStream;
  /** Stops what the server does for this connection, and closes it: whatever waits for it fails. */
  stop(): Promise<void>;
  close(): void;
}
