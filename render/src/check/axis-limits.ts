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
    const count = tickCount(ticks['dtick'], axis, values);
    const what = `ticks with ${JSON.stringify(ticks['dtick'])} between two`;
    atMost(count, LIMITS.ticks, `${at}.dtick`, what);
  }
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
