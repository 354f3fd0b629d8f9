import { OptionsError } from '../../errors.js';
import type { Database } from './database.js';
import { findTable } from './find-table.js';
import type { StoredColumn } from './stored-column.js';
import type { DatabaseUrl } from './url.js';

/** What is read: a table or a query, as SQL, and its columns. */
export interface DatabaseRelation {
  readonly sql: string;
  readonly columns: readonly StoredColumn[];
  /** Its columns of the primary key; empty for a query, and for a table or view without one. */
  readonly key: readonly StoredColumn[];
}

/** Finds the table of a URL, or takes its query. */
export async function relationOf(
  database: Database,
  { read, shown }: Pick<DatabaseUrl, 'read' | 'shown'>,
): Promise<DatabaseRelation> {
  if ('query' in read) {
    // The query may end in a comment.
    const sql = `(${read.query}\n) AS tally_query`;
    return { sql, columns: await columnsOf(database, sql, shown), key: [] };
  }
  const table = await findTable(database, read.table, shown);
  const sql = `${database.quoted(table.schema)}.${database.quoted(table.name)}`;
  const columns = await columnsOf(database, sql, shown);
  const names = await database.key(table);
  return { sql, columns, key: names.flatMap((name) => columns.find((column) => column.name === name) ?? []) };
}

async function columnsOf(database: Database, sql: string, shown: string): Promise<readonly StoredColumn[]> {
  const columns = await database.columns(sql);
  if (columns.length === 0) throw new OptionsError(`${shown}: it has no columns.`);
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice === undefined) return columns;
  throw new OptionsError(
    `${shown}: two columns of the query are named "${twice}". Give each column of the query a name of its own.`,
  );
}
