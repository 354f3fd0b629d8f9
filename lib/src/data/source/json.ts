import { writeFile } from 'node:fs/promises';
import { EmptySourceError, SourceFormatError } from '../../errors.js';
import type { Engine } from '../../engine/engine.js';
import { textAt } from '../../engine/file-at.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import { readCsv } from './csv.js';
import type { Encoding, FoundEncoding } from './found-encoding.js';
import { encodingOf } from './encoding.js';
import { readLines } from './lines.js';
import type { Source, SourceOptions } from './source.js';
import { TemporaryFolder, writeQuotedCsv } from './temporary.js';

/**
 * Opens JSON: an array of objects, or one object per line (NDJSON). For an array, the line number is the object's
 * position, since line breaks have no meaning there.
 */
export async function openJson(
  engine: Engine,
  path: string,
  format: 'json' | 'ndjson',
  options: SourceOptions,
): Promise<Source> {
  const folder = new TemporaryFolder();
  const encoding = await encodingOf(path, options);
  try {
    const objects =
      format === 'json'
        ? arrayOf(await asUtf8(path, encoding, folder))
        : await linesOf(path, encoding.encoding, folder);
    const columns = await keysOf(engine, objects, path);
    const relation: Source['careful'] = (bindings) => {
      const values = bindings.map(
        ({ column, index }) =>
          sql`json_extract_string(json, ${literal(pointer(columns[index] ?? ''))}) AS ${id(`raw:${column}`)}`,
      );
      return Promise.resolve(sql`SELECT ${join(values)}, line, text,
        CASE WHEN coalesce(json_type(json), '') <> 'OBJECT' THEN 'not a JSON object'
          ELSE 'the key ' || to_json(${repeatedKey}) || ' occurs more than once' END AS malformed
      FROM (SELECT ${exact(sql`json`)} AS json, line, text, json_keys(json) AS keys FROM (${objects}))`);
    };
    return {
      ...{ path, format, encoding, columns, delimiter: null, fast: null },
      typedNumbers: () => typedNumbersOf(engine, objects, columns),
      careful: relation,
      dispose: () => folder.remove(),
    };
  } catch (error) {
    folder.remove();
    throw error;
  }
}

/** The file itself, or a copy in the encoding that the engine reads. */
async function asUtf8(path: string, found: FoundEncoding, folder: TemporaryFolder): Promise<string> {
  if (found.encoding === 'utf-8' && found.by !== 'mark') return path;
  const copy = folder.file('array.json');
  await writeFile(copy, linesWithBreaks(path, found.encoding));
  return copy;
}

async function* linesWithBreaks(path: string, encoding: Encoding): AsyncGenerator<string> {
  for await (const { text } of readLines(path, encoding)) yield `${text}\n`;
}

function arrayOf(path: string): Sql {
  return sql`SELECT json, row_number() OVER () AS line, CAST(json AS VARCHAR) AS text
    FROM read_json_objects(${textAt(path)}, format = 'array')`;
}

async function linesOf(path: string, encoding: Encoding, folder: TemporaryFolder): Promise<Sql> {
  const copy = folder.file('rows.csv');
  await writeQuotedCsv(copy, rows());
  const names = ['line', 'text'];
  return sql`SELECT TRY_CAST(text AS JSON) AS json, CAST(line AS BIGINT) AS line, text
    FROM ${readCsv(copy, { delimiter: ',', skip: 0, names, parallel: false })}`;

  async function* rows(): AsyncGenerator<readonly string[]> {
    for await (const { number, text } of readLines(path, encoding)) {
      if (text.trim() !== '') yield [String(number), text];
    }
  }
}

/**
 * The keys of all objects in the order in which they first occur: an export leaves out what most rows lack, such as
 * refunds.
 */
async function keysOf(engine: Engine, objects: Sql, path: string): Promise<readonly string[]> {
  try {
    const rows = await engine.all(
      sql`WITH kinds AS (SELECT json_keys(json) AS keys, min(line) AS line FROM (${objects}) GROUP BY ALL),
        places AS (SELECT unnest(keys) AS key, line, unnest(range(len(keys))) AS place FROM kinds)
        SELECT key FROM places GROUP BY key ORDER BY min(row(line, place))`,
      { key: 'text' },
    );
    if (rows.length === 0) throw new EmptySourceError(`${path}: the file contains no JSON objects.`);
    return rows.map((row) => row.key);
  } catch (cause) {
    if (cause instanceof EmptySourceError) throw cause;
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new SourceFormatError(`${path}: is not an array of JSON objects. ${reason}`, { cause });
  }
}

/** Which keys have numbers with decimals, found by reading each object once. */
async function typedNumbersOf(
  engine: Engine,
  objects: Sql,
  columns: readonly string[],
): Promise<ReadonlySet<number>> {
  const paths = join(columns.map((key) => literal(pointer(key))));
  const any = columns.map(
    (_, index) =>
      sql`coalesce(bool_or(types[${literal(index + 1)}] = 'DOUBLE'), FALSE) AS ${id(`c${index}`)}`,
  );
  const found = await engine.one(
    sql`SELECT ${join(any)} FROM (SELECT json_type(json, [${paths}]) AS types FROM (${objects}))`,
    Object.fromEntries(columns.map((_, index) => [`c${index}`, 'boolean' as const])),
  );
  return new Set([...columns.keys()].filter((index) => found[`c${index}`] === true));
}

/** The first of `keys` that an object has twice, or null: of its two values neither is known to be meant. */
const repeatedKey = sql`list_filter(keys, lambda key, place: list_position(keys, key) < place)[1]`;

/** The pieces of JSON: texts, numbers, and all that stands between them. */
const TOKENS = String.raw`"(?:[^"\\]|\\.)*"|[-+.0-9eE]+|[^"\-+.0-9eE]+`;

/** JSON whose long numbers are texts, since the engine reads decimals as doubles, which hold 15 to 17 digits. */
function exact(json: Sql): Sql {
  const isLong = sql`regexp_full_match(token, '-?[0-9.]{17,}([eE][-+]?[0-9]+)?')`;
  const quoted = sql`list_transform(regexp_extract_all(CAST(${json} AS VARCHAR), ${literal(TOKENS)}),
    lambda token: CASE WHEN ${isLong} THEN '"' || token || '"' ELSE token END)`;
  return sql`CASE WHEN regexp_matches(CAST(${json} AS VARCHAR), '[0-9.]{17}')
    THEN CAST(array_to_string(${quoted}, '') AS JSON) ELSE ${json} END`;
}

/** RFC 6901 pointer of a top-level key. */
function pointer(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
