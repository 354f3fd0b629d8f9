import type { Kind } from '../../engine/shape.js';
import type { DecimalMark } from '../../values/number.js';
import type { Facts } from './facts.js';

/** The decimal mark that a column's own numbers imply: `2,25` and `1.234,5` use a comma. */
export function ownMark({ onlyComma, onlyPoint }: Facts): DecimalMark | undefined {
  if (onlyComma === onlyPoint) return undefined;
  return onlyComma > onlyPoint ? ',' : '.';
}

/** The mark shared by all of a file's columns that imply one. */
export function commonMark(columns: Iterable<Facts>): DecimalMark | 'both' | undefined {
  const marks = new Set([...columns].flatMap((facts) => ownMark(facts) ?? []));
  const [mark, other] = marks;
  return other === undefined ? mark : 'both';
}

/** Information about decimal marks from outside a column's own values. */
export interface MarkContext {
  readonly common: DecimalMark | 'both' | undefined;
  readonly delimiter: string | null;
  /** The kind the column is declared to have; undefined without a contract. */
  readonly kind: Kind | undefined;
}

/**
 * The decimal mark of a column: its own, or else that of the file. Null if `4,500` could be 4.5 or 4500 and nothing in
 * the file resolves it; a comma between fields implies that commas in numbers are not decimal marks.
 */
export function markOf(facts: Facts, { common, delimiter, kind }: MarkContext): DecimalMark | null {
  const mark = ownMark(facts) ?? (common === 'both' ? undefined : common);
  if (mark !== undefined) return mark;
  const { eitherAtPoint, eitherAtComma } = facts;
  if (eitherAtPoint + eitherAtComma === 0) return '.';
  if (common === undefined && delimiter === ',') return '.';
  // A column of whole numbers has thousands separators, not decimal marks.
  if (kind === 'integer') return delimiter === ';' && eitherAtComma === 0 ? ',' : '.';
  if (common === undefined && eitherAtComma === 0 && delimiter !== ';') return '.';
  return null;
}
