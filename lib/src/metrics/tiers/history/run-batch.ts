import * as column from '../../../core/column.js';
import { Result } from '../../../core/result.js';
import type { Engine } from '../../../engine/engine.js';
import { id, literal, sql } from '../../../engine/sql.js';
import { OptionsError } from '../../../errors.js';
import { dateOf, dayNumber } from '../../../orders/day.js';
import { advance, type Advance } from './advance.js';
import { deliver, requireOrdersOf, type Delivery, type DeliveredOrders } from './deliver.js';
import type { TierHistory } from './open.js';

export interface TierBatchOptions {
  /** The day that the batch is of. */
  readonly day: string;
  /**
   * Where days before it have had no batch: `fail`, as their orders are probably missing too, or `fill` them from the
   * orders that are there. Default: `fail`.
   */
  readonly missing?: 'fail' | 'fill';
}

const BATCH = {
  day: column.date('day'),
  through: column.date('tiersThrough'),
  orders: column.count('ordersDelivered'),
  fresh: column.count('ordersNew'),
  late: column.count('ordersLate'),
  corrected: column.count('ordersCorrected'),
  ahead: column.count('ordersAhead'),
  touched: column.count('customersTouched'),
  ordering: column.count('customersWithOrders'),
  due: column.count('customersByTime'),
  recomputed: column.count('customersRecomputed'),
  moved: column.count('customersMoved'),
} as const;

/** What a batch did. */
export type TierBatch = Result<typeof BATCH>;

/**
 * Adds one day to a history of tiers: takes in the orders, and looks again at the customers with an order on that day and
 * at those for whom, as time passes, a limit of the plan falls on it. Nobody else can have moved.
 *
 * The orders may be those of the day, or all there are: those that are known already change nothing, so that a batch can
 * be run again. Orders of earlier days are late, and known ones with another customer, day or total are corrected: their
 * customers are computed anew from their first order on, so that the history is the one that would have been, had the
 * orders come in time. Orders of days to come are kept and count from their day on. A batch of a day that is already
 * there only takes in such orders. A customer without a purchase is in no tier and has no row.
 *
 * A batch takes effect as a whole or not at all, whenever the process ends.
 *
 * @throws OptionsError for a day that is none or lies before the history, for days in between that have had no batch, and
 *   for orders of another session, time zone or currency; ContractViolationError for an order without id, customer, day or
 *   total, or one that is delivered twice.
 * @example
 * const batch = await tiers.runBatch(history, shop.orders, { day: '2011-07-01' });
 * batch.at().moved.en; // 31
 */
export async function runTierBatch<K extends string>(
  history: TierHistory<K>,
  orders: DeliveredOrders,
  { day, missing = 'fail' }: TierBatchOptions,
): Promise<TierBatch> {
  const number = dayNumber(day, 'day');
  requireOrdersOf(history, orders);
  const { session, store, from } = history;
  if (day < from) {
    throw new OptionsError(`${store.path}: the history begins on ${from}, so that ${day} has no batch.`);
  }
  const { delivery, done, through } = await session.engine.transaction(async (engine) => {
    const last = await history.through(engine);
    const next = last === null ? from : dateOf(dayNumber(last, 'through') + 1);
    if (missing === 'fail' && next < day) throw lacking(store.path, next, dateOf(number - 1));
    const to = last === null || last < day ? day : last;
    return batch(engine, history, orders, { day, through: last, to });
  });
  return new Result({
    session,
    name: 'tier-batch',
    title: { en: 'What the batch did', zh: '批次结果' },
    schema: BATCH,
    rows: [{ day, through, ...delivery, ...done }],
  });
}

/** The same for all days up to one, from the orders that are there. */
export const backfillTiers = <K extends string>(
  history: TierHistory<K>,
  orders: DeliveredOrders,
  through: string,
): Promise<TierBatch> => runTierBatch(history, orders, { day: through, missing: 'fill' });

interface Span {
  readonly day: string;
  readonly through: string | null;
  readonly to: string;
}

async function batch(
  engine: Engine,
  history: TierHistory,
  orders: DeliveredOrders,
  { day, through, to }: Span,
): Promise<{ readonly delivery: Delivery; readonly done: Advance; readonly through: string }> {
  const own = (name: string) => `${history.store.catalog}:${name}`;
  const [changed, late] = [id(own('changed')), id(own('late'))];
  const delivery = await deliver(engine, history, orders, { day, through }, { changed, late });
  const done = await advance(engine, history, {
    through,
    to,
    late,
    isAnyLate: delivery.late + delivery.corrected > 0,
    own,
  });
  await engine.run(sql`UPDATE ${history.store.table('progress')} SET through = CAST(${literal(to)} AS DATE)`);
  for (const table of [changed, late]) await engine.run(sql`DROP TABLE ${table}`);
  return { delivery, done, through: to };
}

const lacking = (path: string, from: string, to: string): OptionsError =>
  new OptionsError(
    `${path}: ${from === to ? `${from} has` : `${from} to ${to} have`} had no batch. Run ${from === to ? 'it' : 'them'} first, ` +
      "or, if all orders up to then are given, fill the days: missing: 'fill'.",
  );
