import type { DuckDBResultReader } from '@duckdb/node-api';
import { ResultShapeError } from '../errors.js';
import { accepts, convert, kindOf } from './convert.js';
import type { Answer } from './engine.js';
import { parseKind, type Row, type Shape } from './shape.js';

/** Turns a driver's result into rows of the declared shape, checking names, types and nulls. */
export function toRows<S extends Shape>(reader: DuckDBResultReader, shape: S): Row<S>[] {
  const wanted = Object.entries(shape);
  const names = reader.columnNames();
  if (names.length !== wanted.length || wanted.some(([name], index) => name !== names[index])) {
    throw new ResultShapeError(
      `The query returns columns (${names.join(', ')}), but its shape declares (${Object.keys(shape).join(', ')}).`,
    );
  }
  const columns = wanted.map(([name, declared], index) => {
    const { kind, nullable } = parseKind(declared);
    const type = reader.columnType(index).toString();
    if (type !== 'SQLNULL' && !accepts(kind, type)) {
      throw new ResultShapeError(
        `Column "${name}" is ${type} in the database, but its shape declares '${declared}'.`,
      );
    }
    return { name, kind, nullable };
  });
  return reader.getRows().map((values, rowIndex) => {
    // A column may be called as what objects have by nature: only entries make it the row's own.
    const entries = columns.map(({ name, kind, nullable }, index) => {
      const value = convert(values[index] ?? null, kind, name);
      if (value === null && !nullable) {
        throw new ResultShapeError(
          `Column "${name}" is null in row ${rowIndex + 1}: declare it '${kind}?' or exclude nulls in the query.`,
        );
      }
      return [name, value] as const;
    });
    return Object.fromEntries(entries) as Row<S>;
  });
}

/** Turns a driver's result into rows with any columns; duplicate column names get a number. */
export function toAnswer(reader: DuckDBResultReader): Answer {
  const columns = reader
    .deduplicatedColumnNames()
    .map((name, index) => ({ name, kind: kindOf(reader.columnType(index).toString(), name) }));
  const rows = reader
    .getRows()
    .map((values) =>
      Object.fromEntries(
        columns.map(({ name, kind }, index) => [name, convert(values[index] ?? null, kind, name)]),
      ),
    );
  return { columns, rows };
}
