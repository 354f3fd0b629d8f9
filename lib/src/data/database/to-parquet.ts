import type { Engine, QueryOptions } from '../../engine/engine.js';
import { id, join, literal, sql } from '../../engine/sql.js';
import { RowAccountingError } from '../../errors.js';
import { textColumn } from '../checks.js';
import { rawColumn, typedValue } from '../typing.js';
import { throughEngine } from '../source/through-engine.js';
import { openDatabase } from './open.js';
import type { DatabaseOptions } from './options.js';

/**
 * Writes a table or query of a database as Parquet with its own types; instants have their zone. What the engine cannot
 * hold is null.
 *
 * @param fileOf the path for a table, given its name.
 * @throws what opening a database throws; RowAccountingError if rows are lost on the way.
 */
export async function databaseToParquet(
  engine: Engine,
  url: string,
  fileOf: (name: string) => string,
  options: DatabaseOptions & QueryOptions,
): Promise<string> {
  const source = await openDatabase(engine, url, options);
  try {
    const file = fileOf(source.path.slice(source.path.lastIndexOf('/') + 1));
    const declared = (await source.declared?.columns()) ?? [];
    const bindings = source.columns.map((column, index) => ({ column, index }));
    const texts = bindings.map(({ column }) => sql`${rawColumn(column)} AS ${textColumn(column)}`);
    const values = declared.map(({ rule, reading }, index) => {
      const name = source.columns[index] ?? '';
      const value = typedValue(name, rule);
      return sql`${reading === 'instants' ? sql`timezone('UTC', ${value})` : value} AS ${id(name)}`;
    });
    await throughEngine(source, bindings, (relation) =>
      engine.run(
        sql`COPY (SELECT ${join(values)} FROM (SELECT ${join(texts)} FROM (${relation}))) TO ${literal(file)} (FORMAT parquet)`,
        options,
      ),
    );
    const { n } = await engine.one(sql`SELECT count(*) AS n FROM read_parquet(${literal(file)})`, {
      n: 'integer',
    });
    if (n === source.counted?.()) return file;
    throw new RowAccountingError(`${source.path}: the engine wrote ${n} rows, and the database has others.`);
  } finally {
    source.dispose();
  }
}
