import { SourceFormatError } from '../../errors.js';
import { textAt } from '../../engine/file-at.js';
import { join, literal, sql, type Sql } from '../../engine/sql.js';
import { detectEncoding } from '../../data/source/encoding.js';
import { ALIGNED } from '../../data/source/records.js';
import { previewLayout, type Layout } from '../../data/source/preview.js';
import { readText } from '../../data/source/lines.js';
import { writeTexts, type TemporaryFolder } from '../../data/source/temporary.js';
import type { FieldPlace } from '../columns.js';
import type { EventField } from '../tables.js';
import type { LaidOutFile } from './copy-records.js';
import type { EventReading } from './plan.js';

/** Enough to detect the encoding of numbers and a few words. */
const PREVIEW_BYTES = 1 << 14;

/** A delimited file, laid out, and how to read it with columns of given types. */
export interface CsvFile extends LaidOutFile {
  rows(typeOf: (field: EventField) => string, options: Sql): Sql;
}

/** What has to be known of a delimited file to open it. */
export type CsvReading = Pick<EventReading, 'columns' | 'header' | 'encoding'>;

/**
 * Lays a delimited file out. One in another encoding than UTF-8 is copied to the folder in UTF-8, with the same lines:
 * the way of such a file is longer, but no other.
 *
 * @throws SourceFormatError for another encoding than UTF-8 where none was named, and for bytes that are not of the one
 *   that was; ColumnsError where a column is missing.
 */
export async function openCsv(
  path: string,
  { columns, header, encoding: asked }: CsvReading,
  folder: TemporaryFolder,
): Promise<CsvFile> {
  const encoding = asked ?? (await detectEncoding(path, PREVIEW_BYTES)).encoding;
  if (asked === undefined && encoding !== 'utf-8') {
    throw new SourceFormatError(
      `${path}: is ${encoding}. Save the file of events as UTF-8, or say encoding: '${encoding}' ` +
        `(in the command line --encoding ${encoding}).`,
    );
  }
  const known = header ?? (columns.positional ? false : undefined);
  const layout = await previewLayout(path, columns.expected, {
    encoding,
    ...(known !== undefined && { header: known }),
  });
  if (layout.delimiter === ALIGNED) {
    throw new SourceFormatError(
      `${path}: its columns are aligned with spaces. Save the file of events as CSV.`,
    );
  }
  // The bytes of the file are looked at one by one.
  if (layout.delimiter > '\x7f') {
    throw new SourceFormatError(
      `${path}: its fields are separated by ${layout.delimiter}. Save the file of events with commas.`,
    );
  }
  const places = columns.bind(path, layout.columns, layout.width);
  const read = encoding === 'utf-8' ? path : folder.file('utf-8.csv');
  if (read !== path) await writeTexts(read, readText(path, encoding));
  return {
    path: read,
    layout,
    places,
    rows: (typeOf, options) => csvReader(read, layout, places, typeOf, options),
  };
}

function csvReader(
  path: string,
  layout: Layout,
  places: readonly FieldPlace[],
  typeOf: (field: EventField) => string,
  options: Sql,
): Sql {
  const types = Array.from({ length: Math.max(layout.width, layout.columns.length) }, (_, index) => {
    const field = places.find((place) => place.index === index)?.field;
    return field === undefined ? 'VARCHAR' : typeOf(field);
  });
  const columns = join(types.map((type, index) => sql`${literal(`f${index}`)}: ${literal(type)}`));
  return sql`read_csv(${textAt(path)}, hive_partitioning = false, auto_detect = false, header = false,
    skip = ${literal(layout.skip)}, delim = ${literal(layout.delimiter)}, columns = {${columns}}, ${options})`;
}
