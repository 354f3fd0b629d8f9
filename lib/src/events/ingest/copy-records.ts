import { isUtf8 } from 'node:buffer';
import { id, join, sql, type Sql } from '../../engine/sql.js';
import { readCsv } from '../../data/source/csv.js';
import { readByteLines } from '../../data/source/lines.js';
import { readRecords, type SourceRecord } from '../../data/source/records.js';
import { writeQuotedCsv } from '../../data/source/temporary.js';
import type { Layout } from '../../data/source/preview.js';
import type { FieldPlace } from '../columns.js';

/** A delimited file and the positions of its fields. */
export interface LaidOutFile {
  readonly path: string;
  readonly layout: Layout;
  readonly places: readonly FieldPlace[];
}

/** The records of a file of events, split carefully and written so that the engine must read them the same way. */
export interface RecordCopy {
  readonly rows: number;
  /** The fields asked for under their names, as texts, null where they are empty; `line`, `text`, `malformed`. */
  readonly relation: Sql;
}

/**
 * Copies records of a delimited file of UTF-8.
 *
 * @param most how many of the first records to copy; all when absent.
 */
export async function copyRecords(
  { path, layout, places }: LaidOutFile,
  copy: string,
  most = Infinity,
): Promise<RecordCopy> {
  const { delimiter, skip } = layout;
  const width = Math.max(layout.width, layout.columns.length);
  let rows = 0;
  await writeQuotedCsv(copy, copied(), 'latin1');
  const names = ['line', 'text', 'malformed', ...places.map((_, index) => `f${index}`)];
  const fields = places.map(({ field }, index) => sql`nullif(${id(`f${index}`)}, '') AS ${id(field)}`);
  return {
    rows,
    relation: sql`SELECT CAST(line AS BIGINT) AS line, text, nullif(malformed, '') AS malformed, ${join(fields)}
      FROM ${readCsv(copy, { delimiter: ',', skip: 0, names, parallel: false })}`,
  };

  async function* copied(): AsyncGenerator<readonly string[]> {
    for await (const record of readRecords(readByteLines(path), { delimiter, fields: width })) {
      if (record.line <= skip) continue;
      if (rows >= most) return;
      rows += 1;
      const { line, text, malformed, fields } = inUtf8(record);
      yield [String(line), text, malformed ?? '', ...places.map(({ index }) => fields[index] ?? '')];
    }
  }
}

/** Bytes that are not UTF-8 invalidate only their record. */
function inUtf8(record: SourceRecord): SourceRecord {
  // eslint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]*$/.test(record.text)) return record;
  const bytes = Buffer.from(record.text, 'latin1');
  if (isUtf8(bytes)) return record;
  const text = Buffer.from(bytes.toString('utf8'), 'utf8').toString('latin1');
  return { ...record, text, malformed: 'bytes that are not UTF-8', fields: [] };
}
