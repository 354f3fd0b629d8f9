import type { ColumnContract } from '../column-contract.js';
import type { Reading } from '../reading/reading.js';

/** What a column of a database becomes where no contract says so. */
export interface DeclaredColumn {
  readonly rule: ColumnContract;
  readonly reading: Reading;
  /** Its type as the database names it, such as `decimal(12,2)`. */
  readonly stored: string;
}

/** A column of a table or query in a database. */
export interface StoredColumn {
  readonly name: string;
  readonly stored: string;
  /** SQL for its value as text that loses nothing. */
  readonly text: string;
  /** Whether it is text in the database too, and not numbers, dates or times. */
  readonly isText: boolean;
  /** SQL of aggregates that {@link declared} needs; none where the type alone decides. */
  readonly measures: readonly string[];
  /** What it becomes, given the values of its measures. */
  declared(measured: readonly (string | null)[]): DeclaredColumn;
}

interface Known {
  readonly name: string;
  readonly stored: string;
  readonly text: string;
}

/** A column whose type decides what it becomes. */
export function fixed(column: Known, rule: ColumnContract, reading: Reading = 'asIs'): StoredColumn {
  const { stored } = column;
  const isText = rule.type === 'text?';
  const declared: DeclaredColumn = { rule: { ...rule, asStored: true }, reading, stored };
  return { ...column, isText, measures: [], declared: () => declared };
}

/** A column of 64 bits: whole numbers if JavaScript's numbers hold its least and greatest value exactly, else text. */
export function wide(column: Known, value: string): StoredColumn {
  const { stored } = column;
  return {
    ...column,
    isText: false,
    measures: [`MIN(${value})`, `MAX(${value})`],
    declared: (measured) => {
      const safe = measured.every((bound) => bound === null || Number.isSafeInteger(Number(bound)));
      return safe
        ? { rule: { type: 'integer?', asStored: true }, reading: 'asIs', stored }
        : { rule: { type: 'text?', asStored: true }, reading: 'longNumber', stored };
    },
  };
}

/** Total digits that a decimal of the engine holds. */
export const MOST_DIGITS = 38;

/**
 * A column of decimals, as wide as its values need.
 *
 * @param measures SQL for the most digits before and after the point.
 */
export function open(column: Known, measures: readonly [string, string]): StoredColumn {
  const { stored } = column;
  return {
    ...column,
    isText: false,
    measures,
    declared: ([before, after]) => {
      const scale = Number(after ?? 0);
      const precision = Math.max(1, Number(before ?? 0) + scale);
      return precision > MOST_DIGITS
        ? { rule: { type: 'text?', asStored: true }, reading: 'longNumber', stored }
        : { rule: { type: 'decimal?', precision, scale, asStored: true }, reading: 'asIs', stored };
    },
  };
}
