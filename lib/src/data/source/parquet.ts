import { kindOf } from '../../engine/convert.js';
import { ResultShapeError, SourceFormatError } from '../../errors.js';
import type { Engine } from '../../engine/engine.js';
import { fileAt } from '../../engine/file-at.js';
import { id, join, sql } from '../../engine/sql.js';
import type { Source } from './source.js';

/**
 * Opens Parquet. Every value is read as text, so the same checks apply to all formats; line numbers are row numbers.
 */
export async function openParquet(engine: Engine, path: string): Promise<Source> {
  const file = sql`read_parquet(${fileAt(path)}, hive_partitioning = false, file_row_number = true)`;
  const columns = (await parquetColumns(engine, path)).map(({ name }) => name);
  return {
    path,
    format: 'parquet',
    encoding: null,
    delimiter: null,
    columns,
    fast: null,
    careful(bindings) {
      const values = bindings.map(
        ({ column, index }) => sql`CAST(${id(columns[index] ?? '')} AS VARCHAR) AS ${id(`raw:${column}`)}`,
      );
      const fields = join(columns.map((name) => sql`${id(name)} := ${id(name)}`));
      return Promise.resolve(sql`SELECT ${join(values)}, file_row_number + 1 AS line,
        CAST(to_json(struct_pack(${fields})) AS VARCHAR) AS text, CAST(NULL AS VARCHAR) AS malformed
      FROM ${file}`);
    },
    dispose: () => undefined,
  };
}

/** The columns of a Parquet file with their engine types. */
export async function parquetColumns(
  engine: Engine,
  path: string,
): Promise<readonly { readonly name: string; readonly type: string }[]> {
  try {
    return await engine.all(
      sql`SELECT column_name AS name, column_type AS type
        FROM (DESCRIBE SELECT * FROM read_parquet(${fileAt(path)}, hive_partitioning = false))`,
      { name: 'text', type: 'text' },
    );
  } catch (cause) {
    throw new SourceFormatError(`${path}: is not a readable Parquet file. Export it again, or as CSV.`, {
      cause,
    });
  }
}

/** Positions of the columns that are text in Parquet or a database; null for other formats, in which all columns are text. */
export async function textPositions(
  engine: Engine,
  { format, path, declared }: Pick<Source, 'format' | 'path' | 'declared'>,
): Promise<ReadonlySet<number> | null> {
  if (declared !== undefined) return declared.texts;
  if (format !== 'parquet') return null;
  const columns = await parquetColumns(engine, path);
  return new Set([...columns.keys()].filter((index) => isText(columns[index]?.type ?? '')));
}

function isText(type: string): boolean {
  try {
    return kindOf(type, '') === 'text';
  } catch (error) {
    // Lists and structures have no kind; they are shown as text.
    if (error instanceof ResultShapeError) return true;
    throw error;
  }
}
