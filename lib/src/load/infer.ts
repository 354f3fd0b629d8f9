import type { ColumnContract } from '../data/contract.js';
import type { Facts } from '../data/reading/facts.js';
import type { Fits } from '../data/reading/fits.js';
import { readingOf, type Reading } from '../data/reading/reading.js';
import { TRUTH_WORDS } from '../values/boolean.js';
import { FOUND_FORMATS } from '../values/date-order.js';
import type { DecimalMark } from '../values/number.js';

/** What a column was inferred to be. */
export interface Inferred {
  readonly rule: ColumnContract;
  readonly reading: Reading;
  /** Number of times without a zone, if others in the column have one. */
  readonly unzoned?: number;
}

/** Whole numbers with up to this many digits are exact in JavaScript; longer ones are treated as ids. */
const SAFE_DIGITS = 15;
/** With at least this share of numbers, a text column is likely a number column with errors in it. */
const MOSTLY = 0.9;
/** Total digits of a DECIMAL. */
const PRECISION = 18;
/** Amounts and rates have at most this many decimal places; more suggest the result of a division. */
const MAX_SCALE = 4;

const TEXT: Inferred = { rule: { type: 'text?' }, reading: 'asIs' };

/** Whether all values of a column are numbers with the same decimal mark. */
export const areNumbers = ({ values, point, comma }: Facts): boolean =>
  values > 0 && (point === values || comma === values);

/**
 * The possible kinds of a column, in order of preference; empty for text. They still have to be tried on the values,
 * since format alone does not determine a kind: February 30 looks like a date.
 *
 * @param mark the decimal mark, if the column has numbers.
 */
export function guesses(facts: Facts, mark: DecimalMark, timeZone: string): readonly Inferred[] {
  const { values } = facts;
  if (values === 0) return [];
  if (facts.truths === values) return truths(facts);
  if (facts.dates === values) return times(facts, timeZone);
  if (!areNumbers(facts)) return [];
  const number = inferNumber(facts, mark);
  return number.rule.type === 'text?' ? [] : [number];
}

/**
 * What a column is inferred to be: the guess that all its values fit, or text if they fit none or several date formats.
 */
export function infer(facts: Facts, mark: DecimalMark, tried: readonly Inferred[], fits?: Fits): Inferred {
  const { values } = facts;
  if (values === 0) return { ...TEXT, reading: 'noValues' };
  const fitting = tried.filter((_, n) => fits?.each[n] === values);
  const [first, second] = fitting;
  if (first !== undefined) {
    // Every pair of words that fits gives the same values; date formats that fit may not.
    const unclear = second !== undefined && first.rule.type !== 'boolean?';
    return unclear ? { ...TEXT, reading: 'unclearDates' } : first;
  }
  if (areNumbers(facts) && tried.length === 0) return inferNumber(facts, mark);
  const numbers = Math.max(facts.point, facts.comma);
  return numbers >= MOSTLY * values ? { ...TEXT, reading: 'mixed' } : TEXT;
}

function truths({ trueLetters, falseLetters }: Facts): readonly Inferred[] {
  // A single letter can mean anything, such as `f` for a gender.
  const letters = trueLetters > 0 && falseLetters > 0;
  return TRUTH_WORDS.filter(([word]) => letters || !/^[a-z]$/.test(word)).map((truth) =>
    truth[0] === 'true'
      ? { rule: { type: 'boolean?' }, reading: 'asIs' }
      : { rule: { type: 'boolean?', truth }, reading: 'truthWords' },
  );
}

function times({ values, clocks, zones }: Facts, timeZone: string): readonly Inferred[] {
  if (clocks > 0 && clocks < values) return [];
  const mixed = zones > 0 && zones < values;
  const rule: ColumnContract =
    clocks === 0 ? { type: 'date?' } : { type: 'timestamp?', ...(mixed && { timeZone }) };
  const told: Pick<Inferred, 'unzoned'> & { readonly reading?: Reading } = mixed
    ? { reading: 'mixedZones', unzoned: values - zones }
    : zones > 0
      ? { reading: 'instants' }
      : {};
  return [
    { rule, reading: 'asIs', ...told },
    ...FOUND_FORMATS.map((dateFormat): Inferred => ({
      rule: { ...rule, dateFormat },
      reading: readingOf(dateFormat),
      ...(mixed && told),
    })),
  ];
}

function inferNumber(facts: Facts, mark: DecimalMark): Inferred {
  const { digits } = facts;
  if (facts.leadingZeros > 0 && facts.separators === 0 && facts.exponents === 0) {
    return { rule: { type: 'text?' }, reading: 'leadingZeros' };
  }
  const comma = facts.separators > 0 && mark === ',';
  const decimals = comma ? facts.decimalsAfterComma : facts.decimalsAfterPoint;
  const written = comma ? ({ decimalMark: ',' } as const) : {};
  const reading = comma ? 'decimalComma' : 'asIs';
  if (decimals === 0 && facts.exponents === 0) {
    if (digits > SAFE_DIGITS) return { rule: { type: 'text?' }, reading: 'longNumber' };
    return { rule: { type: 'integer?', ...written }, reading };
  }
  const exact = facts.exponents === 0 && decimals <= MAX_SCALE && digits + decimals <= PRECISION;
  const rule: ColumnContract = exact
    ? { type: 'decimal?', scale: decimals, precision: PRECISION, ...written }
    : { type: 'double?', ...written };
  return { rule, reading };
}
