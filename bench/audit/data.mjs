import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const FEATURES = 5;

/** Mulberry32, as the library has it; numbers are normal enough as sums of uniform ones. */
function source(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Customers of five kinds: five features, an outcome that depends on two of them, and a segmentation that follows the kind
 * in three of four rows. One file of doubles a column.
 *
 * @param {string} folder
 * @param {number} rows
 */
export function writeData(folder, rows) {
  const next = source(16);
  const bell = () => next() + next() + next() + next() - 2;
  const columns = Array.from({ length: FEATURES + 2 }, () => new Float64Array(rows));
  for (let row = 0; row < rows; row += 1) {
    const kind = Math.floor(next() * 5);
    for (let d = 0; d < FEATURES; d += 1) columns[d][row] = bell() + ((kind * (d + 2)) % 5) * 0.7;
    columns[FEATURES][row] = (columns[0][row] > 1 ? 1 : 0) + (columns[1][row] > 2 ? 0.5 : 0) + bell();
    columns[FEATURES + 1][row] = next() < 0.75 ? kind : Math.floor(next() * 5);
  }
  columns.forEach((column, at) => writeFileSync(join(folder, `${at}.f64`), new Uint8Array(column.buffer)));
}

/** @param {string} folder */
export function readData(folder) {
  return Array.from({ length: FEATURES + 2 }, (_, at) => {
    const bytes = readFileSync(join(folder, `${at}.f64`));
    return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  });
}
