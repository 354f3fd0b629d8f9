import {
  hasSeveralCurrencies,
  readingOfDress,
  saidBy,
  type DressedColumn,
} from '../data/reading/dressing.js';
import type { Reading } from '../data/reading/reading.js';
import type { Inferred } from './infer.js';

/** A guess about the bare numbers of a column, with what their dress says: the currency, or that they are shares. */
export function dressedGuess(guess: Inferred, column: DressedColumn): Inferred {
  const { rule, reading, ...rest } = guess;
  const { dress } = column.rule;
  if (rule.type === 'text?' || dress === undefined) return guess;
  const type = dress.percent && rule.type === 'integer?' ? 'decimal?' : rule.type;
  // 12.5% is 0.125.
  const scale = dress.percent ? { scale: (rule.scale ?? 0) + 2 } : {};
  return {
    ...rest,
    rule: saidBy({ ...column, rule: { ...rule, type, ...scale, dress } }),
    reading: readingOfDress(column, reading === 'decimalComma'),
    ...(column.currencies.length > 0 && { currencies: column.currencies }),
  };
}

/** Why a column whose values are numbers in some dress is text; null where that is not why. */
export function whyNotNumbers(column: DressedColumn | undefined): Reading | null {
  if (column === undefined) return null;
  if (hasSeveralCurrencies(column)) return 'severalCurrencies';
  const { percents, values } = column.before;
  return percents > 0 && percents < values ? 'mixedPercents' : null;
}
