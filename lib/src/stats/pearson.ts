/** Numbers in a column, with what a correlation needs of them; missing ones are NaN. */
export interface Centered {
  readonly values: Float64Array;
  readonly known: number;
  readonly mean: number;
  /** Sum of squares about the mean. */
  readonly squares: number;
}

/** @example centered(Float64Array.of(1, 3, NaN)).mean; // 2 */
export function centered(values: Float64Array): Centered {
  let [known, total] = [0, 0];
  for (const x of values) {
    if (x !== x) continue;
    known += 1;
    total += x;
  }
  const mean = total / known;
  let squares = 0;
  for (const x of values) {
    const off = x - mean;
    if (off === off) squares += off * off;
  }
  return { values, known, mean, squares };
}

/** Pearson's correlation over the rows that have both numbers, and how many these are; NaN where it is not defined. */
export function pearson(one: Centered, other: Centered): { readonly r: number; readonly n: number } {
  const rows = one.values.length;
  if (one.known < rows || other.known < rows) return ofKnown(one.values, other.values);
  let products = 0;
  for (let row = 0; row < rows; row += 1)
    products += ((one.values[row] ?? 0) - one.mean) * ((other.values[row] ?? 0) - other.mean);
  return { r: products / Math.sqrt(one.squares * other.squares), n: rows };
}

/** Where some are missing, means are of the rows that have both. */
function ofKnown(one: Float64Array, other: Float64Array): { readonly r: number; readonly n: number } {
  const both = (values: Float64Array) =>
    values.map((x, row) => (x === x && one[row] === one[row] && other[row] === other[row] ? x : NaN));
  const [a, b] = [centered(both(one)), centered(both(other))];
  let products = 0;
  for (let row = 0; row < a.values.length; row += 1) {
    const product = ((a.values[row] ?? NaN) - a.mean) * ((b.values[row] ?? NaN) - b.mean);
    if (product === product) products += product;
  }
  return { r: products / Math.sqrt(a.squares * b.squares), n: a.known };
}
