import type { Label } from '../../core/label.js';
import { SENTINELS } from '../contract.js';
import { areNumbered, countNamed, isHeader } from './header.js';
import type { SourceRecord } from './records.js';
import { haveRowNames, usualWidth } from './width.js';

/** How many of the first records stand above the table: comments, and below them titles. */
export interface Above {
  readonly comments: number;
  readonly titles: number;
}

/** A table that starts further down is not certain to be one. */
const TITLES_AT_MOST = 20;

/**
 * Finds what stands above the table of a text file. Only what is certain is skipped: a header with empty names or a
 * row with missing values looks much like a title.
 *
 * @param header whether the first row names the columns, if that was said: then there are no titles.
 */
export function aboveTable(
  records: readonly SourceRecord[],
  expected: readonly string[],
  header: boolean | undefined,
): Above {
  const comments = commentsOf(records, expected);
  const titles = header === undefined ? titlesOf(records.slice(comments), expected) : 0;
  return { comments, titles };
}

/** What is to be said of the records above the table. */
export function aboveNotes(records: readonly SourceRecord[], { comments, titles }: Above): readonly Label[] {
  return [
    ...skipped(records.slice(0, comments), { en: 'comments', zh: '注释' }),
    ...skipped(records.slice(comments, comments + titles), { en: 'titles', zh: '标题' }),
  ];
}

function skipped(records: readonly SourceRecord[], what: Label): readonly Label[] {
  const [first, last] = [records[0], records.at(-1)];
  if (first === undefined || last === undefined) return [];
  const [from, to] = [first.line, lastLine(last)];
  const en = from === to ? `Line ${from} was` : `Lines ${from} to ${to} were`;
  const zh = from === to ? `${from}` : `${from}至${to}`;
  return [{ en: `${en} skipped: ${what.en} above the table.`, zh: `跳过第${zh}行：表格之上的${what.zh}。` }];
}

/** Leading lines with `#` are comments if one of them has too few fields for the table, which has others below. */
function commentsOf(records: readonly SourceRecord[], expected: readonly string[]): number {
  const end = records.findIndex(({ text }) => !/^\s*"?#/.test(text));
  const { width } = usualWidth(records.slice(Math.max(0, end)), 0);
  if (end <= 0 || width < 2 || countNamed(records[0]?.fields ?? [], expected) > 0) return 0;
  const run = records.slice(0, end);
  const isProse = ({ text }: SourceRecord) => /^\s*"?#+([\s\-=*]|$)/.test(text);
  const isNarrow = (record: SourceRecord) =>
    record.malformed === null && (record.fields.length < width || (filled(record) === 1 && isProse(record)));
  if (!run.some(isNarrow)) return 0;
  // The header itself may begin with the sign, such as #CHROM: then data follow.
  const mayBeHeader = (record: SourceRecord, index: number) =>
    !isNarrow(record) && !(isProse(record) && (index < end - 1 || isHeader(trimmed(records[end]), expected)));
  const names = run.findIndex(mayBeHeader);
  return names === -1 ? end : names;
}

/** Leading records with fewer filled fields than the header below them. */
function titlesOf(records: readonly SourceRecord[], expected: readonly string[]): number {
  for (let index = 1; index <= TITLES_AT_MOST && index < records.length - 1; index++) {
    if (countNamed(records[index - 1]?.fields ?? [], expected) > 0) return 0;
    if (isBelowTitles(records.slice(0, index), records.slice(index), expected)) return index;
  }
  return 0;
}

/** Whether a table certainly starts with its header here, below these titles. */
function isBelowTitles(
  titles: readonly SourceRecord[],
  table: readonly SourceRecord[],
  expected: readonly string[],
): boolean {
  const [header, ...rows] = table;
  if (header === undefined || !isNames(header)) return false;
  const width = header.fields.length;
  const fitting = rows.filter(({ fields }) => fields.length === width);
  if (10 * fitting.length < 9 * rows.length) return false;
  const apart = isApart(titles.at(-1), header);
  const areTitles = titles.every(
    (title) =>
      title.malformed === null &&
      isFilledFromLeft(title) &&
      (filled(title) <= 1 || 2 * filled(title) < width || (apart && filled(title) < filled(header))),
  );
  if (!areTitles) return false;
  if (!areNumbered(expected)) return countNamed(header.fields, expected) > 0;
  if (titles[0]?.text.startsWith('"') === true && haveRowNames(table, titles[0].fields.length)) return false;
  // With two columns, a short name beside an empty one may be the header itself.
  if (hasValuesBelow(header, fitting)) return width > 2 || apart || /\s/.test(trimmed(titles[0])[0] ?? '');
  return apart && (width > 2 || titles.every(({ fields }) => fields.length === width));
}

const trimmed = (record: SourceRecord | undefined): readonly string[] =>
  record?.fields.map((field) => field.trim()) ?? [];

const filled = (record: SourceRecord): number => trimmed(record).filter((field) => field !== '').length;

const lastLine = ({ line, text }: SourceRecord): number => line + text.split('\n').length - 1;

/** Whether a blank line or an empty row stands between. */
const isApart = (above: SourceRecord | undefined, header: SourceRecord): boolean =>
  above !== undefined && (filled(above) === 0 || lastLine(above) + 1 < header.line);

/** Titles begin in the first column; groups of columns have gaps between their names. */
function isFilledFromLeft(record: SourceRecord): boolean {
  const fields = trimmed(record);
  return fields.slice(filled(record)).every((field) => field === '');
}

/** Whether a record may name columns: most of its fields are filled, none with a value or a mark for a missing one. */
function isNames(record: SourceRecord): boolean {
  const names = trimmed(record).filter((field) => field !== '');
  return (
    record.malformed === null &&
    names.length >= Math.max(2, record.fields.length / 2) &&
    isHeader(names, []) &&
    names.every((name) => /\p{L}|^\d{4}$/u.test(name) && !isMissing(name))
  );
}

const isMissing = (text: string): boolean =>
  SENTINELS.some((mark) => mark.toLowerCase() === text.toLowerCase());

/** Whether a column named in words has nothing but numbers, dates or times. */
function hasValuesBelow(header: SourceRecord, rows: readonly SourceRecord[]): boolean {
  return trimmed(header).some((name, index) => {
    const values = rows
      .map((row) => trimmed(row)[index] ?? '')
      .filter((value) => value !== '' && !isMissing(value));
    return /\p{L}/u.test(name) && values.length > 0 && values.every((value) => VALUE.test(value));
  });
}

/** Digits without letters, or a time in ISO form. */
const VALUE = /^[^\p{L}]*\d[^\p{L}]*$|^\d{4}-\d{2}-\d{2}T\d/u;
