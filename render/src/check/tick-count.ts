import { extentOf, listLength, numberOf, type Attributes } from './extent.js';

const MONTH = 30.4375 * 24 * 3600 * 1000;

/**
 * How many ticks a `dtick` asks for: over the range of the axis, or over its values where that is left to plotly. 0 where
 * nothing says how long the axis is.
 */
export function tickCount(dtick: unknown, axis: Attributes, values: readonly unknown[]): number {
  const log = axis['type'] === 'log';
  const [from, to] = endsOf(axis, values, log);
  const length = Math.abs(to - from);
  const [, letter, rest = ''] = /^([MLD])(.*)$/.exec(String(dtick)) ?? [];
  const step = numberOf(letter === undefined ? dtick : rest);
  if (!(step > 0)) return 0;
  // Of a logarithmic axis the range is in powers of ten, and L counts in values.
  if (letter === 'L') return Math.abs(10 ** to - 10 ** from) / step;
  if (letter === 'D') return 9 * length;
  return length / (letter === 'M' ? step * MONTH : step);
}

function endsOf({ range }: Attributes, values: readonly unknown[], log: boolean): readonly [number, number] {
  if (Array.isArray(range)) {
    const [from, to] = range.map(numberOf);
    if (Number.isFinite(from) && Number.isFinite(to)) return [from ?? 0, to ?? 0];
  }
  const found = extentOf(values);
  // Names stand side by side, one apart.
  if (found === null) return [0, Math.max(0, ...values.map(listLength))];
  return log
    ? [Math.log10(Math.max(found[0], Number.MIN_VALUE)), Math.log10(Math.max(found[1], Number.MIN_VALUE))]
    : found;
}
