import { parseKind } from '../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import { storedValue } from '../values/stored.js';
import { truthOf } from '../values/boolean.js';
import { decimalNumber, doubleNumber, plainNumber, wholeNumber } from '../values/number.js';
import { dateOf, timeOf } from '../values/time.js';
import { textColumn } from './checks.js';
import type { ColumnContract, TableContract } from './contract.js';

/** The column of original text, while a file is being scanned. */
export const rawColumn = (column: string): Sql => id(`raw:${column}`);

/** True if a value is present but means "missing": `NA`, `null`, `-`. */
export function isSentinel(column: string, { asStored }: ColumnContract, contract: TableContract): Sql {
  if (asStored === true) return sql`FALSE`;
  const sentinels = join(contract.sentinels.map((text) => literal(text.toLowerCase())));
  return contract.sentinels.length === 0
    ? sql`FALSE`
    : // Not IN: DuckDB turns a long IN list into a join, and planning one per column takes most of a small load.
      sql`list_contains([${sentinels}], lower(trim(${rawColumn(column)})))`;
}

/** The text that a column's checks use: trimmed, without prefix, numbers in SQL notation, null if missing. */
export function cleanedText(column: string, rule: ColumnContract, contract: TableContract): Sql {
  if (rule.asStored === true) return rawColumn(column);
  const trimmed = sql`trim(${rawColumn(column)})`;
  const stripped =
    rule.strip === undefined
      ? trimmed
      : sql`CASE WHEN starts_with(${trimmed}, ${literal(rule.strip)})
          THEN trim(substr(${trimmed}, ${literal(rule.strip.length + 1)})) ELSE ${trimmed} END`;
  const text = isNumeric(rule) ? plainNumber(stripped, rule.decimalMark ?? '.') : stripped;
  return sql`CASE WHEN NOT ${isSentinel(column, rule, contract)} THEN nullif(${text}, '') END`;
}

/** Whether a column holds numbers. */
export const isNumeric = ({ type }: ColumnContract): boolean =>
  ['integer', 'decimal', 'double'].includes(parseKind(type).kind);

/** The typed value of a column's cleaned text; null if the text does not fit the type. */
export function typedValue(column: string, rule: ColumnContract): Sql {
  const text = textColumn(column);
  const { dateFormat: format, timeZone, precision = 18, scale = 2, round = false } = rule;
  const { kind } = parseKind(rule.type);
  if (rule.asStored === true) return storedValue(text, kind, { precision, scale });
  switch (kind) {
    case 'integer':
      return wholeNumber(text);
    case 'decimal':
      return decimalNumber(text, { precision, scale, round });
    case 'double':
      return doubleNumber(text);
    case 'text':
      return text;
    case 'boolean':
      return truthOf(text, rule.truth ?? ['true', 'false']);
    case 'date':
      return dateOf(text, { format, timeZone });
    case 'timestamp':
      return timeOf(text, { format, timeZone });
  }
}
