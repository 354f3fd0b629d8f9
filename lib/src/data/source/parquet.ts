import { SourceFormatError } from '../../errors.js';
import type { Engine } from '../../engine/engine.js';
import { id, join, literal, sql } from '../../engine/sql.js';
import type { Source } from './source.js';

/** Opens Parquet. Every value is read as text so that one set of checks serves all formats; lines are rows. */
export async function openParquet(engine: Engine, path: string): Promise<Source> {
  const file = sql`read_parquet(${literal(path)}, file_row_number = true)`;
  const columns = (await parquetColumns(engine, path)).map(({ name }) => name);
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

/** The columns of a Parquet file with their types in the engine. */
export async function parquetColumns(
  engine: Engine,
  path: string,
): Promise<readonly { readonly name: string; readonly type: string }[]> {
  try {
    return await engine.all(
      sql`SELECT column_name AS name, column_type AS type
        FROM (DESCRIBE SELECT * FROM read_parquet(${literal(path)}))`,
      { name: 'text', type: 'text' },
    );
  } catch (cause) {
    throw new SourceFormatError(`${path}: is not a readable Parquet file.`, { cause });
  }
}
