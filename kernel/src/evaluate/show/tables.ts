import { ROWS, type Table } from './table.js';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Whether an object is nothing but its fields. */
function isRow(value: unknown): value is Fields {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether all of an array are rows; a hole ends the search, in an array of four billion too. */
function areRows(values: readonly unknown[]): values is readonly Fields[] {
  for (const value of values) if (!isRow(value)) return false;
  return true;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isFunction = (value: unknown): value is (...given: readonly unknown[]) => unknown =>
  typeof value === 'function';

function ofRows(rows: readonly Fields[], count: number, columns?: readonly string[]): Table {
  const names = columns ?? [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { columns: names, rows: rows.map((row) => names.map((name) => row[name])), count };
}

function ofArray(value: unknown): Table | undefined {
  if (!Array.isArray(value) || value.length === 0 || !areRows(value)) return undefined;
  const table = ofRows(value.slice(0, ROWS), value.length);
  return table.columns.length === 0 ? undefined : table;
}

/** A Map; where all its values are rows, with their columns. */
function ofMap(value: unknown): Table | undefined {
  if (!(value instanceof Map) || value.size === 0) return undefined;
  const entries = [...(value as Map<unknown, unknown>)].slice(0, ROWS);
  if (!entries.every(([, item]) => isRow(item))) {
    return { columns: ['key', 'value'], rows: entries, count: value.size };
  }
  const inner = ofRows(
    entries.map(([, item]) => item as Fields),
    value.size,
  );
  const rows = inner.rows.map((row, i) => [entries[i]?.[0], ...row]);
  return { ...inner, columns: ['key', ...inner.columns], rows };
}

/** A table of arquero. */
function ofArquero(value: Fields): Table | undefined {
  const { columnNames, numRows, objects } = value;
  if (!isFunction(columnNames) || !isFunction(numRows) || !isFunction(objects)) return undefined;
  const columns = columnNames.call(value) as string[];
  const rows = objects.call(value, { limit: ROWS }) as Fields[];
  return ofRows(rows, Number(numRows.call(value)), columns);
}

/** A table of Apache Arrow. */
function ofArrow(value: Fields): Table | undefined {
  const { schema, numRows, get } = value;
  const fields = isObject(schema) ? schema['fields'] : undefined;
  if (!Array.isArray(fields) || typeof numRows !== 'number' || !isFunction(get)) return undefined;
  const columns = (fields as Fields[]).map(({ name }) => String(name));
  const rows = Array.from({ length: Math.min(numRows, ROWS) }, (_, i) => get.call(value, i) as Fields);
  return ofRows(rows, numRows, columns);
}

/** A DataFrame or Series of danfo. */
function ofDanfo(value: Fields): Table | undefined {
  const { values, columns, shape, $isSeries: isSeries } = value;
  if (!Array.isArray(values) || !Array.isArray(columns) || !Array.isArray(shape)) return undefined;
  if (typeof isSeries !== 'boolean' || !columns.every(isText)) return undefined;
  const first = values.slice(0, ROWS) as unknown[];
  const rows = isSeries ? first.map((item) => [item]) : (first as unknown[][]);
  return { columns, rows, count: Number(shape[0]) };
}

/** A DataFrame of polars, which by itself shows its first rows as if there were no more. */
export function ofPolars(value: unknown): Table | undefined {
  if (!isObject(value)) return undefined;
  const { columns, height, head } = value;
  if (!Array.isArray(columns) || typeof height !== 'number' || !isFunction(head)) return undefined;
  const top = head.call(value, ROWS) as Fields;
  const { toRecords } = top;
  if (!isFunction(toRecords)) return undefined;
  return ofRows(toRecords.call(top) as Fields[], height, columns.map(String));
}

/** The table that an array of rows or a Map is; undefined for anything else. */
export function ofValues(value: unknown): Table | undefined {
  return ofArray(value) ?? ofMap(value);
}

/** The table that a table of a library is, by what it has; undefined for anything else. */
export function ofLibrary(value: Fields): Table | undefined {
  return ofArquero(value) ?? ofArrow(value) ?? ofDanfo(value);
}

/** The table that any of these is; undefined for anything else. */
export function tableOf(value: unknown): Table | undefined {
  return ofValues(value) ?? ofPolars(value) ?? (isObject(value) ? ofLibrary(value) : undefined);
}
