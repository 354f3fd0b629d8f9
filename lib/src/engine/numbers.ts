import type { DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import { ResultShapeError } from '../errors.js';

/**
 * Reads a driver's result into arrays of numbers, one a column; null becomes NaN. Chunk by chunk: the driver's own arrays of
 * values take twelve times as long and five times the memory.
 *
 * @throws ResultShapeError for a column that is not DOUBLE.
 */
export async function toNumbers(result: DuckDBResult): Promise<Float64Array[]> {
  const names = result.columnNames();
  names.forEach((name, index) => {
    const type = result.columnType(index).toString();
    if (type !== 'DOUBLE')
      throw new ResultShapeError(`Column "${name}" is ${type}: cast it to DOUBLE in the query.`);
  });
  const columns: Float64Array[] = names.map(() => new Float64Array(ROWS));
  let rows = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    columns.forEach((numbers, index) => {
      const large = rows + chunk.rowCount <= numbers.length ? numbers : enlarged(numbers);
      columns[index] = large;
      read(chunk, index, large, rows);
    });
    rows += chunk.rowCount;
  }
  return columns.map((numbers) => numbers.slice(0, rows));
}

/** Room for a few chunks. */
const ROWS = 8192;

/** Twice the room. */
function enlarged(numbers: Float64Array): Float64Array {
  const large = new Float64Array(2 * numbers.length);
  large.set(numbers);
  return large;
}

function read(chunk: DuckDBDataChunk, column: number, numbers: Float64Array, from: number): void {
  const vector = chunk.getColumnVector(column);
  for (let row = 0; row < chunk.rowCount; row += 1) {
    const value = vector.getItem(row);
    numbers[from + row] = typeof value === 'number' ? value : NaN;
  }
}
