import { OptionsError } from '../../errors.js';

/** A printed number as the range that its digits or words allow. */
export interface PrintedNumber {
  readonly text: string;
  readonly low: number;
  readonly high: number;
  /** Whether the bounds themselves agree; for "more than 85" they do not. */
  readonly closed: boolean;
  /** Factor applied to a computed value before comparison: 100 for a percentage. */
  readonly scale: 1 | 100;
}

const RELATIONS: readonly (readonly [RegExp, Relation])[] = [
  [/^(?:>=|≥|at least|no less than|不少于|至少)/i, 'atLeast'],
  [/^(?:<=|≤|at most|no more than|up to|不超过|至多)/i, 'atMost'],
  [/^(?:>|more than|over|above|超过|多于)/i, 'above'],
  [/^(?:<|less than|fewer than|under|below|不到|少于)/i, 'below'],
  [/^(?:~|≈|about|around|approximately|roughly|约|大约)/i, 'about'],
];

type Relation = 'atLeast' | 'atMost' | 'above' | 'below' | 'about' | 'rounded';

const UNITS: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
  万: 1e4,
  亿: 1e8,
};

/** Default tolerance of "about", as a share of the number, if `within` is not given. */
const ABOUT = 0.05;
const SLACK = 1e-9;

/**
 * Reads a printed number: a relation (`> 85 %`, `at most 5`, `about 7`), a currency sign, thousands separators, a unit
 * (`1.2 million`, `3万`) and a percent sign. Without a relation it means any value that rounds to it: `45.2 %` is 45.15 to
 * 45.25 percent. "About" is within 5 percent of the number, or within `within` in its own unit.
 *
 * @throws OptionsError when there is no number in the text, or more than one.
 * @example
 * parsePrinted('1.2 million'); // { low: 1_150_000, high: 1_250_000, closed: true, scale: 1, text: '1.2 million' }
 */
export function parsePrinted(text: string, within?: number): PrintedNumber {
  const trimmed = text.trim();
  const [pattern, relation] = RELATIONS.find(([start]) => start.test(trimmed)) ?? [/^/, 'rounded'];
  const match =
    /^\s*[¥$€£]?\s*(?<sign>[-−]?)[¥$€£]?\s*(?<number>\d[\d,]*(?:\.\d+)?)\s*(?<unit>k|thousand|m|million|bn|billion|万|亿)?\s*(?<percent>%|percent|per cent)?\s*(?:yuan|元|users|人)?\s*$/iu.exec(
      trimmed.replace(pattern, ''),
    );
  const groups = match?.groups;
  const number = groups?.['number'];
  if (number === undefined) {
    throw new OptionsError(
      `"${text}" is not a printed number. Write it as in the document, such as 45 %, 1,234.50, > 85 % or about 7.`,
    );
  }
  const unit = UNITS[groups?.['unit']?.toLowerCase() ?? ''] ?? 1;
  const value = (groups?.['sign'] ? -1 : 1) * Number(number.replaceAll(',', '')) * unit;
  const half = 0.5 * unit * 10 ** -(number.split('.')[1]?.length ?? 0);
  return {
    text: trimmed,
    ...endsOf(relation, value, half, within ?? ABOUT * Math.abs(value)),
    scale: groups?.['percent'] ? 100 : 1,
  };
}

/** Whether a computed value, times the scale, is within the printed range. */
export function meetsPrinted(value: number, { low, high, closed, scale }: PrintedNumber): boolean {
  const scaled = value * scale;
  // Ignore the last bits of a sum.
  const slack = SLACK * Math.max(1, Math.abs(scaled));
  return closed ? scaled >= low - slack && scaled <= high + slack : scaled > low && scaled < high;
}

function endsOf(relation: Relation, value: number, half: number, within: number) {
  switch (relation) {
    case 'atLeast':
      return { low: value, high: Infinity, closed: true };
    case 'atMost':
      return { low: -Infinity, high: value, closed: true };
    case 'above':
      return { low: value, high: Infinity, closed: false };
    case 'below':
      return { low: -Infinity, high: value, closed: false };
    case 'about':
      return { low: value - within, high: value + within, closed: true };
    case 'rounded':
      return { low: value - half, high: value + half, closed: true };
  }
}
