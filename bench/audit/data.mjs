import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { raw } from '../../lib/dist/engine/sql.js';
import { open } from '../../lib/dist/index.js';

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

/**
 * Customers with everything that a whole audit reads: five segments of different spread, one customer in ten with a second
 * row, nothing that has to do with anything but score and revenue.
 *
 * @param {string} folder
 * @param {number} rows
 */
export async function writeCustomers(folder, rows) {
  const tally = await open();
  // A hash of row and column is the same number on every machine.
  const u = (column) => `(hash(i * 31 + ${column} * 1000003) % 1000003) / 1000003.0`;
  const quarters = [1, 2, 3, 4].map((q) => `floor(${q + 4} * ${u(20 + q)})::INTEGER AS q${q}`);
  const features = ['a', 'b', 'c', 'd', 'e'].map((name, at) => `(-ln(1 - ${u(10 + at)}))::DOUBLE AS ${name}`);
  const path = join(folder, 'customers.parquet').replaceAll("'", "''");
  await tally.engine.run(
    raw(`COPY (SELECT CASE WHEN i % 10 = 9 THEN i - 1 ELSE i END AS customer, 's' || hash(i) % 5 AS segment,
      (0.3 + 0.1 * (hash(i) % 5) + (0.05 + 0.05 * (hash(i) % 5)) * (${u(1)} + ${u(2)} + ${u(3)} - 1.5))::DOUBLE AS outcome,
      ${features.join(', ')}, ${quarters.join(', ')}, round(100 * ${u(30)})::DOUBLE AS score,
      (1000 * ${u(30)} + 500 * ${u(31)})::DOUBLE AS revenue, (hash(i + 7) % 2)::INTEGER AS half,
      chr(97 + (hash(i + 3) % 4)::INTEGER) AS word, 'k' || (hash(i + 11) % 3) AS kind
      FROM range(${rows}) r(i)) TO '${path}' (FORMAT parquet)`),
  );
  tally.close();
}
