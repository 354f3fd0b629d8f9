import type { Connection, FieldPacket } from 'mysql2';
import { DatabaseError } from '../../errors.js';
import type { CsvStream, Database, TableName, TextRows } from './database.js';
import { blocksOf, lineOf } from './mysql-csv.js';
import { mysqlColumn } from './mysql-types.js';
import type { StoredColumn } from './stored-column.js';

const ROWS_AHEAD = 2000;

/** A connection to MySQL or MariaDB. */
export class MysqlDatabase implements Database {
  readonly #connection: Connection;
  readonly #another: () => Promise<Connection>;

  constructor(connection: Connection, another: () => Promise<Connection>) {
    this.#connection = connection;
    this.#another = another;
  }

  quoted(name: string): string {
    return `\`${name.replaceAll('`', '``')}\``;
  }

  async tables(): Promise<readonly TableName[]> {
    const rows = await this.rows(
      "SELECT table_schema, table_name FROM information_schema.tables WHERE table_schema NOT IN ('information_schema', " +
        "'performance_schema', 'mysql', 'sys') ORDER BY table_schema <> DATABASE(), table_schema, table_name",
    );
    return rows.map(([schema, name]) => ({ schema: schema ?? '', name: name ?? '' }));
  }

  async columns(relation: string): Promise<readonly StoredColumn[]> {
    const [, fields] = await this.#connection
      .promise()
      .query({ sql: `SELECT * FROM ${relation} LIMIT 0`, rowsAsArray: true });
    return fields.map((field) => mysqlColumn(describe(field), this.quoted(field.name)));
  }

  async key({ schema, name }: TableName): Promise<readonly string[]> {
    const rows = await this.#texts(
      'SELECT column_name FROM information_schema.statistics WHERE table_schema = ? AND table_name = ? ' +
        "AND index_name = 'PRIMARY' ORDER BY seq_in_index",
      [schema, name],
    );
    return rows.flatMap(([column]) => column ?? []);
  }

  digest(columns: readonly StoredColumn[]): string {
    const hash = `MD5(${lineOf(columns)})`;
    const half = (text: string) => `CAST(CONV(${text}, 16, 10) AS UNSIGNED)`;
    return `CONCAT(BIT_XOR(${half(`LEFT(${hash}, 16)`)}), '-', COALESCE(SUM(${half(`RIGHT(${hash}, 12)`)}), 0))`;
  }

  rows(sql: string): Promise<TextRows> {
    return this.#texts(sql, []);
  }

  csv(columns: readonly StoredColumn[], from: string): CsvStream {
    const query = this.#connection.query({
      sql: `SELECT ${lineOf(columns)} FROM ${from}`,
      rowsAsArray: true,
      // The bytes as they are: they go into the file undecoded.
      typeCast: (field) => field.string('latin1'),
    });
    const lines = query.stream({ highWaterMark: ROWS_AHEAD });
    // The driver tells a lost connection to itself, not to a statement without a callback.
    this.#connection.on('error', (error: Error) => lines.destroy(error));
    let rows = 0;
    const blocks = blocksOf(lines, () => (rows += 1));
    return { blocks, rows: () => rows, settled: () => this.#requireWhole() };
  }

  async stop(): Promise<void> {
    const { threadId } = this.#connection;
    try {
      const other = await this.#another();
      await other.promise().query(`KILL QUERY ${threadId}`);
      other.destroy();
    } finally {
      this.close();
    }
  }

  close(): void {
    this.#connection.destroy();
  }

  /** The server makes NULL of a text that is longer than its packets. */
  async #requireWhole(): Promise<void> {
    const warnings = await this.rows('SHOW WARNINGS');
    if (!warnings.some(([, code]) => code === '1301')) return;
    const [size] = await this.rows('SELECT @@max_allowed_packet');
    throw new DatabaseError(
      `a value is longer than the packets of the server (max_allowed_packet is ${size?.[0] ?? 'smaller'}). Raise it, or ` +
        'read a query without that column.',
    );
  }

  async #texts(sql: string, values: readonly string[]): Promise<TextRows> {
    const [rows] = await this.#connection
      .promise()
      .query({ sql, values: [...values], rowsAsArray: true, typeCast: (field) => field.string('utf8') });
    return rows as (string | null)[][];
  }
}

const describe = (field: FieldPacket) => ({
  name: field.name,
  type: field.columnType ?? -1,
  flags: typeof field.flags === 'number' ? field.flags : 0,
  charset: field.characterSet ?? 0,
  length: field.columnLength ?? 0,
  decimals: field.decimals,
  extended: field.extendedTypeName,
});
