import { EmptySourceError, SourceFormatError } from '../../errors.js';
import type { Label } from '../../core/label.js';
import { aboveNotes, aboveTable } from './above.js';
import { encodingOf } from './encoding.js';
import type { Encoding, FoundEncoding } from './found-encoding.js';
import { areNumbered, countNamed, isHeader } from './header.js';
import { readLines, type Line } from './lines.js';
import { ALIGNED, readRecords, type SourceRecord } from './records.js';
import { namedDelimiter } from './named-delimiter.js';
import type { SourceOptions } from './source.js';
import { haveRowNames, usualWidth } from './width.js';

/** The layout of a delimited file. */
export interface Layout {
  readonly encoding: FoundEncoding;
  readonly delimiter: string;
  /** Column names; for a file without a header, those of the contract in order, or else `column_1` and so on. */
  readonly columns: readonly string[];
  /** Number of fields in a data row. */
  readonly width: number;
  /** Lines before the first data row. */
  readonly skip: number;
  /** Whether the engine can skip these lines: a quoted name may contain a line break. */
  readonly plainHeader: boolean;
  /** What is to be said of lines that are no rows. */
  readonly notes: readonly Label[];
}

const DELIMITERS = [',', '\t', ';', '|'] as const;

/**
 * Reads the first rows of a delimited file to determine its encoding, delimiter, header, and number of fields. All of
 * these rows are used, not just the first, so a single flawed row does not decide.
 *
 * The first row is a header if it names a column of the contract. A file without a header must have exactly the
 * contract's columns. Without a contract, the first row is data if it contains a date or a number that is not a year.
 * A line `sep=;` above them names the delimiter; comments and titles above the table are no rows either.
 * If all rows start with a quoted field that the header lacks, as in R's row names, that field gets an empty name.
 *
 * @throws EmptySourceError if it has no rows, or none below its header.
 * @throws SourceFormatError if the row that names the columns cannot be split, or no row can.
 */
export async function previewLayout(
  path: string,
  expected: readonly string[],
  options: SourceOptions,
): Promise<Layout> {
  const encoding = await encodingOf(path, options);
  const first = await firstLines(path, encoding.encoding);
  const named = namedDelimiter(first[0]);
  const lines = named === null ? first : first.slice(1);
  const delimiter =
    options.delimiter ?? named?.delimiter ?? (await guessDelimiter(path, lines, expected, options.header));
  const all = await recordsOf(lines, delimiter);
  const above = aboveTable(all, expected, options.header);
  const notes = [...(named === null ? [] : [named.note]), ...aboveNotes(all, above)];
  const skipped = above.comments + above.titles;
  const records = all.slice(skipped);
  // The engine may take a quote in the skipped lines for the start of a value.
  const plainAbove = !all.slice(0, skipped).some(({ text }) => text.includes('"'));
  const [top, ...rows] = records;
  if (top === undefined) throw new EmptySourceError(`${path}: the file has no rows.`);
  const { width } = usualWidth(records, expected.length);
  if (top.malformed !== null && (options.header !== false || width === 0)) {
    throw new SourceFormatError(
      `${path}: the first row, line ${top.line}, cannot be split: ${top.malformed}. Correct this line.`,
    );
  }
  const fields = top.fields.map((field) => field.trim());
  if (!(options.header ?? isHeader(fields, expected))) {
    const columns = areNumbered(expected)
      ? Array.from({ length: width }, (_, index) => `column_${index + 1}`)
      : expected;
    return { encoding, delimiter, columns, width, skip: top.line - 1, plainHeader: plainAbove, notes };
  }
  const [second] = rows;
  if (second === undefined) throw new EmptySourceError(`${path}: the file has a header but no rows.`);
  const columns = haveRowNames(rows, fields.length) ? ['', ...fields] : fields;
  const plainHeader = plainAbove && !top.text.includes('\n');
  return { encoding, delimiter, columns, width: columns.length, skip: second.line - 1, plainHeader, notes };
}

const PREVIEW_LINES = 200;

async function firstLines(path: string, encoding: Encoding): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of readLines(path, encoding)) {
    if (line.text.trim() !== '' || lines.length > 0) lines.push(line);
    if (lines.length >= PREVIEW_LINES) break;
  }
  return lines;
}

/** The rows in these lines; a row that the last line cuts off is malformed. */
async function recordsOf(lines: readonly Line[], delimiter: string): Promise<readonly SourceRecord[]> {
  const records = [];
  for await (const record of readRecords(lines, { delimiter, fields: null })) records.push(record);
  return records;
}

/**
 * The delimiter for which the first row of the table names the most expected columns; on a tie, the one that splits
 * the most rows into the same number of fields; then the one that gives the most fields.
 */
async function guessDelimiter(
  path: string,
  lines: readonly Line[],
  expected: readonly string[],
  header: boolean | undefined,
): Promise<string> {
  if (/\.tsv(\.gz)?$/i.test(path)) return '\t';
  const scored = [];
  for (const delimiter of DELIMITERS) {
    const records = await recordsOf(lines, delimiter);
    const { comments, titles } = aboveTable(records, expected, header);
    const table = records.slice(comments + titles);
    const { width, rows } = usualWidth(table, expected.length);
    scored.push({
      delimiter,
      named: countNamed(table[0]?.fields ?? [], expected),
      alike: width < 2 ? 0 : rows / records.length,
      width,
    });
  }
  const { delimiter, alike } = scored.reduce((best, next) =>
    (next.named - best.named || next.alike - best.alike || next.width - best.width) > 0 ? next : best,
  );
  return alike === 0 && (await areAligned(lines)) ? ALIGNED : delimiter;
}

/** Whether lines are rows of as many fields, with several spaces before or between them: sentences have single ones. */
async function areAligned(lines: readonly Line[]): Promise<boolean> {
  const records = await recordsOf(lines, ALIGNED);
  const [width = 0, ...others] = new Set(records.map(({ fields }) => fields.length));
  const spaced = lines.filter(({ text }) => /^\s+\S|\S\s{2,}\S/.test(text)).length;
  return width > 1 && others.length === 0 && records.length > 1 && 2 * spaced > records.length;
}
