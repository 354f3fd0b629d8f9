import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { literal } from '../../../../lib/src/engine/sql.js';
import { benefits, campaigns, loadOrders, open, orders, sql, tiers, type Orders, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { tableOf } from '../../table-of.js';
import { tieredOf } from '../benefits/few.js';
import { beginIn, CUTS } from '../tiers/history/by-hand.js';
import { dayOf } from '../tiers/history/reference.js';
import { staysOf } from '../tiers/history/orders-of.js';

const files = new Files();
let tally: Tally;
let shop: Orders;
beforeAll(async () => {
  tally = await open({ threads: 1 });
  shop = await loadOrders(tally, files.lines('coins.csv', ...LINES), { asOf: '2024-01-31' });
});
afterAll(() => {
  tally.close();
  files.remove();
});

/** Prices of a fraction of a cent, such as those of coins, fuel or screws. */
const LINES = [
  'order_id,customer_id,order_date,product,amount',
  ...['1,anna,2024-01-01,pen,0.00005', '2,anna,2024-01-20,ink,0.00012', '3,bert,2024-01-21,pen,0.00003'],
];

const valuesOf = async (query: ReturnType<typeof sql>) =>
  (await tally.query`${query}`).rows.map((row) => Object.values(row));

describe('money of more than four decimals', () => {
  it('is kept in what members of a campaign bought, and in what it brought', async () => {
    const members = await tableOf(
      tally,
      'members',
      { who: 'text', arm: 'text' },
      [
        ['anna', 'treated'],
        ['bert', 'control'],
      ],
      { user: 'who' },
    );
    const options = { from: '2024-01-15', to: '2024-01-31', margin: 1, before: 14 };
    const seen = await campaigns.outcomes(members, shop, options);
    const rows = await valuesOf(
      sql`SELECT who, revenue_within, margin_within, revenue_before FROM ${seen} ORDER BY who`,
    );
    expect(rows).toEqual([
      ['anna', 0.00012, 0.00012, 0.00005],
      ['bert', 0.00003, 0.00003, 0],
    ]);
    const brought = await campaigns.roi(seen, { group: 'arm', outcome: 'revenue_within', cost: 0.00001 });
    expect(brought.at().incremental.raw).toBeCloseTo(0.00009, 12);
  });

  it('is kept in the cost of benefits and in what they are worth', async () => {
    const tiered = await tieredOf(tally, [
      ['anna', 3, 0.0016],
      ['bert', 5, 0.0001],
    ]);
    const catalog = { gold: { gift: { label: 'Gift', cost: 0.00004, cap: 1, days: 1 } }, silver: {} };
    const may = await benefits.eligible(tiered, catalog, { on: '2025-06-20' });
    const plan = await benefits.budget(may, { value: 'margin', uplift: { gift: 0.1 }, budget: 0.00006 });
    expect(plan.overall.rows).toMatchObject([{ granted: 1, cost: 0.00004, value: 0.00016, bound: 0.00016 }]);
  });

  it('is kept in the history of tiers, also in a file that held fewer decimals', async () => {
    const path = join(files.folder, 'tiers.duckdb');
    const cuts = { ...CUTS, least: { '0.05': 0.00017, '0.25': 0.00003 } };
    await (await beginIn(tally, { cuts }, path)).close();
    for (const statement of [
      sql`ATTACH ${literal(path)} AS narrow`,
      sql`ALTER TABLE narrow.orders ALTER total TYPE DECIMAL(38, 4)`,
      sql`ALTER TABLE narrow.state ALTER revenue TYPE DECIMAL(38, 4)`,
      sql`DETACH narrow`,
    ])
      await tally.engine.run(statement);
    const history = await beginIn(tally, { cuts }, path);
    await tiers.backfill(history, shop.orders, dayOf(30));
    expect(
      (await staysOf(tally, history)).map(({ customer, tier, score }) => [customer, tier, score]),
    ).toEqual([
      ['anna', 'gold', 0.00005],
      ['anna', 'platinum', 0.00017],
      ['bert', 'gold', 0.00003],
    ]);
    await history.close();
  });

  it('is kept in concentration and in the size of orders', async () => {
    const few = await orders.concentration(shop, { of: 'customer' });
    const whole = 0.0002;
    expect(few.at().hhi.raw).toBeCloseTo((0.00017 ** 2 + 0.00003 ** 2) / whole ** 2, 12);
    expect(few.at().needed.raw).toBe(1);
    const [value] = (await orders.baskets(shop)).rows;
    expect(value).toMatchObject({ median: 0.00005, max: 0.00012 });
  });

  it('leaves room for the squares of large amounts', async () => {
    const rupiah = await loadOrders(
      tally,
      files.lines(
        'rupiah.csv',
        ...LINES.slice(0, 1),
        '1,a,2024-01-01,pen,3000000000000.5',
        '2,b,2024-01-02,pen,1000000000000',
      ),
    );
    const { mean, max } = (await orders.baskets(rupiah)).rows[0] ?? {};
    expect([mean, max]).toEqual([2000000000000.25, 3000000000000.5]);
    expect((await orders.concentration(rupiah, { of: 'customer' })).at().hhi.raw).toBeCloseTo(0.625, 9);
  });
});
