import { listLength, numberOf, type Attributes } from './extent.js';

/** The cells of a heat map. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  /** Row by row, the number of each cell with a value. */
  readonly values: readonly number[];
}

const items = (list: unknown): unknown[] => (listLength(list) > 0 ? [...(list as Iterable<unknown>)] : []);

const isValue = (value: unknown): boolean => Number.isFinite(numberOf(value));

export const isTable = (z: unknown): boolean => Array.isArray(z) && z.some((row) => listLength(row) > 0);

/** The cells of a table of z, or of a list of z at places in x and y. */
export function gridOf({ x, y, z }: Attributes): Grid {
  if (isTable(z)) {
    const rows = items(z).map(items);
    const columns = Math.max(...rows.map((row) => row.length));
    const values = rows.flatMap((row, at) =>
      row.flatMap((value, column) => (isValue(value) ? [at * columns + column] : [])),
    );
    return { rows: rows.length, columns, values };
  }
  const [columnOf, rowOf] = [placesOf(x), placesOf(y)];
  const [xs, ys] = [items(x), items(y)];
  const values = items(z).flatMap((value, at) => {
    const [row, column] = [rowOf.get(ys[at]), columnOf.get(xs[at])];
    return isValue(value) && row !== undefined && column !== undefined ? [row * columnOf.size + column] : [];
  });
  return { rows: rowOf.size, columns: columnOf.size, values };
}

/** A place for each different value: numbers and dates by their size, names as they come. */
function placesOf(list: unknown): ReadonlyMap<unknown, number> {
  const different = [...new Set(items(list))];
  if (different.every(isValue)) different.sort((a, b) => numberOf(a) - numberOf(b));
  return new Map(different.map((value, place) => [value, place]));
}

/**
 * How many empty cells have no neighbor with a value, and how many rounds it takes to reach the last of them where a
 * round fills the neighbors of what was filled before.
 */
export function roundsToFill({ rows, columns, values }: Grid): { far: number; rounds: number } {
  const filled = new Uint8Array(rows * columns);
  for (const cell of values) filled[cell] = 1;
  let ring = values;
  let far = 0;
  for (let rounds = 0; ; rounds++) {
    const next = ring.flatMap((cell) => neighbors(cell, rows, columns)).filter((cell) => mark(filled, cell));
    if (next.length === 0) return { far, rounds: Math.max(0, rounds - 1) };
    if (rounds > 0) far += next.length;
    ring = next;
  }
}

function neighbors(cell: number, rows: number, columns: number): number[] {
  const column = cell % columns;
  const near = [cell - columns, cell + columns].filter((other) => other >= 0 && other < rows * columns);
  if (column > 0) near.push(cell - 1);
  if (column < columns - 1) near.push(cell + 1);
  return near;
}

/** Marks a cell; false where it was marked before. */
function mark(filled: Uint8Array, cell: number): boolean {
  if (filled[cell] === 1) return false;
  filled[cell] = 1;
  return true;
}
