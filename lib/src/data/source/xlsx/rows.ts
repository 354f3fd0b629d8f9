import { SourceFormatError } from '../../../errors.js';
import type { Book, Sheet } from './book.js';
import { cellOf, type Cell, type CellContext } from './cell.js';
import { scanPart } from './part.js';
import { TextCollector } from './strings.js';
import { attributeOf, type XmlHandler } from './xml.js';

/** A row of a sheet with something in it. */
export interface SheetRow {
  /** Its number in the sheet, from 1. */
  readonly line: number;
  /** Its cells by column, from 0; empty ones are null or absent. */
  readonly cells: readonly (Cell | null)[];
}

export const filledCells = (cells: SheetRow['cells']): number =>
  cells.filter((cell) => (cell ?? null) !== null).length;

/** Cells that are merged into one, rows from 1 and columns from 0. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;

/** Column and row of `BC7`; null where it is no such address. */
export function addressOf(text: string): { readonly column: number; readonly row: number } | null {
  const [, letters, digits] = /^\$?([A-Za-z]{1,3})\$?([0-9]+)$/.exec(text) ?? [];
  if (letters === undefined || digits === undefined) return null;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { column: column - 1, row: Number(digits) };
}

/** Reads the rows of a sheet in its order, some at a time. Merges stand behind the rows and are complete when these are read. */
export function sheetRows(
  book: Book,
  sheet: Sheet,
  strings: readonly string[],
  merges: Merge[],
): AsyncGenerator<readonly SheetRow[]> {
  const handler = new SheetHandler(book.archive.path, { ...book, strings }, merges);
  return scanPart(book.archive, sheet.part, handler, () => handler.take());
}

class SheetHandler implements XmlHandler {
  readonly #path: string;
  readonly #context: CellContext;
  readonly #merges: Merge[];
  #rows: SheetRow[] = [];
  #line = 0;
  #cells: (Cell | null)[] = [];
  #column = -1;
  #type: string | undefined;
  #style = 0;
  #isFormula = false;
  #hasValue = false;
  #inValue = false;
  #value = '';
  readonly #inline = new TextCollector();

  constructor(path: string, context: CellContext, merges: Merge[]) {
    this.#path = path;
    this.#context = context;
    this.#merges = merges;
  }

  /** The rows that are complete. */
  take(): readonly SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: string): void {
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v') {
      this.#hasValue = true;
      this.#inValue = true;
    } else if (name === 'f') this.#isFormula = true;
    else if (name === 't' || name === 'rPh') this.#inline.open(name);
    else if (name === 'row') this.#openRow(attributes);
    else if (name === 'mergeCell') this.#merge(attributeOf(attributes, 'ref') ?? '');
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text;
    else this.#inline.add(text);
  }

  close(name: string): void {
    if (name === 'v') this.#inValue = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 't' || name === 'rPh') this.#inline.close(name);
    else if (name === 'row') {
      if (filledCells(this.#cells) > 0) this.#rows.push({ line: this.#line, cells: this.#cells });
    }
  }

  /** Some programs do not number rows and cells: each then follows the one before it. */
  #openRow(attributes: string): void {
    const line = Number(attributeOf(attributes, 'r') ?? this.#line + 1);
    if (!(line > this.#line && line <= MAX_ROWS)) {
      throw new SourceFormatError(
        `${this.#path}: the sheet is damaged: row ${line} follows row ${this.#line}.`,
      );
    }
    this.#line = line;
    this.#cells = [];
    this.#column = -1;
  }

  #openCell(attributes: string): void {
    const [reference, style, type] = cellAttributes(attributes);
    this.#column = (reference === undefined ? undefined : addressOf(reference)?.column) ?? this.#column + 1;
    if (this.#column >= MAX_COLUMNS) {
      throw new SourceFormatError(
        `${this.#path}: the sheet is damaged: row ${this.#line} has too many columns.`,
      );
    }
    this.#type = type;
    this.#style = Number(style ?? 0);
    this.#isFormula = false;
    this.#hasValue = false;
    this.#value = '';
    this.#inline.clear();
  }

  #closeCell(): void {
    const cell = cellOf(
      {
        ...{ type: this.#type, style: this.#style, isFormula: this.#isFormula, hasValue: this.#hasValue },
        ...{ value: this.#value, inline: this.#inline.value },
      },
      this.#context,
    );
    if (cell === null) return;
    while (this.#cells.length < this.#column) this.#cells.push(null);
    this.#cells[this.#column] = cell;
  }

  #merge(reference: string): void {
    const [from, to] = reference.split(':').map(addressOf);
    if (!from || !to) return;
    this.#merges.push({ top: from.row, bottom: to.row, left: from.column, right: to.column });
  }
}

/** Reference, style and type as most programs write them; a sheet has millions of cells. */
function cellAttributes(attributes: string): readonly (string | undefined)[] {
  const usual = /^ r="([A-Z]+[0-9]+)"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?$/.exec(attributes);
  if (usual !== null) return usual.slice(1);
  return ['r', 's', 't'].map((name) => attributeOf(attributes, name));
}
