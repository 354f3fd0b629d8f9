import { parseKind } from '../../engine/shape.js';
import { TRUTH_DIGITS, TRUTH_WORDS } from '../../values/boolean.js';
import { FOUND_FORMATS } from '../../values/date-order.js';
import { NUMBER_FORMATS } from '../../values/number-time.js';
import type { ColumnContract } from '../contract.js';
import type { Facts } from './facts.js';
import type { Fits } from './fits.js';
import { readingOf, type ColumnReading } from './reading.js';

/** A column's rule with what was inferred, and how to report it. */
export interface Found {
  readonly rule: ColumnContract;
  readonly reading: ColumnReading;
}

const ALL_FORMATS = [...FOUND_FORMATS, ...NUMBER_FORMATS];

export const AS_IS: ColumnReading = { reading: 'asIs', unzoned: 0 };

/** The possible rules for a column whose contract leaves the format open; empty if there is nothing to try. */
export function candidatesOf(rule: ColumnContract, facts: Facts | undefined): readonly ColumnContract[] {
  const { kind } = parseKind(rule.type);
  if (kind === 'boolean' && rule.truth === undefined) {
    return [...TRUTH_WORDS, TRUTH_DIGITS].map((truth) => ({ ...rule, truth }));
  }
  const timed = (kind === 'date' || kind === 'timestamp') && rule.dateFormat === undefined;
  if (timed && areBareNumbers(facts)) return NUMBER_FORMATS.map((dateFormat) => ({ ...rule, dateFormat }));
  // ISO 8601 needs no detection.
  return timed && facts?.dates !== facts?.isoDates
    ? [rule, ...FOUND_FORMATS.map((dateFormat) => ({ ...rule, dateFormat }))]
    : [];
}

/** Numbers without a comma in a column of times are days of a spreadsheet, or seconds since 1970. */
const areBareNumbers = (facts: Facts | undefined): boolean =>
  facts?.dates === 0 && facts.point > 0 && facts.onlyComma + facts.eitherAtComma === 0;

/** The candidates that fit the most values. */
export interface Chosen {
  readonly best: readonly ColumnContract[];
  /** Whether these candidates fit every value that any candidate fits. */
  readonly all: boolean;
}

export function chosen(candidates: readonly ColumnContract[], fits: Fits | undefined): Chosen {
  if (fits === undefined || fits.any === 0) return { best: [], all: true };
  const most = Math.max(...fits.each);
  return { best: candidates.filter((_, n) => fits.each[n] === most), all: most === fits.any };
}

/** The pair of words that fits the most values. */
export function truthOf(rule: ColumnContract, { best: [best] }: Chosen): Found {
  if (best?.truth === undefined || best.truth[0] === 'true') return { rule, reading: AS_IS };
  return { rule: best, reading: { ...AS_IS, reading: 'truthWords' } };
}

/** The one format that all dates of a column have, and the treatment of times without a zone. */
export function timeOf(rule: ColumnContract, { best, all }: Chosen, facts: Facts, timeZone: string): Found {
  const unzoned = facts.dates - facts.zones;
  const mixed = facts.zones > 0 && unzoned > 0;
  const isDate = parseKind(rule.type).kind === 'date';
  const zoned = isDate || mixed ? { timeZone: rule.timeZone ?? timeZone } : {};
  const [first, second] = best;
  if (second !== undefined && all) {
    return { rule: { ...rule, ...zoned }, reading: { ...AS_IS, reading: 'unclearDates' } };
  }
  const several = !all && first !== undefined;
  const format = ALL_FORMATS.find((one) => one === first?.dateFormat && (all || second === undefined));
  const written = format === undefined ? {} : { dateFormat: format };
  if (mixed) return { rule: { ...rule, ...written, ...zoned }, reading: { reading: 'mixedZones', unzoned } };
  const plain = facts.zones > 0 && !isDate ? 'instants' : 'asIs';
  const reading = several
    ? 'severalDates'
    : format === undefined || rule.dateFormat !== undefined
      ? plain
      : readingOf(format);
  return { rule: { ...rule, ...written, ...zoned }, reading: { ...AS_IS, reading } };
}
