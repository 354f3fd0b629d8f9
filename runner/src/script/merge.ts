import type { Cell, Notebook } from '../nbformat/index.js';
import { freshId } from '../nbformat/upgrade.js';
import type { ParsedScript } from './read.js';

/** A script brought together with the notebook it came from. */
export interface Merged {
  readonly notebook: Notebook;
  /** Cells with outputs that are not in the script any more as they were; their outputs are gone. */
  readonly dropped: number;
}

/**
 * The notebook that a script describes, with what only the existing notebook has: outputs, execution counts and
 * attachments of cells whose source did not change, ids of cells that the script does not name, and metadata of
 * the notebook that the script leaves out. A cell is found by its id, else by its source, in order.
 */
export function mergeScript({ notebook, unnamed }: ParsedScript, existing: Notebook): Merged {
  const { partners, left } = pairCells(notebook.cells, existing.cells);
  const taken = new Set(notebook.cells.filter((cell) => !unnamed.has(cell)).map(({ id }) => id));
  const ids = new Map<Cell, string>();
  for (const cell of notebook.cells.filter((each) => unnamed.has(each))) {
    const wanted = partners.get(cell)?.id;
    if (wanted === undefined || taken.has(wanted)) continue;
    taken.add(wanted);
    ids.set(cell, wanted);
  }
  const idOf = (cell: Cell): string =>
    ids.get(cell) ?? (unnamed.has(cell) ? freshId(cell.id, taken) : cell.id);
  const cells = notebook.cells.map((cell) => ({
    ...(partners.get(cell) ?? cell),
    id: idOf(cell),
    metadata: cell.metadata,
  }));
  return {
    notebook: { metadata: { ...existing.metadata, ...notebook.metadata }, cells },
    dropped: left.filter((cell) => cell.cell_type === 'code' && cell.outputs.length > 0).length,
  };
}

/** For each cell of the script the cell of the same source: that of its id where there is one, else the first left. */
function pairCells(
  cells: readonly Cell[],
  others: readonly Cell[],
): { partners: Map<Cell, Cell>; left: Cell[] } {
  const left = new Set(others);
  const partners = new Map<Cell, Cell>();
  const pair = (cell: Cell, fits: (other: Cell) => boolean): void => {
    const partner = partners.has(cell)
      ? undefined
      : [...left].find((other) => isSame(cell, other) && fits(other));
    if (partner === undefined) return;
    partners.set(cell, partner);
    left.delete(partner);
  };
  for (const cell of cells) pair(cell, ({ id }) => id === cell.id);
  for (const cell of cells) pair(cell, () => true);
  return { partners, left: [...left] };
}

function isSame(cell: Cell, other: Cell): boolean {
  return cell.cell_type === other.cell_type && cell.source === other.source;
}
