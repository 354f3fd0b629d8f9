import { parseKind } from '../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import { storedValue } from '../values/stored.js';
import { truthOf } from '../values/boolean.js';
import { dressedNumber, undressed } from '../values/dressed.js';
import { decimalNumber, doubleNumber, plainNumber, wholeNumber } from '../values/number.js';
import { dateOf, timeOf } from '../values/time.js';
import { textColumn } from './checks.js';
import { allowedValues } from './column-contract.js';
import type { ColumnContract, TableContract } from './contract.js';

/** The column of original text, while a file is being scanned. */
export const rawColumn = (column: string): Sql => id(`raw:${column}`);

/** True if a value is present but means "missing": `NA`, `null`, `-`. */
export function isSentinel(column: string, rule: ColumnContract, contract: TableContract): Sql {
  if (rule.asStored === true) return sql`FALSE`;
  // A word that a column lists is a value of it: NA among countries is Namibia.
  const listed = new Set(allowedValues(rule)?.map((value) => value.trim().toLowerCase()));
  return meansMissing(
    rawColumn(column),
    contract.sentinels.filter((word) => !listed.has(word.toLowerCase())),
  );
}

/** True if a text is one of these words, whatever its case and the blanks around it. */
export function meansMissing(text: Sql, sentinels: readonly string[]): Sql {
  if (sentinels.length === 0) return sql`FALSE`;
  const words = join(sentinels.map((word) => literal(word.toLowerCase())));
  // Not IN: DuckDB turns a long IN list into a join, and planning one per column takes most of a small load.
  return sql`list_contains([${words}], lower(${trimmed(text)}))`;
}

/** Without blanks around it, nor the tabs by which exports keep spreadsheets from reading an id as a number. */
const trimmed = (text: Sql): Sql => sql`trim(trim(${text}, chr(9)))`;

/** The text that a column's checks use: trimmed, without prefix, numbers in SQL notation, null if missing. */
export function cleanedText(column: string, rule: ColumnContract, contract: TableContract): Sql {
  if (rule.asStored === true) return rawColumn(column);
  const bare = trimmed(rawColumn(column));
  const stripped =
    rule.strip === undefined
      ? bare
      : sql`CASE WHEN starts_with(${bare}, ${literal(rule.strip)})
          THEN trim(substr(${bare}, ${literal(rule.strip.length + 1)})) ELSE ${bare} END`;
  const text = isNumeric(rule) ? numberIn(stripped, rule) : stripped;
  return sql`CASE WHEN NOT ${isSentinel(column, rule, contract)} THEN nullif(${text}, '') END`;
}

function numberIn(text: Sql, { decimalMark = '.', dress }: ColumnContract): Sql {
  return dress === undefined
    ? plainNumber(text, decimalMark)
    : dressedNumber(undressed(text), decimalMark, dress);
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
