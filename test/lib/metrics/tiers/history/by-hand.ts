import { tiers, type Tally } from 'tally';
import { ordersOf, staysOf } from './orders-of.js';
import { dayOf, type KnownOrder } from './reference.js';

/** Platinum from 100 on, gold from 40 on. */
export const CUTS: tiers.TierCuts = {
  ...{ score: 'spending', customers: 9, percentiles: {} },
  least: { '0.05': 100, '0.25': 40 },
};

/** A history from 2024-01-01, in memory unless a path is given. */
export const beginIn = (
  tally: Tally,
  options: Partial<tiers.TierHistoryOptions<keyof typeof tiers.FIVE_TIERS>> = {},
  path = ':memory:',
) => tiers.openHistory(tally, path, { from: dayOf(0), cuts: CUTS, ...options });

/** `anna 3 120 o1`: customer, day from 2024-01-01, total, and an order number, by default its place. */
export const ordersIn = (tally: Tally, texts: readonly string[]): Promise<tiers.DeliveredOrders> =>
  ordersOf(
    tally,
    texts.map((text, n): KnownOrder => {
      const [customer = '', day = '', total = '', id = `o${n}`] = text.split(' ');
      return { id, customer, day: Number(day), total: Number(total) };
    }),
  );

/** `anna platinum 0-31 first`: customer, tier, first day and day after the last, why. */
export const toldIn = async (tally: Tally, history: tiers.TierHistory): Promise<string[]> =>
  (await staysOf(tally, history)).map(
    ({ customer, tier, from, to, why }) => `${customer} ${tier} ${from}-${to ?? ''} ${why}`,
  );
