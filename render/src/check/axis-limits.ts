import { InvalidFigureError } from '../errors.js';
import { hasAttributes, listLength, spanOf, type Attributes } from './extent.js';
import { atMost, LIMITS } from './limits.js';
import { tickCount } from './tick-count.js';

/**
 * @param values - what the traces of the axis have on it
 * @throws InvalidFigureError where the axis, or its minor ticks, would have too many ticks
 */
export function checkTicks(axis: Attributes, path: string, values: readonly unknown[]): void {
  if (typeof axis['nticks'] === 'number') atMost(axis['nticks'], LIMITS.ticks, `${path}.nticks`, 'ticks');
  atMost(listLength(axis['tickvals']), LIMITS.ticks, `${path}.tickvals`, 'ticks');
  for (const [ticks, at] of [
    [axis, path],
    [axis['minor'], `${path}.minor`],
  ] as const) {
    if (!hasAttributes(ticks) || ticks['dtick'] === undefined) continue;
    checkMonths(ticks['dtick'], `${at}.dtick`);
    const count = tickCount(ticks['dtick'], axis, values);
    const what = `ticks with ${JSON.stringify(ticks['dtick'])} between two`;
    atMost(count, LIMITS.ticks, `${at}.dtick`, what);
  }
}

/** @throws InvalidFigureError at a step of no months, by which plotly never comes to the end of an axis */
export function checkMonths(step: unknown, path: string): void {
  const [, months] = /^M(.+)$/.exec(typeof step === 'string' ? step : '') ?? [];
  if (months === undefined || Number(months) >= 1) return;
  throw new InvalidFigureError(
    path,
    `must be at least one month, for example "M1", got ${JSON.stringify(step)}`,
  );
}

/** The lines of a carpet, whose steps are 1 unless it says otherwise, and those between them. */
export function checkCarpetAxis(axis: Attributes, path: string, values: readonly unknown[]): void {
  const isLinear = axis['tickmode'] === 'linear';
  if (isLinear) checkTicks({ dtick: 1, ...axis }, path, values);
  const { minorgridcount } = axis;
  if (typeof minorgridcount !== 'number') return;
  const lines = isLinear ? tickCount(axis['dtick'] ?? 1, axis, values) : 1;
  const what = 'minor grid lines';
  atMost(minorgridcount * Math.max(1, lines), LIMITS.minorLines, `${path}.minorgridcount`, what);
}

const DAY = 86_400_000;

/** A break with a pattern is one for each day or week of the axis. */
export function checkBreaks(
  { rangebreaks, range }: Attributes,
  path: string,
  values: readonly unknown[],
): void {
  if (!Array.isArray(rangebreaks) || !rangebreaks.some((each) => hasAttributes(each) && 'bounds' in each))
    return;
  const [from, to] = Array.isArray(range) ? (range as readonly unknown[]) : [];
  atMost(spanOf([from, to], values) / DAY, LIMITS.breaks, path, 'days to look for breaks in');
}
