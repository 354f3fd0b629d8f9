import type { DuckDBResultReader } from '@duckdb/node-api';
import { ResultShapeError } from '../errors.js';

/**
 * Turns a driver's result into arrays of numbers, one a column; null becomes NaN.
 * @throws ResultShapeError for a column that is not DOUBLE.
 */
export function toNumbers(reader: DuckDBResultReader): Float64Array[] {
  const names = reader.columnNames();
  names.forEach((name, index) => {
    const type = reader.columnType(index).toString();
    if (type !== 'DOUBLE')
      throw new ResultShapeError(`Column "${name}" is ${type}: cast it to DOUBLE in the query.`);
  });
  return reader.getColumns().map((values) => {
    const numbers = new Float64Array(values.length);
    for (let row = 0; row < values.length; row += 1) {
      const value = values[row];
      numbers[row] = typeof value === 'number' ? value : NaN;
    }
    return numbers;
  });
}
