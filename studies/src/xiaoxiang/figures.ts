import { lifecycle, monitoring, segmentSizes, sql, tiers, type Orders } from 'tally';
import { once } from '../study/once.js';
import { baselineOf, GOALS, tierHistory } from './monitoring.js';
import { tagsOf } from './tags.js';
import { AS_WRITTEN } from './tiers.js';

/** The results shared by several claims, each computed on first use and then kept. */
export type XiaoxiangFigures = ReturnType<typeof xiaoxiangFigures>;

/** What the document's function gives, against orders that were kept. */
export interface CodeAgainstKept {
  /** Customers whom the function finds an order of. */
  readonly customers: number;
  /** Of them, those with another number of orders, or another amount. */
  readonly otherFrequency: number;
  readonly otherMoney: number;
}

/** The results on loaded orders. */
export function xiaoxiangFigures(shop: Orders) {
  const history = once(() => tierHistory(shop));
  const weeks = once(async () => monitoring.tierWeeks(await history(), shop));
  return {
    shop,
    stays: once(async () => staysOf(await history())),
    /** Tiers by week in the second half of the orders. */
    weeks,
    /** Alerts after a baseline. */
    watched: once(async () => {
      const baselineWeeks = baselineOf((await weeks()).where({ tier: 'platinum' }).length);
      return { baselineWeeks, alerts: await monitoring.alerts(await history(), { baseline: baselineWeeks }) };
    }),
    /** What the document expects, beside what there is. */
    goals: once(async () => monitoring.goals(shop, await tiers.assign(shop.customers), { targets: GOALS })),
    /** Customers by tier: the document's five, made into a list that takes each customer once. */
    shares: once(async () => tiers.shares(await tiers.assign(shop.customers))),
    /** Customers by the tiers that claim them as the document writes these. */
    claims: once(async () => tiers.claims(await tiers.assign(shop.customers, { plan: AS_WRITTEN }))),
    /** Customers by stage of the lifecycle. */
    stages: once(async (): Promise<ReadonlyMap<string, number>> => {
      const { rows } = await segmentSizes(await lifecycle.stages(shop));
      return new Map(rows.map(({ segment, users }) => [segment, users]));
    }),
    /** Two tags, their members and how these changed. */
    tagged: once(() => tagsOf(shop)),
    code: once(() => codeAgainstKept(shop)),
  };
}

interface Held {
  readonly customers: number;
  readonly rows: number;
  readonly days: number;
}

/** How much a history holds. */
async function staysOf({ session, stays }: tiers.TierHistory): Promise<Held> {
  return session.engine.one(
    sql`SELECT count(DISTINCT customer_id) AS customers, count(*) AS rows, count(DISTINCT valid_from) AS days FROM ${stays}`,
    { customers: 'integer', rows: 'integer', days: 'integer' },
  );
}

/**
 * `calculate_rfm` counts every row of the orders of a customer, whatever became of it: also canceled and unpaid ones, and
 * refunds as orders.
 */
async function codeAgainstKept({ session, lines, apart, customers }: Orders): Promise<CodeAgainstKept> {
  const [row] = await session.engine.all(
    sql`WITH every AS (
        SELECT customer_id, order_id, amount FROM ${lines} WHERE customer_id IS NOT NULL
        UNION ALL
        SELECT customer_id, order_id, amount FROM ${apart} WHERE customer_id IS NOT NULL AND outcome IN ('canceled', 'unpaid')
      ), code AS (
        SELECT customer_id, count(DISTINCT order_id) AS f, sum(amount) AS m FROM every GROUP BY customer_id
      )
      SELECT count(*) AS customers, count(CASE WHEN f <> coalesce(c.orders, 0) THEN 1 END) AS frequency,
        count(CASE WHEN m <> coalesce(c.revenue, 0) THEN 1 END) AS money
      FROM code LEFT JOIN ${customers} c ON code.customer_id = c.customer_id`,
    { customers: 'integer', frequency: 'integer', money: 'integer' },
  );
  const { customers: all = 0, frequency = 0, money = 0 } = row ?? {};
  return { customers: all, otherFrequency: frequency, otherMoney: money };
}
