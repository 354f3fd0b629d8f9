import type { DuckDBResultReader } from '@duckdb/node-api';
import { ResultShapeError } from '../errors.js';
import { accepts, convert } from './convert.js';
import { parseKind, type Row, type Shape } from './shape.js';

/** Turns a driver's result into rows of the declared shape, checking names, types and nulls on the way. */
export function toRows<S extends Shape>(reader: DuckDBResultReader, shape: S): Row<S>[] {
  const wanted = Object.entries(shape);
  const names = reader.columnNames();
  if (names.length !== wanted.length || wanted.some(([name], index) => name !== names[index])) {
    throw new ResultShapeError(
      `The query returns columns (${names.join(', ')}), its shape declares (${Object.keys(shape).join(', ')}).`,
    );
  }
  const columns = wanted.map(([name, declared], index) => {
    const { kind, nullable } = parseKind(declared);
    const type = reader.columnType(index).toString();
    if (type !== 'SQLNULL' && !accepts(kind, type)) {
      throw new ResultShapeError(
        `Column "${name}" is ${type} in the database, its shape declares '${declared}'.`,
      );
    }
    return { name, kind, nullable };
  });
  return reader.getRows().map((values, rowIndex) => {
    const row: Record<string, unknown> = {};
    columns.forEach(({ name, kind, nullable }, index) => {
      const value = convert(values[index] ?? null, kind, name);
      if (value === null && !nullable) {
        throw new ResultShapeError(
          `Column "${name}" is null in row ${rowIndex + 1}: declare it '${kind}?' or exclude nulls in the query.`,
        );
      }
      row[name] = value;
    });
    return row as Row<S>;
  });
}
