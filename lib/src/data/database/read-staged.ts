import { fileAt } from '../../engine/file-at.js';
import { id, join, literal, raw, sql, type Sql } from '../../engine/sql.js';
import type { Binding } from '../source/source.js';
import { QUOTE } from './database.js';
import type { Staged, StagedColumns } from './staged.js';

/** The longest row in bytes: memory grows with it, so that only the careful way takes one of any length. */
const LONGEST = { parallel: 1 << 22, careful: 1 << 26 } as const;

/** Reads staged rows: an empty field is NULL, and a pair of quotes the empty text. */
export function readStaged({ files, columns }: Staged, parallel: boolean): Sql {
  const types = join(columns.map((_, index) => sql`${literal(`f${index}`)}: 'VARCHAR'`));
  return sql`read_csv([${join(files.map(fileAt))}], hive_partitioning = false, auto_detect = false, header = false,
    delim = ',', quote = ${literal(QUOTE)}, escape = ${literal(QUOTE)}, nullstr = '', allow_quoted_nulls = false, strict_mode = true, new_line = '\\n',
    compression = 'uncompressed', max_line_size = ${literal(LONGEST[parallel ? 'parallel' : 'careful'])}, parallel = ${raw(String(parallel))}, columns = {${types}})`;
}

/** Rows without their numbers and texts. */
export function fastRelation(staged: StagedColumns, bindings: readonly Binding[]): Sql {
  return sql`SELECT ${boundValues(staged, bindings)},
    CAST(NULL AS BIGINT) AS line, CAST(NULL AS VARCHAR) AS text, CAST(NULL AS VARCHAR) AS malformed
  FROM ${readStaged(staged.rows, true)}`;
}

/** Rows with their numbers, and their values as JSON. */
export function carefulRelation(staged: StagedColumns, bindings: readonly Binding[]): Sql {
  const values = staged.rows.columns.flatMap(({ name }, index) =>
    name === '' ? [] : [sql`${literal(name)}, ${id(`f${index}`)}`],
  );
  return sql`SELECT ${boundValues(staged, bindings)}, row_number() OVER () AS line,
    CAST(json_object(${join(values)}) AS VARCHAR) AS text, CAST(NULL AS VARCHAR) AS malformed
  FROM ${readStaged(staged.rows, false)}`;
}

function boundValues({ places }: StagedColumns, bindings: readonly Binding[]): Sql {
  return join(
    bindings.map(({ column, index }) => sql`${id(`f${places.get(index) ?? -1}`)} AS ${id(`raw:${column}`)}`),
  );
}
