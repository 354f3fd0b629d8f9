import type { DuckDBValue } from '@duckdb/node-api';
import { ResultShapeError, UnsafeIntegerError } from '../errors.js';
import type { Kind } from './shape.js';

/** The database types each kind accepts; DECIMAL(p,s) is matched by the name before the parenthesis. */
const INTEGERS = ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT', 'UINTEGER'];
const WIDE_INTEGERS = ['UBIGINT', 'UHUGEINT'];
const ACCEPTED: Record<Kind, readonly string[]> = {
  integer: [...INTEGERS, ...WIDE_INTEGERS],
  decimal: ['DECIMAL', ...INTEGERS, ...WIDE_INTEGERS],
  double: ['DOUBLE', 'FLOAT', 'DECIMAL', ...INTEGERS, ...WIDE_INTEGERS],
  text: ['VARCHAR', 'ENUM', 'UUID', 'JSON'],
  boolean: ['BOOLEAN'],
  date: ['DATE'],
  timestamp: ['TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS', 'TIMESTAMP WITH TIME ZONE'],
};

/** Whether a database column of this type can be read as this kind. */
export function accepts(kind: Kind, databaseType: string): boolean {
  return ACCEPTED[kind].includes(databaseType.replace(/\(.*$/, ''));
}

/**
 * The kind as which a database column of this type is read.
 * @throws ResultShapeError for a type without a matching kind, such as a list.
 */
export function kindOf(databaseType: string, column: string): Kind {
  if (databaseType === 'SQLNULL' || databaseType === '"NULL"') return 'text';
  const kinds = Object.keys(ACCEPTED) as Kind[];
  const kind = kinds.find((candidate) => accepts(candidate, databaseType));
  if (kind === undefined) {
    throw new ResultShapeError(`Column "${column}" is ${databaseType}: cast it to text or to a number.`);
  }
  return kind;
}

/**
 * Converts database values to JavaScript values, only here: BIGINT and HUGEINT to a number that must be a safe
 * integer, DECIMAL to the nearest double, DATE and TIMESTAMP to ISO text (without applying a time zone).
 */
export function convert(value: DuckDBValue, kind: Kind, column: string): string | number | boolean | null {
  if (value === null) return null;
  switch (kind) {
    case 'integer':
      return toSafeInteger(value, column);
    case 'decimal':
    case 'double':
      return Number(text(value));
    case 'boolean':
      return value === true;
    case 'text':
    case 'date':
      return text(value);
    case 'timestamp':
      return isoTimestamp(value, column);
  }
}

function toSafeInteger(value: DuckDBValue, column: string): number {
  const result = Number(value);
  if (!Number.isSafeInteger(result)) {
    throw new UnsafeIntegerError(
      `Column "${column}" contains ${text(value)}, beyond ±(2^53 - 1): read it as 'text' (CAST AS VARCHAR) or as 'double'.`,
    );
  }
  return result;
}

/** Reads the microseconds directly, because the driver's text depends on the machine's time zone. */
function isoTimestamp(value: DuckDBValue, column: string): string {
  const stamp = value as { micros?: bigint; seconds?: bigint; milliseconds?: bigint; nanoseconds?: bigint };
  const micros =
    stamp.micros ??
    (stamp.milliseconds !== undefined ? stamp.milliseconds * 1000n : undefined) ??
    (stamp.seconds !== undefined ? stamp.seconds * 1_000_000n : undefined) ??
    (stamp.nanoseconds !== undefined ? stamp.nanoseconds / 1000n : undefined);
  if (micros === undefined) {
    throw new ResultShapeError(`Column "${column}" contains ${text(value)}, which is not a timestamp.`);
  }
  const rest = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const date = new Date(Number((micros - rest) / 1000n));
  const zone = value?.constructor.name === 'DuckDBTimestampTZValue' ? 'Z' : '';
  return `${date.toISOString().slice(0, 19)}.${rest.toString().padStart(6, '0')}${zone}`;
}

function text(value: DuckDBValue): string {
  return typeof value === 'string' ? value : String(value);
}
