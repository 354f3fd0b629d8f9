import { EmptySourceError } from '../../errors.js';
import { normalise } from '../closest.js';
import { detectEncoding, type Encoding } from './encoding.js';
import { readLines, type Line } from './lines.js';
import { readRecords } from './records.js';
import type { SourceOptions } from './source.js';

/** How a delimited file is laid out. */
export interface Layout {
  readonly encoding: Encoding;
  readonly delimiter: string;
  /** Names of the columns; for a file without header, those of the contract in order. */
  readonly columns: readonly string[];
  /** Lines before the first row of data. */
  readonly skip: number;
}

const DELIMITERS = [',', '\t', ';', '|'] as const;

/**
 * Reads the first rows of a delimited file to tell encoding, delimiter, header and number of fields.
 *
 * The first row is a header when it names a column of the contract. A file without one must have exactly the
 * contract's columns. Where rows have one field more than the header, as R writes row names, the extra field
 * stands first and gets an empty name.
 */
export async function previewLayout(
  path: string,
  expected: readonly string[],
  options: SourceOptions,
): Promise<Layout> {
  const encoding = options.encoding ?? (await detectEncoding(path));
  const lines = await firstLines(path, encoding);
  const [first] = lines;
  if (first === undefined) throw new EmptySourceError(`${path}: the file has no rows.`);
  const delimiter = options.delimiter ?? guessDelimiter(path, first.text, expected);
  const records = [];
  for await (const record of readRecords(lines, { delimiter, fields: null })) records.push(record);
  const [top, second] = records;
  const fields = top?.fields.map((field) => field.trim()) ?? [];
  if (!(options.header ?? isHeader(fields, expected))) {
    return { encoding, delimiter, columns: expected, skip: (top?.line ?? 1) - 1 };
  }
  if (second === undefined) throw new EmptySourceError(`${path}: the file has a header and no rows.`);
  const rowNames = second.fields.length === fields.length + 1 && second.fields.at(-1)?.trim() !== '';
  return { encoding, delimiter, columns: rowNames ? ['', ...fields] : fields, skip: second.line - 1 };
}

const PREVIEW_LINES = 20;

async function firstLines(path: string, encoding: Encoding): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of readLines(path, encoding)) {
    if (line.text.trim() !== '' || lines.length > 0) lines.push(line);
    if (lines.length >= PREVIEW_LINES) break;
  }
  return lines;
}

/** The delimiter under which the first line names most of the expected columns; then the one with most fields. */
function guessDelimiter(path: string, line: string, expected: readonly string[]): string {
  if (/\.tsv(\.gz)?$/i.test(path)) return '\t';
  const scored = DELIMITERS.map((delimiter) => {
    const fields = line.split(delimiter);
    return { delimiter, named: countNamed(fields, expected), fields: fields.length };
  });
  scored.sort((a, b) => b.named - a.named || b.fields - a.fields);
  return scored[0]?.delimiter ?? ',';
}

/** A first row that names nothing we know and has a number in it is data; anything else is meant as names. */
function isHeader(fields: readonly string[], expected: readonly string[]): boolean {
  if (countNamed(fields, expected) > 0) return true;
  const hasNumber = fields.some((field) => field !== '' && Number.isFinite(Number(field)));
  return !(hasNumber && fields.length === expected.length);
}

function countNamed(fields: readonly string[], expected: readonly string[]): number {
  const known = new Set(expected.map(normalise));
  return fields.filter((field) => known.has(normalise(field))).length;
}
