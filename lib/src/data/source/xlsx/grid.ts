import type { Merge, SheetRow } from './rows.js';

/** How many texts are not empty. */
export const filled = (texts: readonly string[]): number => texts.filter((text) => text !== '').length;

/** The texts of rows, those of merged cells in all of their places. */
export class Grid {
  readonly #rows: ReadonlyMap<number, SheetRow>;
  readonly #merges: readonly Merge[];

  constructor(rows: readonly SheetRow[], merges: readonly Merge[]) {
    this.#rows = new Map(rows.map((row) => [row.line, row]));
    this.#merges = merges;
  }

  row(line: number): readonly string[] {
    const here = this.#merges.filter(({ top, bottom }) => top <= line && line <= bottom);
    const cells = this.#rows.get(line)?.cells ?? [];
    const width = Math.max(cells.length, ...here.map(({ right }) => right + 1));
    return Array.from({ length: width }, (_, column) => {
      const merge = here.find(({ left, right }) => left <= column && column <= right);
      const cell = merge === undefined ? cells[column] : this.#rows.get(merge.top)?.cells[merge.left];
      return cell?.text.trim() ?? '';
    });
  }

  /** Whether cells of a row are merged over columns. */
  isMerged(line: number): boolean {
    return this.#merges.some(({ top, bottom, left, right }) => top <= line && line <= bottom && left < right);
  }

  /** Whether a row can be a header: of texts, or of years, as tables with one column a year have. */
  isTexts(line: number): boolean {
    const cells = this.#rows.get(line)?.cells ?? [];
    return cells.every((cell) => !cell || cell.kind === 'text' || /^(19|20)[0-9]{2}$/.test(cell.text));
  }
}
