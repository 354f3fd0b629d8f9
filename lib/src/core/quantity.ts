import { OptionsError } from '../errors.js';
import type { Label, Locale } from './label.js';
import type { Interval } from './schema.js';
import { currentSession } from './session.js';
import { term } from './term.js';
import { textIn } from './translation.js';

export type Raw = number | string | boolean | Interval | null;

/** A value with its display text in both languages. Values are rounded only here. */
export interface Quantity<T extends Raw = number | string | null> extends Label {
  /** The unrounded value; null if it is not defined. */
  readonly raw: T;
}

/** An undefined value: it is displayed as "n/a", and no condition on it can be true. */
export const UNDEFINED = { raw: null, ...term('undefined') } as const satisfies Quantity;

function quantity(raw: number | null, write: (value: number) => string): Quantity<number | null> {
  if (raw === null) return UNDEFINED;
  if (!Number.isFinite(raw)) throw new OptionsError(`${raw} cannot be displayed as a value.`);
  return { raw, ...same(write(raw)) };
}

/** From here on the digits are noise, and JavaScript too writes powers of ten. */
const LONG = 1e21;

/** Thousands separated by commas, a fixed number of decimals, halves of the printed decimal rounded away from zero. */
export function grouped(value: number, digits: number): string {
  if (Math.abs(value) >= LONG) return value.toExponential(2).replace('e+', 'e').replace('-', '−');
  return formatOf(digits).format(value).replace('-', '−');
}

/** By decimals: making a format takes forty times as long as using it. */
const FORMATS = new Map<number, Intl.NumberFormat>();

function formatOf(digits: number): Intl.NumberFormat {
  const known = FORMATS.get(digits);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'negative',
  });
  FORMATS.set(digits, made);
  return made;
}

const same = (text: string): Label => ({ en: text, zh: text });

/** A whole number: `1,000`. */
export const count = (value: number | null) => quantity(value, (n) => grouped(n, 0));

/** A number with a fixed number of decimals: `24.40`. */
export const decimal = (value: number | null, digits = 2) => quantity(value, (n) => grouped(n, digits));

/** A share as a percentage: 0.319 is `31.9%`. */
export const percent = (value: number | null, digits = 1) =>
  quantity(value, (n) => `${grouped(n * 100, digits)}%`);

/** A difference between two shares, in percentage points: 0.031 is `3.1`. */
export const points = (value: number | null, digits = 1) => quantity(value, (n) => grouped(n * 100, digits));

/** The currency sign as written in its own country; empty if no currency is set. */
export function currencySign(currency: string | null): string {
  if (currency === null) return '';
  const parts = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  const sign = parts.find(({ type }) => type === 'currency')?.value ?? currency;
  return sign.length > 1 ? `${sign} ` : sign;
}

/** By currency, as formats are. */
const CURRENCY_DIGITS = new Map<string, number>();

/** The decimals that a currency is written with: 2 for EUR, 0 for JPY, 3 for KWD; 2 if no currency is set. */
export function currencyDigits(currency: string | null): number {
  if (currency === null) return 2;
  const known = CURRENCY_DIGITS.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  CURRENCY_DIGITS.set(currency, digits);
  return digits;
}

/**
 * An amount of money in the session's currency: `¥58,947.20`, `€12.00`, `58,947.20`. Digits default to those of the
 * currency.
 */
export const money = (value: number | null, digits?: number, currency = currentSession().currency) =>
  quantity(value, (n) => {
    const text = grouped(n, digits ?? currencyDigits(currency));
    // The sign is that of the printed number: what rounds to 0 has none.
    const size = text.replace(/^−/, '');
    return `${text === size ? '' : '−'}${currencySign(currency)}${size}`;
  });

/** An hour of the day: 9 is `09:00`. */
export const clock = (hour: number | null) => quantity(hour, (n) => `${String(n).padStart(2, '0')}:00`);

/** A p-value for a table: `< 0.001`, `0.034`. */
export const pNumber = (value: number | null) =>
  quantity(value, (p) => (p < 0.001 ? '< 0.001' : grouped(p, 3)));

/** A p-value with its relation, for use in a sentence: `p < 0.001`, `p = 0.034`. */
export const pValue = (value: number | null) =>
  quantity(value, (p) => (p < 0.001 ? 'p < 0.001' : `p = ${grouped(p, 3)}`));

/** A word or name taken from the data, such as the largest group. */
export const word = (value: string | Label): Quantity<string> =>
  typeof value === 'string' ? { raw: value, ...same(value) } : { raw: value.en, en: value.en, zh: value.zh };

/** Several words in one: `Sports, Travel`. */
export const list = (values: readonly (string | Label)[]): Quantity<string> => {
  const labels = values.map((value) => (typeof value === 'string' ? same(value) : value));
  return {
    raw: labels.map((label) => label.en).join(', '),
    en: labels.map((label) => label.en).join(', '),
    zh: labels.map((label) => label.zh).join('、'),
  };
};

/** The text of a quantity, label, string or number in a language. */
export function say(value: Quantity<Raw> | Label | string | number | null, locale: Locale): string {
  if (value === null) return UNDEFINED[locale];
  if (typeof value === 'object') return value[locale];
  return typeof value === 'number'
    ? Number.isInteger(value)
      ? count(value)[locale]
      : String(value)
    : textIn(value, locale);
}

/** A number rounded to twelve significant digits, so that the last bits of a sum do not show in outputs. */
export function significant(value: number): number {
  return Number(value.toPrecision(12));
}
