import { ClaimExpectationError } from '../errors.js';
import type { Label } from '../label.js';
import { significant, type Quantity } from '../quantity.js';

/** A value that is expected, exactly or within a tolerance; the larger of two tolerances counts. */
export interface ExpectedValue {
  readonly value: number | string;
  /** Largest distance, in the value's own unit: 0.005 of a share is half a percentage point. Default: 0. */
  readonly tolerance?: number;
  /** Largest distance as a share of the expected value. Default: 0. */
  readonly relative?: number;
}

/** A range that a value is expected in, its ends included; one end may be left open. */
export interface ExpectedRange {
  readonly min?: number;
  readonly max?: number;
}

export type Expectation = ExpectedValue | ExpectedRange;

/** A range as both its ends, and how a reader is told of it. */
interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly text: Label;
}

const KEYS = ['value', 'tolerance', 'relative', 'min', 'max'];

/**
 * What a value is where it is not the expected one; undefined where it is. Numbers count as equal when they are
 * after rounding to twelve significant digits. A value that is not defined (null) meets no expectation.
 *
 * @throws ClaimExpectationError for an expectation that says nothing, contradicts itself or is of another type
 *   than the value; a number that is not finite; a negative tolerance
 * @example
 * missedBy('share', percent(0.319), { value: 0.3, tolerance: 0.005 })?.en; // 'share is 0.319, expected 0.3 ± 0.005'
 */
export function missedBy(name: string, { raw }: Quantity, expectation: Expectation): Label | undefined {
  const bounds = boundsOf(name, expectation);
  const isText = typeof bounds === 'string';
  if (raw !== null && (typeof raw === 'string') !== isText) {
    refuse(name, `is ${isText ? 'a text' : 'a number'}, and the value is ${JSON.stringify(raw)}`);
  }
  if (isText) {
    const wanted = JSON.stringify(bounds);
    return raw === bounds ? undefined : sentence(name, raw, { en: wanted, zh: wanted });
  }
  const met = typeof raw === 'number' && atMost(bounds.low, raw) && atMost(raw, bounds.high);
  return met ? undefined : sentence(name, raw, bounds.text);
}

/** a ≤ b, both cut to twelve digits: the last bits of a sum decide nothing. */
function atMost(a: number, b: number): boolean {
  return significant(a) <= significant(b);
}

/** The ends of what is expected, or the expected text. */
function boundsOf(name: string, expectation: Expectation): Bounds | string {
  const unknown = Object.keys(expectation).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) refuse(name, `has the unknown key ${unknown}; there are ${KEYS.join(', ')}`);
  if (!('value' in expectation)) return rangeOf(name, expectation);
  if ('min' in expectation || 'max' in expectation)
    refuse(name, 'has a value and a range; write one of them');
  const { value, tolerance = 0, relative = 0 } = expectation;
  const distances = [
    checked(name, 'tolerance', tolerance),
    checked(name, 'relative', relative) * (typeof value === 'number' ? Math.abs(value) : 1),
  ];
  if (distances.some((distance) => distance < 0)) refuse(name, 'has a negative tolerance');
  const distance = Math.max(...distances);
  if (typeof value === 'string') {
    return distance === 0 ? value : refuse(name, 'has a tolerance, but the expected value is a text');
  }
  checked(name, 'value', value);
  const text = distance === 0 ? plain(value) : `${plain(value)} ± ${plain(distance)}`;
  return { low: value - distance, high: value + distance, text: { en: text, zh: text } };
}

function rangeOf(name: string, { min, max }: ExpectedRange): Bounds {
  if (min === undefined && max === undefined) refuse(name, 'says nothing: give a value, a min or a max');
  const low = min === undefined ? -Infinity : checked(name, 'min', min);
  const high = max === undefined ? Infinity : checked(name, 'max', max);
  if (low > high) refuse(name, `has a min of ${low} above its max of ${high}`);
  if (max === undefined)
    return { low, high, text: { en: `at least ${plain(low)}`, zh: `不小于${plain(low)}` } };
  if (min === undefined)
    return { low, high, text: { en: `at most ${plain(high)}`, zh: `不大于${plain(high)}` } };
  const [from, to] = [plain(low), plain(high)];
  return { low, high, text: { en: `from ${from} to ${to}`, zh: `从${from}到${to}` } };
}

function checked(name: string, key: string, value: number): number {
  return Number.isFinite(value) ? value : refuse(name, `has the ${key} ${value}; write a finite number`);
}

function sentence(name: string, raw: Quantity['raw'], expected: Label): Label {
  const came = typeof raw === 'number' ? plain(raw) : JSON.stringify(raw);
  return {
    en: `${name} is ${raw === null ? 'not defined' : came}, expected ${expected.en}`,
    zh: `${name}${raw === null ? '无定义' : `为${came}`}，预期${expected.zh}`,
  };
}

function plain(value: number): string {
  return String(significant(value)).replaceAll('-', '−');
}

function refuse(name: string, reason: string): never {
  throw new ClaimExpectationError(`What is expected of ${name} ${reason}.`);
}
