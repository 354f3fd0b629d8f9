import type { Layout } from '../../data/source/preview.js';
import { NumberColumnsLook, type NumberColumns } from './number-columns.js';

/** Looks at the bytes of a file, one chunk after the other, for numbers that the engine's reader may misread. */
export interface NumbersLook {
  /** Continues with the next bytes; false if a number among them may be misread. */
  passes(chunk: Buffer): boolean;
  /** Whether the rows were reached. */
  readonly began: boolean;
}

/** For files without columns of numbers. */
export const ALWAYS_STRICT: NumbersLook = { passes: () => true, began: true };

/** For files whose bytes do not tell. */
export const NEVER_STRICT: NumbersLook = { passes: () => false, began: false };

/**
 * Tells whether the engine's reader reads every number of a file as it is written. It rounds 1.5 to 2 and reads
 * 0x10 as 16, so columns of numbers that hold such a value must be read as text, which takes longer. Looking at the
 * bytes takes a fraction of the time of reading them. It cannot tell for quoted values
 * with points among them: those count as not strict.
 */
export function numbersLook(
  { delimiter, skip }: Pick<Layout, 'delimiter' | 'skip'>,
  columns: NumberColumns,
): NumbersLook {
  if (columns.whole.size + columns.decimal.size === 0) return ALWAYS_STRICT;
  if (delimiter.length !== 1 || delimiter > '\x7f') return NEVER_STRICT;
  return new NumberColumnsLook(delimiter, skip, columns);
}
