import { textAt } from '../../engine/file-at.js';
import { id, join, literal, raw, sql, type Sql } from '../../engine/sql.js';
import { encodingOf } from './encoding.js';
import { MAX_LINE_LENGTH, readLines } from './lines.js';
import { previewLayout, type Layout } from './preview.js';
import { ALIGNED, readRecords, type SourceRecord } from './records.js';
import type { Binding, Source, SourceOptions } from './source.js';
import { TemporaryFolder, writeQuotedCsv } from './temporary.js';
import { plainFile } from './zip/plain-file.js';

/** A text that marks null and is assumed to occur in no file, so empty fields stay empty text. */
const NO_NULL = '\u0001';

/** Opens delimited text, such as CSV and TSV, plain, gzipped or in a zip archive. */
export async function openCsv(
  path: string,
  expected: readonly string[],
  options: SourceOptions,
): Promise<Source> {
  const layout = await previewLayout(path, expected, options);
  const folder = new TemporaryFolder();
  const fields = layout.columns.length;
  let { encoding } = layout;
  const isFast = encoding.encoding === 'utf-8' && layout.plainHeader && layout.delimiter !== ALIGNED;
  const file = isFast ? await unpacked(path, folder) : path;
  async function* records(): AsyncGenerator<SourceRecord> {
    const lines = readLines(path, encoding.encoding);
    for await (const record of readRecords(lines, { delimiter: layout.delimiter, fields })) {
      if (record.line > layout.skip) yield record;
    }
  }
  return {
    path,
    format: 'csv',
    get encoding() {
      return encoding;
    },
    delimiter: layout.delimiter,
    columns: layout.columns,
    notes: layout.notes,
    fast: isFast ? { records, relation: (bindings) => fastRelation(file, layout, bindings) } : null,
    async careful(bindings) {
      // The first megabyte may be plain ASCII and the rest not, so the whole file is examined here.
      encoding = await encodingOf(path, options, Infinity);
      const copy = folder.file('rows.csv');
      await writeQuotedCsv(copy, copied(records(), bindings));
      return carefulRelation(copy, bindings);
    },
    dispose: () => folder.remove(),
  };
}

async function unpacked(path: string, folder: TemporaryFolder): Promise<string> {
  try {
    return await plainFile(path, folder);
  } catch (error) {
    folder.remove();
    throw error;
  }
}

async function* copied(
  records: AsyncIterable<SourceRecord>,
  bindings: readonly Binding[],
): AsyncGenerator<readonly string[]> {
  for await (const { line, text, malformed, fields } of records) {
    yield [String(line), text, malformed ?? '', ...bindings.map(({ index }) => fields[index] ?? '')];
  }
}

function fastRelation(path: string, { delimiter, skip, columns }: Layout, bindings: readonly Binding[]): Sql {
  const names = columns.map((_, index) => `f${index}`);
  const values = bindings.map(({ column, index }) => sql`${id(`f${index}`)} AS ${id(`raw:${column}`)}`);
  return sql`SELECT ${join(values)},
    CAST(NULL AS BIGINT) AS line, CAST(NULL AS VARCHAR) AS text, CAST(NULL AS VARCHAR) AS malformed
  FROM ${readCsv(path, { delimiter, skip, names, maxLine: MAX_LINE_LENGTH, parallel: true })}`;
}

/** Reads the copy that `careful` wrote: line, text, reason, then one field per binding. */
function carefulRelation(copy: string, bindings: readonly Binding[]): Sql {
  const names = ['line', 'text', 'malformed', ...bindings.map((_, index) => `f${index}`)];
  const values = bindings.map(({ column }, index) => sql`${id(`f${index}`)} AS ${id(`raw:${column}`)}`);
  return sql`SELECT ${join(values)},
    CAST(line AS BIGINT) AS line, text, nullif(malformed, '') AS malformed
  FROM ${readCsv(copy, { delimiter: ',', skip: 0, names, parallel: false })}`;
}

interface ReadOptions {
  readonly delimiter: string;
  readonly skip: number;
  readonly names: readonly string[];
  /** Longest row in characters. Default: enough for the text of rows. */
  readonly maxLine?: number;
  readonly parallel: boolean;
}

export function readCsv(
  path: string,
  { delimiter, skip, names, maxLine = 8 * MAX_LINE_LENGTH, parallel }: ReadOptions,
): Sql {
  const columns = join(names.map((name) => sql`${literal(name)}: 'VARCHAR'`));
  return sql`read_csv(${textAt(path)}, hive_partitioning = false, auto_detect = false, header = false, skip = ${literal(skip)},
    delim = ${literal(delimiter)}, quote = '"', escape = '"', nullstr = ${literal(NO_NULL)},
    max_line_size = ${literal(maxLine)}, parallel = ${raw(String(parallel))}, columns = {${columns}})`;
}
