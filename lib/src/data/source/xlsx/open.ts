import { closest } from '../../../core/closest.js';
import { EmptySourceError, OptionsError } from '../../../errors.js';
import { id, join, literal, sql, type Sql } from '../../../engine/sql.js';
import { readCsv } from '../csv.js';
import type { Binding, Source, SourceOptions } from '../source.js';
import { TemporaryFolder } from '../temporary.js';
import { zipEntries } from '../zip/directory.js';
import { readBook, type Book, type Sheet } from './book.js';
import { CELL_ERRORS } from './cell.js';
import { sheetLayout, type SheetLayout } from './layout.js';
import { requireWorkbook } from './refused.js';
import { sheetRows, type Merge } from './rows.js';
import { STAGED_COLUMNS, stageSheet, type Staged } from './stage.js';
import { readStrings } from './strings.js';
import { sheetNotes } from './told.js';

/**
 * Opens a sheet of an Excel workbook (`.xlsx`, `.xlsm`). It is read once, row by row, into a temporary file; line
 * numbers are those of the sheet's rows.
 *
 * Formulas give the value that the spreadsheet last computed, to the 15 digits it shows; numbers with the format of a
 * date give a day or time without a zone, those with a currency's format have its sign. An error in a cell is a missing
 * value, or breaks the row where a contract asks for the column.
 *
 * @throws SourceFormatError for a workbook with a password, a damaged one, or another format; EmptySourceError if no
 *   sheet has a table; OptionsError for a sheet that is not there.
 */
export async function openXlsx(
  path: string,
  expected: readonly string[],
  options: SourceOptions,
): Promise<Source> {
  requireWorkbook(path);
  const parts = new Map(zipEntries(path).map((entry) => [entry.name.toLowerCase(), entry]));
  const folder = new TemporaryFolder();
  try {
    const book = await readBook({ path, parts });
    const { sheet, layout, staged } = await tableOf(book, folder, expected, options);
    return {
      path,
      format: 'xlsx',
      encoding: null,
      delimiter: null,
      columns: layout.names,
      typedNumbers: () => Promise.resolve(new Set(typedNumbers(staged, layout))),
      fast: null,
      missing: CELL_ERRORS,
      notes: sheetNotes(book, sheet, layout, staged),
      careful: (bindings) => Promise.resolve(rowsOf(staged, layout, bindings, expected.length > 0)),
      dispose: () => folder.remove(),
    };
  } catch (error) {
    folder.remove();
    throw error;
  }
}

interface Found {
  readonly sheet: Sheet;
  readonly layout: SheetLayout;
  readonly staged: Staged;
}

/** The sheet that is asked for, or else the first visible one with a table. */
async function tableOf(
  book: Book,
  folder: TemporaryFolder,
  expected: readonly string[],
  { sheet: asked, header }: SourceOptions,
): Promise<Found> {
  const { path } = book.archive;
  const sheets =
    asked === undefined ? book.sheets.filter(({ hidden }) => !hidden) : [sheetAsked(book, asked)];
  const strings = await readStrings(book.archive, book.strings);
  for (const sheet of sheets) {
    const merges: Merge[] = [];
    const staged = await stageSheet(
      sheetRows(book, sheet, strings, merges),
      merges,
      folder.file('sheet.csv'),
    );
    const layout = sheetLayout(`${path}, sheet "${sheet.name}"`, staged.preview, merges, expected, header);
    if (layout !== null) return { sheet, layout, staged };
  }
  const names = sheets.map(({ name }) => `"${name}"`).join(', ');
  throw new EmptySourceError(
    sheets.length === 0
      ? `${path}: all sheets are hidden. Name the one to load: sheet: '${book.sheets[0]?.name ?? ''}'.`
      : `${path}: no table with rows is on ${sheets.length === 1 ? 'sheet' : 'any of the sheets'} ${names}.`,
  );
}

function sheetAsked({ sheets, archive: { path } }: Book, asked: string | number): Sheet {
  const found = typeof asked === 'number' ? sheets[asked - 1] : sheets.find(({ name }) => name === asked);
  if (found !== undefined) return found;
  const names = sheets.map(({ name }) => name);
  const near = typeof asked === 'number' ? undefined : closest(asked, names);
  throw new OptionsError(
    `${path}: there is no sheet ${typeof asked === 'number' ? asked : `"${asked}"`}.` +
      `${near === undefined ? '' : ` Did you mean "${near}"?`} The sheets are: ${names.map((name) => `"${name}"`).join(', ')}.`,
  );
}

function typedNumbers({ seen }: Staged, { names, left }: SheetLayout): readonly number[] {
  return [...names.keys()].filter((index) => (seen[left + index]?.decimals ?? 0) > 0);
}

/** The rows below the header. Days of a column in which other values have a time of day are at midnight. */
function rowsOf(
  { file, width, seen }: Staged,
  { left, header, names }: SheetLayout,
  bindings: readonly Binding[],
  strict: boolean,
): Sql {
  const cells = Array.from({ length: width }, (_, index) => `f${index}`);
  const values = bindings.map(({ column, index }) => {
    const cell = id(`f${left + index}`);
    const { days = 0, moments = 0 } = seen[left + index] ?? {};
    const value =
      days === 0 || moments === 0
        ? cell
        : sql`CASE WHEN regexp_full_match(${cell}, '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN ${cell} || ' 00:00:00' ELSE ${cell} END`;
    return sql`${value} AS ${id(`raw:${column}`)}`;
  });
  const errors = bindings.map(({ index }) => {
    const said = literal(`column "${names[index] ?? ''}" holds the error `);
    return sql`CASE WHEN contains(errors, ${literal(`,${left + index},`)}) THEN ${said} || ${id(`f${left + index}`)} END`;
  });
  const malformed = strict
    ? sql`coalesce(nullif(malformed, ''), ${join(errors)})`
    : sql`nullif(malformed, '')`;
  return sql`SELECT ${join(values)}, CAST(line AS BIGINT) AS line,
    rtrim(concat_ws(chr(9), ${join(cells.map(id))}), chr(9)) AS text, ${malformed} AS malformed
  FROM ${readCsv(file, { delimiter: ',', skip: 0, names: [...STAGED_COLUMNS, ...cells], parallel: false })}
  WHERE CAST(line AS BIGINT) > ${literal(header)}`;
}
