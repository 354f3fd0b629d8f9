/** A part of a figure with attributes. */
export type Attributes = Readonly<Record<string, unknown>>;

export const hasAttributes = (value: unknown): value is Attributes =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);

/** The length of a list or typed array, 0 of anything else. */
export function listLength(value: unknown): number {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value) ? Number(value.length) : 0;
}

/** A date as plotly reads it: names that a clock could make something of, such as `Region 1`, are none. */
const DATE = /^-?\d{4}(-\d\d?(-\d\d?([ T]\d\d?(:\d\d?(:\d\d?(\.\d+)?)?)?(Z|[+-]\d\d(:?\d\d)?)?)?)?)?$/;

/** A number, or a date as milliseconds; NaN of anything else. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return Number.NaN;
  const number = Number(value);
  return Number.isNaN(number) && DATE.test(value.trim()) ? Date.parse(value) : number;
}

/** Least and greatest of the numbers and dates in lists, and in lists of lists; null where there is none. */
export function extentOf(values: readonly unknown[]): readonly [least: number, greatest: number] | null {
  let [least, greatest] = [Infinity, -Infinity];
  const add = (value: unknown): void => {
    if (listLength(value) > 0) {
      for (const item of value as Iterable<unknown>) add(item);
      return;
    }
    const number = numberOf(value);
    if (!Number.isFinite(number)) return;
    least = Math.min(least, number);
    greatest = Math.max(greatest, number);
  };
  for (const value of values) add(value);
  return least <= greatest ? [least, greatest] : null;
}

/** How far two given ends are apart; where one is not given, how far the values are. */
export function spanOf([start, end]: readonly [unknown, unknown], values: readonly unknown[]): number {
  const found = extentOf(values) ?? [0, 0];
  const from = numberOf(start);
  const to = numberOf(end);
  return Math.abs((Number.isFinite(to) ? to : found[1]) - (Number.isFinite(from) ? from : found[0]));
}
