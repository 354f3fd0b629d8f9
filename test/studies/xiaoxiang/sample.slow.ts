/** The sample of the fresh-food shop has the truth that was put in, as far as its files can tell. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { open, orders, sql, type Tally } from 'tally';
import { sampleShop, sampleShopFiles, xiaoxiang, type SampleShop } from 'tally-studies';
import { main } from '../../../studies/src/cli/main.js';
import { CUSTOMER_FLAWS, ORDER_FLAWS } from '../../../studies/src/xiaoxiang/sample/flaws.js';

const folder = mkdtempSync(join(tmpdir(), 'tally-sample-shop-'));
let tally: Tally;
let shop: xiaoxiang.Shop;
let truth: SampleShop;
beforeAll(async () => {
  tally = await open({ threads: 2 });
  shop = await xiaoxiang.loadShop(tally, 'data/sample');
  truth = sampleShop();
});
afterAll(() => {
  tally.close();
  rmSync(folder, { recursive: true });
});

const one = (query: ReturnType<typeof sql>) => tally.engine.one(query, { x: 'double' });

describe('the sample of the shop', () => {
  it('is the committed sample, byte for byte', async () => {
    const told = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await main(['sample', '--out', folder, '--users', '20', '--events', '0', '--customers', '0']);
    told.mockRestore();
    for (const { name } of sampleShopFiles({ customers: 20 })) {
      const file = name === 'fresh-orders' ? `${name}.csv.gz` : `${name}.csv`;
      expect(readFileSync(join(folder, file)).equals(readFileSync(join('data/sample', file))), file).toBe(
        true,
      );
    }
  });

  it('changes with the seed, and a larger shop begins with the customers of a smaller one', () => {
    const [small, other, large] = [
      sampleShop({ customers: 30, seed: 7 }),
      sampleShop({ customers: 30, seed: 8 }),
      sampleShop({ customers: 60, seed: 7 }),
    ];
    expect(other.members).not.toEqual(small.members);
    expect(large.members.slice(0, 30)).toEqual(small.members);
  });

  it.each([
    [{ customers: 2.5 }, /whole number of at least 20/],
    [{ customers: 19 }, /whole number of at least 20/],
    [{ seed: 0.5 }, /seed must be a whole number/],
  ])('refuses %j', (options, message) => {
    expect(() => sampleShop(options)).toThrow(message);
  });

  it('has its flawed rows where they belong', async () => {
    const rows = (outcome: string) =>
      shop.orders.account.rows.find((row) => row.outcome === outcome)?.rows ?? 0;
    const { repeated, noCustomer, twoCustomers, future, wordForNumber, noSuchDay, free } = ORDER_FLAWS;
    expect(['duplicate', 'noCustomer', 'twoCustomers', 'later', 'setAside', 'free'].map(rows)).toEqual([
      ...[repeated, noCustomer, twoCustomers, future, wordForNumber + noSuchDay, free],
    ]);
    const register = await xiaoxiang.loadFile(tally, 'data/sample', 'customers');
    expect(register.quarantined).toBe(CUSTOMER_FLAWS.length);
    expect(register.accepted).toBe(truth.members.length);
    expect(shop.orders).toMatchObject({ from: '2024-01-01', asOf: '2025-06-30' });
  });

  it('knows every customer, also those without an order and those whom nobody registered', async () => {
    const { members } = shop;
    expect(await members.count()).toBe(truth.members.length + ORDER_FLAWS.unknownCustomer);
    const none = await tally.engine.one(
      sql`SELECT count(*) AS n, count(recency) AS known, CAST(sum(orders) AS BIGINT) AS orders FROM ${members} WHERE orders = 0`,
      { n: 'integer', known: 'integer', orders: 'integer' },
    );
    expect(none.n).toBeGreaterThanOrEqual(
      truth.members.filter((member) => member.orders.length === 0).length,
    );
    expect(none).toMatchObject({ known: 0, orders: 0 });
    expect(none.n / truth.members.length).toBeCloseTo(0.06, 1);
  });

  it('counts the orders that were placed, not canceled and paid', async () => {
    const placed = truth.members
      .flatMap((member) => member.orders)
      .filter(({ status }) => status === 'completed');
    const { x } = await one(
      sql`SELECT count(*) AS x FROM ${shop.orders.orders} WHERE kind = 'purchase' AND order_id LIKE 'O%'`,
    );
    expect(x).toBe(placed.length);
  });

  it('grows, delivers nothing at Spring Festival, and is dearer from 2025 on', async () => {
    const of = (from: string, to: string) =>
      one(
        sql`SELECT count(*) AS x FROM ${shop.orders.orders} WHERE "day" BETWEEN CAST(${from} AS DATE) AND CAST(${to} AS DATE)`,
      );
    expect((await of('2025-01-28', '2025-02-02')).x).toBe(0);
    expect((await of('2025-06-01', '2025-06-30')).x).toBeGreaterThan(
      2 * (await of('2024-06-01', '2024-06-30')).x,
    );
    const change = await orders.priceVolumeMix(shop.orders, {
      before: { from: '2024-11-01', to: '2025-01-01' },
      after: { from: '2025-03-01', to: '2025-05-01' },
    });
    expect(change.at({ effect: 'price' }).share.raw).toBeCloseTo(0.04, 1);
    expect(change.at({ effect: 'price' }).share.raw).toBeGreaterThan(0.02);
  });

  it('has pairs that go together', async () => {
    const found = await orders.pairs(shop.orders, { top: 700 });
    const lift = (a: string, b: string) =>
      found.rows.find(({ first, second }) => [a, b].every((name) => [first, second].includes(name)))?.lift ??
      0;
    expect(lift('Eggs', 'Tomatoes')).toBeGreaterThan(1.3);
    expect(lift('Lamb rolls', 'Mushrooms')).toBeGreaterThan(1.8);
    expect(lift('Milk', 'Bananas')).toBeGreaterThan(1.2);
  });
});

describe('campaigns of the sample', () => {
  /** Customers of an arm, and those of them who ordered during the campaign. */
  const ordered = (campaign: string) =>
    tally.engine.all(
      sql`SELECT arm, count(*) AS n, count(CASE WHEN EXISTS (
            SELECT 1 FROM ${shop.orders.orders} o
            WHERE o.customer_id = a.customer_id AND o.kind = 'purchase' AND o."day" BETWEEN starts AND ends
          ) THEN 1 END) AS hits
        FROM ${shop.campaignCustomers} a JOIN ${shop.campaigns} USING (campaign_id)
        WHERE campaign_id = ${campaign} GROUP BY arm ORDER BY arm`,
      { arm: 'text', n: 'integer', hits: 'integer' },
    );

  const difference = async (campaign: string) => {
    const [control, treatment] = await ordered(campaign);
    if (control === undefined || treatment === undefined) throw new Error('Both arms must be there.');
    return { control, treatment, rate: treatment.hits / treatment.n - control.hits / control.n };
  };

  it('K4 wakes a quarter of those who would not have come, K6 nobody', async () => {
    const coupon = await difference('K4');
    const expected = 0.25 * (1 - coupon.control.hits / coupon.control.n);
    const error = Math.sqrt(0.25 / coupon.control.n + 0.25 / coupon.treatment.n);
    expect(Math.abs(coupon.rate - expected)).toBeLessThan(2 * error);
    expect(coupon.rate).toBeGreaterThan(2 * error);
    const message = await difference('K6');
    expect(Math.abs(message.rate)).toBeLessThan(
      2 * Math.sqrt(0.25 / message.control.n + 0.25 / message.treatment.n),
    );
  });

  it('K5 has arms of other sizes than were meant, the others have not', async () => {
    /** Standard errors between the control group and its designed share. */
    const off = async (campaign: string, share: number) => {
      const [control, treatment] = await ordered(campaign);
      const [hits, n] = [control?.n ?? 0, (control?.n ?? 0) + (treatment?.n ?? 0)];
      return Math.abs(hits - share * n) / Math.sqrt(n * share * (1 - share));
    };
    expect(await off('K5', 0.5)).toBeGreaterThan(2.58);
    for (const [campaign, share] of [
      ['K2', 0.5],
      ['K3', 0.3],
      ['K4', 0.5],
      ['K6', 0.5],
    ] as const) {
      expect(await off(campaign, share), campaign).toBeLessThan(2.58);
    }
  });

  it('K2 adds a line to every second order', async () => {
    const lines = await tally.engine.all(
      sql`SELECT arm, avg(o.lines) AS mean FROM ${shop.orders.orders} o
        JOIN ${shop.campaignCustomers} USING (customer_id) JOIN ${shop.campaigns} USING (campaign_id)
        WHERE campaign_id = 'K2' AND o.kind = 'purchase' AND o."day" BETWEEN starts AND ends GROUP BY arm ORDER BY arm`,
      { arm: 'text', mean: 'double' },
    );
    const [control, treatment] = lines.map(({ mean }) => mean);
    expect(Math.abs((treatment ?? 0) - (control ?? 0) - 0.5)).toBeLessThan(0.15);
  });
});
