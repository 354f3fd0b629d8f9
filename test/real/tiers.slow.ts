import { beforeAll, describe, expect, it } from 'vitest';
import { customersAt, sql, tiers, type Orders, type Tally } from 'tally';
import { staysOf } from '../lib/metrics/tiers/history/orders-of.js';
import { slowStays, type KnownOrder } from '../lib/metrics/tiers/history/reference.js';
import { realShop, shopFile } from './shop.js';

const DAYS = ['2011-06-30', '2011-09-30', '2011-12-09'] as const;
const FROM = '2011-03-01';

const dayNumber = (date: string) => Math.round((Date.parse(date) - Date.UTC(2024, 0, 1)) / 86_400_000);

describe.skipIf(shopFile === null)('the tiers of the real shop', () => {
  let tally: Tally;
  let shop: Orders;
  let cuts: tiers.TierCuts;
  let history: tiers.TierHistory<keyof typeof tiers.FIVE_TIERS>;
  let orders: readonly KnownOrder[];
  beforeAll(async () => {
    ({ tally, shop } = await realShop());
    // Frozen in June, and applied from then on.
    ({ cuts } = await tiers.assign(await customersAt(shop, DAYS[0])));
    history = await tiers.openHistory(shop.session, ':memory:', { from: FROM, cuts });
    await tiers.backfill(history, shop.orders, DAYS[2]);
    const rows = await tally.engine.all(
      sql`SELECT order_id, customer_id, "day", total FROM ${shop.orders} ORDER BY order_id`,
      { order_id: 'text', customer_id: 'text', day: 'date', total: 'decimal' },
    );
    orders = rows.map(({ order_id: id, customer_id: customer, day, total }) => ({
      ...{ id, customer, day: dayNumber(day), total },
    }));
  }, 180_000);

  it('have the history that going through each day of each customer gives', async () => {
    const found = await staysOf(tally, history);
    const span = [dayNumber(FROM), dayNumber(DAYS[2])] as const;
    const expected = slowStays(orders, span, { plan: tiers.FIVE_TIERS, cuts });
    const bare = (stays: typeof expected) =>
      stays
        .map(({ customer, tier, from, to, why }) => `${customer} ${tier} ${from} ${to ?? ''} ${why}`)
        .sort();
    expect(bare(found)).toEqual(bare(expected));
    const why = (reason: string) => found.filter((stay) => stay.why === reason).length;
    expect([found.length, ...['start', 'first', 'order', 'time'].map(why)]).toEqual([
      13_811, 1_683, 2_655, 3_588, 5_885,
    ]);
  }, 120_000);

  it('end in the same history day by day, with the orders of each day alone', async () => {
    const daily = await tiers.openHistory(shop.session, ':memory:', { from: FROM, cuts });
    await tiers.backfill(daily, shop.orders, '2011-11-20');
    for (let day = dayNumber('2011-11-21'); day <= dayNumber(DAYS[2]); day += 1) {
      const date = new Date(Date.UTC(2024, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
      await tiers.runBatch(daily, shop.orders, { day: date });
    }
    expect(await staysOf(tally, daily)).toEqual(await staysOf(tally, history));
    await daily.close();
  }, 120_000);

  it.each([
    [DAYS[0], [117, 506, 1_368, 733, 236]],
    [DAYS[1], [205, 654, 1_292, 777, 688]],
    [DAYS[2], [333, 850, 1_706, 591, 858]],
  ])('have the shares of %s from the history and from the orders', async (day, expected) => {
    const kept = await tiers.shares(await tiers.historyAt(history, day));
    expect(kept.rows.map(({ customers }) => customers)).toEqual(expected);
    const assigned = await tiers.assign(await customersAt(shop, day), { cuts });
    expect((await tiers.shares(assigned)).rows).toEqual(kept.rows);
    const claims = await tiers.claims(assigned);
    // The cuts of the score overlap in the plan: whoever is platinum could be gold and silver.
    expect(claims.where(({ matching }) => matching > 1).rows.map(({ customers }) => customers)).toEqual(
      expected.slice(0, 2),
    );
  });

  const migrationOf = async (from: string, to: string) =>
    tiers.migration(await tiers.historyAt(history, from), await tiers.historyAt(history, to));

  it('move in summer about as often as by chance, and in autumn up beyond it', async () => {
    const [summer, autumn] = [await migrationOf(DAYS[0], DAYS[1]), await migrationOf(DAYS[1], DAYS[2])];
    const all = (migration: typeof summer) => migration.total('customers').raw;
    expect([all(summer), all(autumn)]).toEqual([3_616, 4_338]);
    expect(summer.at({ before: 'silver', after: 'dormant' }).customers.raw).toBe(682);
    expect(autumn.at({ before: 'lost', after: 'silver' }).customers.raw).toBe(154);
    const chance = async (from: string, to: string) =>
      (await tiers.againstChance(shop.orders, { from, to, cuts })).overall;
    const [inSummer, inAutumn] = [await chance(DAYS[0], DAYS[1]), await chance(DAYS[1], DAYS[2])];
    const told = (overall: typeof inSummer) =>
      overall.rows.map(({ way, customers, beyond, p }) => [way, customers, Math.sign(beyond), p <= 0.01]);
    expect(told(inSummer)).toEqual([
      ['moved', 1_967, -1, false],
      ['up', 625, 1, false],
      ['down', 1_342, -1, false],
    ]);
    expect(told(inAutumn)).toEqual([
      ['moved', 1_866, -1, false],
      ['up', 907, 1, true],
      ['down', 959, -1, true],
    ]);
  }, 120_000);

  it('would settle with a quarter of all customers lost if every quarter were like summer', async () => {
    const steady = tiers.steadyState(await migrationOf(DAYS[0], DAYS[1]));
    expect(steady.at({ tier: 'lost' }).steady.en).toBe('24.4%');
    // 656 newcomers for 2,960 customers.
    expect(steady.growth).toBeCloseTo(1 + 656 / 2_960, 9);
  });

  it('change a fifth less often when held for two weeks, and all declines are seen two weeks later', async () => {
    const held = await tiers.openHistory(shop.session, ':memory:', { from: FROM, cuts, hold: { days: 14 } });
    await tiers.backfill(held, shop.orders, DAYS[2]);
    expect((await tiers.holdEffect(history, held)).rows).toMatchObject([
      {
        moves: 9_473,
        held: 7_683,
        back: 1_038,
        heldBack: 677,
        declines: 1_330,
        unseen: 0,
        delay: 14,
        longest: 14,
      },
    ]);
    await held.close();
  }, 120_000);
});
