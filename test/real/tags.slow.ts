import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  customersAt,
  loadOrders,
  open,
  orders,
  sql,
  tags,
  tiers,
  type Audience,
  type Orders,
  type Tally,
} from 'tally';
import { realFile } from './files.js';

const file = realFile('retail/online_retail_uci.csv.gz');
const DAY = 86_400_000;

/** Five audiences of the real shop, as a person would write them. */
const FIVE = {
  core: 'tag:regular and tier in (platinum, gold) and not tag:vip',
  slipping: 'tier in (platinum, gold) and recency > 30',
  once: 'orders = 1 and recency <= 90',
  returning: 'count(refunds within 180 days) >= 2 and sum(total of orders within 180 days) >= 1000',
  abroad: "country != 'United Kingdom' and (orders >= 5 or spent >= 5000)",
} as const;

const RULES = { regular: 'count(orders within 90 days) >= 3' } as const;

describe.skipIf(file === null)('audiences of the real shop', () => {
  let tally: Tally;
  let shop: Orders;
  let book: Awaited<ReturnType<typeof bookAt>>;

  const bookAt = async (asOf: string) =>
    tags.book(await tiers.assign(await customersAt(shop, asOf)), {
      ...{ asOf, sources: tags.ordersOf(shop), rules: RULES },
      manual: new tags.ManualTags().give({
        tag: 'vip',
        user: '14646',
        author: 'li',
        reason: 'contract',
        on: '2011-06-01',
      }),
    });
  const idsOf = async (audience: Audience) =>
    (await tally.query`SELECT customer_id FROM ${audience} ORDER BY 1`).rows.map((row) => row['customer_id']);

  beforeAll(async () => {
    tally = await open({ threads: 2 });
    shop = await loadOrders(tally, file ?? '');
    book = await bookAt(shop.asOf);
  }, 180_000);
  afterAll(() => tally.close());

  it('have the sizes of a slow reference, customer by customer', async () => {
    const { rows: customers } =
      await tally.query`SELECT customer_id, tier, recency, orders, spent, country FROM ${book.customers}`;
    const all = await tally.engine.all(
      sql`SELECT customer_id, "day", kind, total FROM ${shop.orders} WHERE customer_id IS NOT NULL`,
      { customer_id: 'text', day: 'date', kind: 'text', total: 'decimal' },
    );
    const byCustomer = new Map<unknown, (typeof all)[number][]>();
    for (const order of all)
      byCustomer.set(order.customer_id, [...(byCustomer.get(order.customer_id) ?? []), order]);
    const recent = (id: unknown, kind: string, days: number) =>
      (byCustomer.get(id) ?? []).filter(
        (order) => order.kind === kind && (Date.parse(shop.asOf) - Date.parse(order.day)) / DAY <= days,
      );
    const expected = Object.fromEntries(Object.keys(FIVE).map((name) => [name, [] as unknown[]]));
    for (const { customer_id: id, tier, recency, orders: n, spent, country } of customers) {
      const top = tier === 'platinum' || tier === 'gold';
      const spentLately = recent(id, 'purchase', 180).reduce((sum, order) => sum + order.total, 0);
      if (recent(id, 'purchase', 90).length >= 3 && top && id !== '14646') expected['core']?.push(id);
      if (top && Number(recency) > 30) expected['slipping']?.push(id);
      if (n === 1 && Number(recency) <= 90) expected['once']?.push(id);
      if (recent(id, 'refund', 180).length >= 2 && spentLately >= 1000) expected['returning']?.push(id);
      if (country !== 'United Kingdom' && (Number(n) >= 5 || Number(spent) >= 5000))
        expected['abroad']?.push(id);
    }
    const found = await tags.audiences(book, FIVE);
    for (const [name, audience] of Object.entries(found))
      expect(await idsOf(audience)).toEqual(expected[name]?.sort());
    expect(Object.values(found).map(({ size }) => size)).toEqual([525, 179, 646, 303, 113]);
    const overlap = await tags.overlap(found);
    expect(overlap.total('users').raw).toBe(new Set(Object.values(expected).flat()).size);
  }, 120_000);

  it('are as many as the metrics they come from', async () => {
    const before = await tiers.assign(await customersAt(shop, '2011-09-09'));
    const after = await tiers.assign(shop.customers);
    for (const move of (await tiers.migration(before, after)).rows) {
      const { size } = await tiers.movers(before, after, { from: move.before, to: move.after });
      expect(size).toBe(move.customers);
    }
    for (const { cohort, age, customers, active } of (await orders.cohorts(shop)).rows.slice(0, 12)) {
      expect((await orders.lapsed(shop, { cohort, age })).size).toBe(customers - active);
    }
  }, 120_000);

  it('have memberships month by month that are those of each date', async () => {
    const log = new tags.Memberships(tally);
    for (const day of ['2011-08-31', '2011-09-30', '2011-10-31', '2011-11-30']) {
      const then = await bookAt(day);
      await log.refresh(then);
      expect(await idsOf(await log.members('regular', day))).toEqual(
        await idsOf(await tags.audience(then, 'tag:regular')),
      );
    }
    expect(log.work).toEqual({ carried: 1, made: 0 });
    expect(log.refreshes().rows.map(({ members, entered, left }) => [members, entered, left])).toEqual([
      [409, 409, 0],
      [428, 118, 99],
      [480, 154, 102],
      [703, 299, 76],
    ]);
  }, 120_000);
});
