import { id, join, literal, raw, sql, type Sql } from '../../engine/sql.js';
import type { TemporaryFolder } from '../../data/source/temporary.js';
import type { EventField } from '../tables.js';
import { cleaned } from './cleaned.js';
import { copyRecords, type RecordCopy } from './copy-records.js';
import { countRecords } from './count-records.js';
import { openCsv, type CsvFile } from './csv-file.js';
import type { ByteScan } from './digest.js';
import type { EventFile } from './files.js';
import {
  AMOUNT_TYPE,
  columnOf,
  isTextId,
  kindOf,
  misreadOf,
  NOT_MISREAD,
  numberColumns,
  textFields,
  withWritten,
} from './numbers.js';
import type { EventReading } from './plan.js';
import { PROBLEM } from './problems.js';
import { NEVER_STRICT, numbersLook, type NumbersLook } from './strict-numbers.js';
import { BY_LINE } from './rejects.js';
import { valuesOf, type Way, type Ways } from './ways.js';

/** The ways to read a delimited file. */
export async function csvWays(
  { path, bytes }: EventFile,
  reading: EventReading,
  begin: (look: NumbersLook) => ByteScan,
  folder: TemporaryFolder,
): Promise<Ways> {
  const file = await openCsv(path, reading, folder);
  const { layout, places } = file;
  const { delimiter, skip, plainHeader } = layout;
  const counted = () => countRecords(file.path, delimiter, skip);
  // The engine skips lines: where the header has line breaks in its names, only records show where rows begin.
  // Nor do the bytes of another encoding show what stands in its copy in UTF-8.
  // Nor does the engine read amounts with a decimal comma or with groups of thousands.
  const readable = plainHeader && file.path === path && reading.decimal === undefined;
  const look = readable ? numbersLook(layout, numberColumns(places, reading)) : NEVER_STRICT;
  const scan = begin(look);
  const packed = path.toLowerCase().endsWith('.gz');
  const isQuoted = async () => (await scan.facts).quoted;
  const whole = ({ relation, typeOf }: Fields, type: string): Way => ({
    open: () =>
      Promise.resolve({
        relation: relation(file.rows(typeOf(type), raw(`quote = '"', escape = '"'`))),
        way: 'strict',
        // Without quotes every line is a row, and a line that is not a row makes the statement fail.
        // Nor does the engine tell everything that can be wrong with an archive.
        rows: async () => (packed || (await isQuoted()) ? counted() : null),
      }),
  });
  const amountAt = places.find(({ field }) => field === 'amount')?.index;
  const amount = amountAt === undefined ? undefined : `f${amountAt}`;
  const lines = ({ relation, typeOf }: Fields): Way => ({
    open: async () => {
      if (await isQuoted()) return null;
      const read = relation(file.rows(typeOf('BIGINT'), BY_LINE));
      return { relation: read, way: 'lines', rows: counted, ...(amount !== undefined && { amount }) };
    },
  });
  const records: Way = {
    open: async () => {
      const copy = await copyRecords(file, folder.file('records.csv'));
      return {
        relation: copiedRelation(copy, file, reading),
        way: 'records',
        rows: () => Promise.resolve(copy.rows),
      };
    },
  };
  const typed = typedFields(file, reading);
  const texts = textualFields(file, reading);
  // Amounts may be words for a missing one, which are strict.
  const unlessStrict = ({ open }: Way): Way => ({
    open: async () => (amount === undefined && (await scan.facts).strict ? null : open()),
  });
  return {
    scan,
    ways: [
      // Ids are rarely beyond 2^31, and half the width is a tenth of the time.
      ...(look === NEVER_STRICT ? [] : [whole(typed, 'INTEGER'), whole(typed, 'BIGINT'), lines(typed)]).map(
        (way) => ({ ...way, typed: true }),
      ),
      ...(plainHeader && bytes >= TEXTS_FROM ? [whole(texts, 'BIGINT'), lines(texts)] : []).map(unlessStrict),
      records,
    ],
  };
}

/** How the engine reads the fields of a row. */
interface Fields {
  /** The relation of values of the rows that the engine reads. */
  readonly relation: (rows: Sql) => Sql;
  /** The types of the columns, where whole numbers are of the given one. */
  readonly typeOf: (whole: string) => (field: EventField) => string;
}

/** From this many bytes on, finding the lines of rows with a misread number costs too much. */
const TEXTS_FROM = 1 << 26;

/** Numbers are read by the engine. */
function typedFields({ places }: CsvFile, reading: EventReading): Fields {
  const fields = places.map(({ field, index }) => {
    const text = id(`f${index}`);
    return { field, text, value: isTextId(field, reading) ? cleaned(text) : text };
  });
  const texts = fields.map(({ text }) => text);
  const textIds = fields.filter(({ field }) => isTextId(field, reading));
  const emptied = textIds.map(({ field }) => columnOf(field, reading));
  const values = fields.flatMap(({ field, value }) => valuesOf(field, value, reading, 'VARCHAR'));
  return {
    relation: (rows) => withWritten([...values, NOT_MISREAD], texts, emptied, rows),
    typeOf: (whole) => (field) => ({ whole, decimal: AMOUNT_TYPE, text: 'VARCHAR' })[kindOf(field, reading)],
  };
}

/** Numbers are read as texts and checked. */
function textualFields({ places }: CsvFile, reading: EventReading): Fields {
  const texts = textFields(places, reading, ({ index }) => id(`f${index}`));
  const values = texts.flatMap(({ field, value }) => valuesOf(field, value, reading, 'VARCHAR'));
  const emptied = texts
    .filter(({ field, kind }) => kind === 'whole' || isTextId(field, reading))
    .map(({ field }) => columnOf(field, reading));
  const row = texts.map(({ text }) => text);
  return {
    relation: (rows) => withWritten([...values, misreadOf(texts)], row, emptied, rows),
    typeOf: () => () => 'VARCHAR',
  };
}

/** The records of a copy: their typed values, and the problem of those that cannot be read. */
function copiedRelation({ relation }: RecordCopy, { places }: CsvFile, reading: EventReading): Sql {
  const texts = textFields(places, reading, ({ field }) => id(field));
  const typed = texts.map(({ field, value }) => sql`${value} AS ${id(`typed:${field}`)}`);
  const values = places.flatMap(({ field }) => valuesOf(field, id(`typed:${field}`), reading, 'VARCHAR'));
  return sql`SELECT ${join(values)}, misread, line, text, CASE
      WHEN malformed IS NOT NULL THEN ${literal(PROBLEM.structure)}
      WHEN misread IS NOT NULL THEN ${literal(PROBLEM.type)} END AS problem
    FROM (SELECT *, ${join([...typed, misreadOf(texts)])} FROM (${relation}))`;
}
