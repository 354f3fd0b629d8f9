import { literal, sql, type Sql } from '../engine/sql.js';

/** What stands before the decimals of a number; the other of the two may stand between its thousands. */
export type DecimalMark = '.' | ',';

const EXPONENT = '([eE][+-]?[0-9]+)?';

/** Numbers with this decimal mark: `1234.5`, `.5`, `1,234.5`, `1e3`. A group of thousands never begins with 0. */
export function numberPattern(mark: DecimalMark): string {
  const [point, group] = mark === '.' ? ['[.]', ','] : [',', '[.]'];
  const grouped = `[1-9][0-9]{0,2}(${group}[0-9]{3})+`;
  return `[+-]?(([0-9]+|${grouped})(${point}[0-9]*)?|${point}[0-9]+)${EXPONENT}`;
}

/** What precedes a text that is no number, so that none of its readings passes for one. */
export const UNREADABLE = 'unreadable: ';

/** A number as SQL writes it: `1234.5` for `1,234.5`, or for `1.234,5` with a decimal comma. */
export function plainNumber(text: Sql, mark: DecimalMark): Sql {
  const is = sql`regexp_full_match(${text}, ${literal(numberPattern(mark))})`;
  if (mark === '.')
    return sql`CASE WHEN contains(${text}, ',') AND ${is} THEN replace(${text}, ',', '') ELSE ${text} END`;
  // What has no decimal comma must not pass as a number with a decimal point: 1.5 may be meant as 15 or as 1500.
  return sql`CASE WHEN ${text} = '' THEN '' WHEN ${is} THEN replace(replace(${text}, '.', ''), ',', '.')
    ELSE ${literal(UNREADABLE)} || ${text} END`;
}

/** Digits, and no decimals but zeros: the engine itself reads 1.5 as 2, and 0x10, 1_000 and 1e3 as numbers. */
export const WHOLE = '[+-]?[0-9]+([.]0*)?';

/** The whole number of a plain text; null for any other text and beyond 64 bits. */
export const wholeNumber = (text: Sql): Sql =>
  sql`CASE WHEN regexp_full_match(${text}, ${literal(WHOLE)}) THEN TRY_CAST(${text} AS BIGINT) END`;

/** How many digits a decimal holds, and whether values with more decimals are rounded or are none. */
export interface DecimalSize {
  readonly precision: number;
  readonly scale: number;
  readonly round: boolean;
}

/**
 * The decimal of a plain text, half away from zero where it is rounded; null where it does not fit, and where only 0
 * would be left of it.
 */
export function decimalNumber(text: Sql, { precision, scale, round }: DecimalSize): Sql {
  const decimals = round ? '[0-9]*' : `[0-9]{0,${scale}}0*`;
  const pattern = `[+-]?([0-9]+|[0-9]*[.]${decimals})`;
  const value = sql`TRY_CAST(${text} AS DECIMAL(${literal(precision)}, ${literal(scale)}))`;
  const some = round ? sql` AND (${value} <> 0 OR NOT regexp_matches(${text}, '[1-9]'))` : sql``;
  return sql`CASE WHEN regexp_full_match(${text}, ${literal(pattern)})${some} THEN ${value} END`;
}

/** The double of a plain text; null where it is beyond doubles, and where only 0 would be left of it. */
export function doubleNumber(text: Sql): Sql {
  const value = sql`TRY_CAST(${text} AS DOUBLE)`;
  return sql`CASE WHEN regexp_full_match(${text}, ${literal(numberPattern('.'))}) AND isfinite(${value})
    AND (${value} <> 0 OR NOT regexp_matches(${text}, '^[^eE]*[1-9]')) THEN ${value} END`;
}
