import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Orders } from '../../orders/open.js';
import { kaplanMeier } from '../../stats/kaplan-meier.js';
import { durationsOf } from './durations.js';
import { requireWhole } from './require-whole.js';
import { requireOptions } from './require-options.js';

const { interval, optional } = column;

const RETURNS = {
  day: column.count('daysSinceOrder', { unit: 'days' }),
  atRisk: column.count('customersObserved'),
  again: column.count('orderedThatDay', { hidden: true }),
  share: column.percent('orderedByThen', { interval: 'shareInterval' }),
  shareInterval: optional(interval()),
} as const;

/** One row per day on which somebody placed the next order. */
export type TimeToNextOrder = Result<typeof RETURNS>;

export interface TimeToNextOrderOptions {
  /** Counts from which order of a customer. Default: 1, the first. */
  readonly after?: number;
}

/**
 * The share of customers who have placed their next order within so many days, by Kaplan and Meier, with its 95%
 * interval: customers count as long as they are observed, up to their next order or the as-of date.
 *
 * @param options.after the order from which days are counted; those who never placed it are not in it.
 * @throws OptionsError for an `after` that is not 1, 2 or 3.
 * Source: Kaplan & Meier (1958), JASA 53.
 * @example
 * const curve = await orders.timeToNextOrder(shop, { after: 1 });
 * chart.line(curve, { x: 'day', y: 'share', band: 'shareInterval', step: true });
 */
export async function timeToNextOrder(
  shop: Orders,
  options: TimeToNextOrderOptions = {},
): Promise<TimeToNextOrder> {
  requireOptions('timeToNextOrder', options, ['after']);
  const { after = 1 } = options;
  requireWhole('after', after, 1, 3);
  const durations = (await durationsOf(shop)).filter(({ nth }) => nth === after);
  const rows = kaplanMeier(durations).map(({ time, atRisk, events, happened, interval: range }) => ({
    ...{ day: time, atRisk, again: events, share: happened, shareInterval: range },
  }));
  return new Result({
    session: shop.session,
    name: `time-to-order-${after + 1}`,
    title: {
      en: `Customers who have placed order ${after + 1}, by days since order ${after}`,
      zh: `第${after}单之后各天数内已下第${after + 1}单的客户`,
    },
    schema: RETURNS,
    rows,
    chart: { mark: 'line', x: 'day', y: 'share', band: 'shareInterval' },
  });
}
