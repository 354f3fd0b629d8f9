import type { Label } from '../core/label.js';
import type { ColumnContract } from '../data/contract.js';
import type { Facts } from '../data/reading/facts.js';
import type { Fits } from '../data/reading/fits.js';
import { readingOf, type Reading } from '../data/reading/reading.js';
import { TRUTH_WORDS } from '../values/boolean.js';
import { FOUND_FORMATS } from '../values/date-order.js';
import { NUMBER_FORMATS, numberFormatsFor } from '../values/number-time.js';
import type { DecimalMark } from '../values/number.js';

/** What a column was inferred to be. */
export interface Inferred {
  readonly rule: ColumnContract;
  readonly reading: Reading;
  /** Number of times without a zone, if others in the column have one. */
  readonly unzoned?: number;
  /** The currencies that the signs of its amounts may stand for. */
  readonly currencies?: readonly string[];
  /** What else must be said of it. */
  readonly note?: Label;
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
 * Whether all values of a column are numbers, some with something around them that codes and names do not have: a
 * currency sign, a percent sign, Chinese numerals.
 */
export const areDressed = ({ values, plain, dressed, evident }: Facts): boolean =>
  evident > 0 && plain + dressed === values;

/** The times that the numbers of a column can be by its name. */
export function numberTimes(name: string, facts: Facts): readonly Inferred[] {
  if (!areNumbers(facts) || facts.onlyComma + facts.eitherAtComma > 0) return [];
  const isDay = facts.decimalsAfterPoint === 0;
  return numberFormatsFor(name).map((dateFormat) => ({
    rule: { type: dateFormat === 'excel' && isDay ? 'date?' : 'timestamp?', dateFormat },
    reading: readingOf(dateFormat),
  }));
}

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
    const isNumber = NUMBER_FORMATS.some((format) => format === first.rule.dateFormat);
    const unclear = second !== undefined && first.rule.type !== 'boolean?' && !isNumber;
    return unclear ? { ...TEXT, reading: 'unclearDates' } : first;
  }
  if (areNumbers(facts) && tried.length === 0) return inferNumber(facts, mark);
  return { ...TEXT, reading: whyText(facts) };
}

/** Why a column is text that is nearly something else. */
function whyText({ values, plain, point, comma, onlyPoint, onlyComma, dates }: Facts): Reading {
  if (plain === values && onlyPoint > 0 && onlyComma > 0) return 'mixedMarks';
  if (dates === values) return 'severalDates';
  return Math.max(point, comma) >= MOSTLY * values ? 'mixed' : 'asIs';
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
  // 007 stays an id beside 1.5 and 1E5 too: as numbers, 007 and 7 would be one.
  if (facts.leadingZeros > 0) {
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
  // A double would lose digits of the whole number itself.
  if (!exact && facts.exponents === 0 && digits - decimals > SAFE_DIGITS) {
    return { rule: { type: 'text?' }, reading: 'longNumber' };
  }
  const rule: ColumnContract = exact
    ? { type: 'decimal?', scale: decimals, precision: PRECISION, ...written }
    : { type: 'double?', ...written };
  return { rule, reading };
}
