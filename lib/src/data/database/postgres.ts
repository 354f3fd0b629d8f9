import type { Client } from 'pg';
import type { to } from 'pg-copy-streams';
import type { CsvStream, Database, TableName, TextRows } from './database.js';
import { postgresColumn } from './postgres-types.js';
import type { StoredColumn } from './stored-column.js';

const NEWLINE = 10;
/** What texts are quoted with, as SQL. */
const MARK = "E'\\x01'";
/** The types of columns by their ids; of a domain the server itself tells what it is made of. */
const TYPES = `SELECT oid::int8::text AS id, typname AS type, typcategory = 'A' AS "isArray" FROM pg_type WHERE oid = ANY($1)`;

interface TypeRow {
  readonly id: string;
  readonly type: string;
  readonly isArray: boolean;
}

/** Makes the stream of a COPY statement. */
export type CopyTo = typeof to;

/** A connection to Postgres. */
export class PostgresDatabase implements Database {
  readonly #client: Client;
  readonly #id: number;
  readonly #copyTo: CopyTo;
  readonly #another: () => Promise<Client>;

  constructor(client: Client, id: number, copyTo: CopyTo, another: () => Promise<Client>) {
    this.#client = client;
    this.#id = id;
    this.#copyTo = copyTo;
    this.#another = another;
  }

  quoted(name: string): string {
    return `"${name.replaceAll('"', '""')}"`;
  }

  async tables(): Promise<readonly TableName[]> {
    const rows = await this.rows(
      `SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
       ORDER BY array_position(current_schemas(false), n.nspname) NULLS LAST, n.nspname, c.relname`,
    );
    return rows.map(([schema, name]) => ({ schema: schema ?? '', name: name ?? '' }));
  }

  async columns(relation: string): Promise<readonly StoredColumn[]> {
    // A statement with a name cannot be two, and so neither can the query in it.
    const { fields } = await this.#client.query({
      name: 'columns',
      text: `SELECT * FROM ${relation} LIMIT 0`,
    });
    const ids = [...new Set(fields.map((field) => field.dataTypeID))];
    const { rows: types } = await this.#client.query<TypeRow>(TYPES, [ids]);
    const names = await this.#typeNames(fields.map((field) => [field.dataTypeID, field.dataTypeModifier]));
    return fields.map(({ name, dataTypeID, dataTypeModifier }, index) => {
      const found = types.find(({ id }) => id === String(dataTypeID));
      const { type, isArray } = found ?? { type: 'unknown', isArray: false };
      const stored = names[index] ?? type;
      return postgresColumn({ name, type, isArray, stored, modifier: dataTypeModifier }, this.quoted(name));
    });
  }

  async key({ schema, name }: TableName): Promise<readonly string[]> {
    const { rows } = await this.#client.query<{ readonly name: string }>(
      `SELECT a.attname AS name FROM pg_index i
         JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
         CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
       WHERE i.indisprimary AND n.nspname = $1 AND c.relname = $2 ORDER BY k.place`,
      [schema, name],
    );
    return rows.map((row) => row.name);
  }

  digest(columns: readonly StoredColumn[]): string {
    const hash = `md5(ROW(${columns.map(({ text }) => text).join(', ')})::text)`;
    const half = (text: string) => `coalesce(sum(('x' || ${text})::bit(60)::int8::numeric), 0)`;
    return `${half(`left(${hash}, 15)`)} || '-' || ${half(`right(${hash}, 15)`)}`;
  }

  async rows(sql: string): Promise<TextRows> {
    const types = { getTypeParser: () => (value: string) => value };
    const { rows } = await this.#client.query<(string | null)[]>({ text: sql, rowMode: 'array', types });
    return rows;
  }

  csv(columns: readonly StoredColumn[], from: string): CsvStream {
    const select = columns.map(({ text }, index) => `${text} AS c${index}`);
    const texts = columns.flatMap(({ isText }, index) => (isText ? [`c${index}`] : []));
    const quotes =
      texts.length === 0 ? '' : `, QUOTE ${MARK}, ESCAPE ${MARK}, FORCE_QUOTE (${texts.join(', ')})`;
    const stream = this.#client.query(
      this.#copyTo(`COPY (SELECT ${select.join(', ')} FROM ${from}) TO STDOUT (FORMAT csv${quotes})`),
    );
    let lines = 0;
    let done = false;
    return {
      blocks: counted(stream, (more) => (lines += more)),
      rows: () => (done ? stream.rowCount : lines),
      settled: async () => {
        // The count of rows comes after the rows, and the next statement after the count.
        await this.rows('SELECT 1');
        done = true;
      },
    };
  }

  async stop(): Promise<void> {
    try {
      const other = await this.#another();
      await other.query('SELECT pg_cancel_backend($1)', [this.#id]);
      await other.end();
    } finally {
      this.close();
    }
  }

  close(): void {
    void this.#client.end().catch(() => undefined);
  }

  /** The types as a table would be declared with them. */
  async #typeNames(types: readonly (readonly [number, number])[]): Promise<readonly string[]> {
    const { rows } = await this.#client.query<{ readonly stored: string }>(
      'SELECT format_type(t.id, t.modifier) AS stored FROM unnest($1::oid[], $2::int4[]) WITH ORDINALITY AS t(id, modifier, place) ' +
        'ORDER BY t.place',
      [types.map(([id]) => id), types.map(([, modifier]) => modifier)],
    );
    return rows.map(({ stored }) => stored);
  }
}

/** Passes blocks on and counts their lines, which are about as many as rows. */
async function* counted(
  blocks: AsyncIterable<Buffer>,
  onLines: (lines: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const block of blocks) {
    let lines = 0;
    for (let at = block.indexOf(NEWLINE); at !== -1; at = block.indexOf(NEWLINE, at + 1)) lines += 1;
    onLines(lines);
    yield block;
  }
}
