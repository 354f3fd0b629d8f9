import { OptionsError } from './errors.js';
import type { Label, Locale } from './label.js';

/** A value with the text a reader sees, in both languages. Rounding happens here, once. */
export interface Quantity extends Label {
  /** The unrounded value; null where it is not defined. */
  readonly raw: number | string | null;
}

const UNDEFINED: Label = { en: 'n/a', zh: '无' };

function quantity(raw: number | null, write: (value: number) => Label): Quantity {
  if (raw === null) return { raw, ...UNDEFINED };
  if (!Number.isFinite(raw)) throw new OptionsError(`${raw} is not a value that can be shown.`);
  return { raw, ...write(raw) };
}

/** Thousands separated by commas, a fixed number of digits, halves away from zero on the decimal that is printed. */
function grouped(value: number, digits: number): string {
  const text = new Intl.NumberFormat('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'negative',
  }).format(value);
  return text.replace('-', '−');
}

const same = (text: string): Label => ({ en: text, zh: text });

/** A whole number: `1,000`. */
export const count = (value: number | null): Quantity => quantity(value, (n) => same(grouped(n, 0)));

/** A number with a fixed number of digits: `24.40`. */
export const decimal = (value: number | null, digits = 2): Quantity =>
  quantity(value, (n) => same(grouped(n, digits)));

/** A share as a percentage: 0.319 is `31.9%`. */
export const percent = (value: number | null, digits = 1): Quantity =>
  quantity(value, (n) => same(`${grouped(n * 100, digits)}%`));

/** An interval of a share as percentages: `17.7%–32.2%`; null where there is no share. */
export const percentRange = (
  interval: { readonly low: number; readonly high: number } | null,
  digits = 1,
): Quantity => {
  if (interval === null) return percent(null);
  const text = [interval.low, interval.high].map((value) => percent(value, digits).en).join('–');
  return { raw: text, ...same(text) };
};

/** An amount of money in yuan: `¥58,947.20`. */
export const yuan = (value: number | null, digits = 2): Quantity =>
  quantity(value, (n) => same(`${n < 0 ? '−' : ''}¥${grouped(Math.abs(n), digits)}`));

/** A p-value for a table: `< 0.001`, `0.034`. */
export const pNumber = (value: number | null): Quantity =>
  quantity(value, (p) => same(p < 0.001 ? '< 0.001' : grouped(p, 3)));

/** A p-value with its relation, for a sentence: `p < 0.001`, `p = 0.034`. */
export const pValue = (value: number | null): Quantity =>
  quantity(value, (p) => same(p < 0.001 ? 'p < 0.001' : `p = ${grouped(p, 3)}`));

/** A word or name that the data decide, such as the largest group. */
export const word = (value: string | Label): Quantity =>
  typeof value === 'string' ? { raw: value, ...same(value) } : { raw: value.en, en: value.en, zh: value.zh };

/** Several words in one: `Sports, Travel`. */
export const list = (values: readonly (string | Label)[]): Quantity => {
  const labels = values.map((value) => (typeof value === 'string' ? same(value) : value));
  return {
    raw: labels.map((label) => label.en).join(', '),
    en: labels.map((label) => label.en).join(', '),
    zh: labels.map((label) => label.zh).join('、'),
  };
};

/** The text of a quantity, label, string or number in a language. */
export function say(value: Quantity | Label | string | number | null, locale: Locale): string {
  if (value === null) return UNDEFINED[locale];
  if (typeof value === 'object') return value[locale];
  return typeof value === 'number' ? (Number.isInteger(value) ? count(value)[locale] : String(value)) : value;
}

/** A number cut to twelve significant digits, so that the last bits of a sum never reach an output. */
export function significant(value: number): number {
  return Number(value.toPrecision(12));
}
