import { SourceFormatError } from '../../errors.js';
import type { Engine } from '../../engine/engine.js';
import { id, join, literal, sql } from '../../engine/sql.js';
import type { Source } from './source.js';

/** Opens Parquet. Every value is read as text so that one set of checks serves all formats; lines are rows. */
export async function openParquet(engine: Engine, path: string): Promise<Source> {
  const file = sql`read_parquet(${literal(path)}, file_row_number = true)`;
  const columns = await columnsOf(engine, path);
  return {
    path,
    format: 'parquet',
    encoding: null,
    columns,
    fast: null,
    careful(bindings) {
      const values = bindings.map(
        ({ column, index }) =>
          sql`CAST(${id(columns[index] ?? '')} AS VARCHAR) AS ${id(`raw:${column}`)}`,
      );
      const fields = join(columns.map((name) => sql`${id(name)} := ${id(name)}`));
      return Promise.resolve(sql`SELECT ${join(values)}, file_row_number + 1 AS line,
        CAST(to_json(struct_pack(${fields})) AS VARCHAR) AS text, CAST(NULL AS VARCHAR) AS malformed
      FROM ${file}`);
    },
    dispose: () => undefined,
  };
}

async function columnsOf(engine: Engine, path: string): Promise<readonly string[]> {
  try {
    const rows = await engine.all(
      sql`SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet(${literal(path)}))`,
      { column_name: 'text' },
    );
    return rows.map((row) => row.column_name);
  } catch (cause) {
    throw new SourceFormatError(`${path}: is not a readable Parquet file.`, { cause });
  }
}
