import { seeded } from './random.js';

/** Rows of numbers, one row after another: the value of row i in dimension j is `values[i * dimensions + j]`. */
export interface Points {
  readonly rows: number;
  readonly dimensions: number;
  readonly values: Float64Array;
}

/** Rows from columns of equal length. */
export function pointsOf(columns: readonly Float64Array[]): Points {
  const [rows, dimensions] = [columns[0]?.length ?? 0, columns.length];
  const values = new Float64Array(rows * dimensions);
  columns.forEach((column, j) => {
    for (let i = 0, at = j; i < rows; i += 1, at += dimensions) values[at] = column[i] ?? 0;
  });
  return { rows, dimensions, values };
}

/** The rows with these positions, in this order; a position may occur several times. */
export function rowsAt({ dimensions, values }: Points, positions: ArrayLike<number>): Points {
  const chosen = new Float64Array(positions.length * dimensions);
  for (let i = 0; i < positions.length; i += 1) {
    const from = (positions[i] ?? 0) * dimensions;
    chosen.set(values.subarray(from, from + dimensions), i * dimensions);
  }
  return { rows: positions.length, dimensions, values: chosen };
}

/**
 * Positions of a seeded sample without replacement, ascending; all positions if there are no more than `size`.
 *
 * Source: Fan, Muller & Rezucha (1962), JASA 57 (selection sampling).
 */
export function samplePositions(rows: number, size: number, seed: number): Uint32Array {
  const random = seeded(seed);
  const chosen = new Uint32Array(Math.min(rows, size));
  if (rows <= size) return chosen.map((_, index) => index);
  for (let at = 0, found = 0; found < size; at += 1) {
    if ((rows - at) * random.next() < size - found) chosen[found++] = at;
  }
  return chosen;
}

/** The rows of each owner, in the order in which owners first occur. */
export function rowsOfOwners(owners: Float64Array): number[][] {
  const found = new Map<number, number[]>();
  owners.forEach((owner, row) => {
    const own = found.get(owner);
    if (own === undefined) found.set(owner, [row]);
    else own.push(row);
  });
  return [...found.values()];
}

/** Positions of a seeded sample of owners with all their rows, ascending: about `size` rows, or all if there are no more. */
export function sampleOfOwners(owners: Float64Array, size: number, seed: number): Uint32Array {
  const rowsOf = rowsOfOwners(owners);
  const some = owners.length <= size ? rowsOf.length : Math.ceil((rowsOf.length * size) / owners.length);
  const chosen = samplePositions(rowsOf.length, some, seed);
  return Uint32Array.from([...chosen].flatMap((owner) => rowsOf[owner] ?? [])).sort();
}

/** Squared Euclidean distance between row i of one set and row j of another. */
export function squaredDistance(
  one: Float64Array,
  i: number,
  other: Float64Array,
  j: number,
  dimensions: number,
): number {
  let sum = 0;
  for (let d = 0, a = i * dimensions, b = j * dimensions; d < dimensions; d += 1, a += 1, b += 1) {
    const difference = (one[a] ?? 0) - (other[b] ?? 0);
    sum += difference * difference;
  }
  return sum;
}

/** Number of rows of each label, for `k` labels; by default up to the largest. */
export function sizesOf(
  labels: Int32Array,
  k = labels.reduce((most, label) => Math.max(most, label), -1) + 1,
): Float64Array {
  const sizes = new Float64Array(k);
  for (const label of labels) {
    sizes[label] = (sizes[label] ?? 0) + 1;
  }
  return sizes;
}
