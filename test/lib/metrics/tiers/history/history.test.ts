import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customersAt, loadOrders, open, tiers, type Tally } from 'tally';
import { Files } from '../../../load/files.js';
import { tableOf } from '../../../table-of.js';
import { beginIn, CUTS, ordersIn, toldIn } from './by-hand.js';
import { ordersOf } from './orders-of.js';
import { dayOf } from './reference.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

let made = 0;
const newPath = () => join(files.folder, `tiers-${++made}.duckdb`);

const begin = (
  options: Partial<tiers.TierHistoryOptions<keyof typeof tiers.FIVE_TIERS>> = {},
  path = newPath(),
) => beginIn(tally, options, path);
const orders = (...texts: readonly string[]) => ordersIn(tally, texts);
const told = (history: tiers.TierHistory) => toldIn(tally, history);

describe('the history of a customer', () => {
  it('goes down tier by tier without orders, on the days after the limits of the plan', async () => {
    const history = await begin();
    const batch = await tiers.backfill(history, await orders('anna 0 120'), dayOf(400));
    expect(batch.at().moved.raw).toBe(1);
    expect(await told(history)).toEqual([
      'anna platinum 0-31 first',
      'anna gold 31-61 time',
      'anna silver 61-91 time',
      'anna dormant 91-181 time',
      'anna lost 181- time',
    ]);
    const { rows } =
      await tally.query`SELECT valid_from, valid_to FROM ${history.stays} WHERE tier = 'dormant'`;
    expect(rows).toEqual([{ valid_from: '2024-04-01', valid_to: '2024-06-30' }]);
    await history.close();
  });

  it('goes up with an order, and down with a refund', async () => {
    const history = await begin();
    await tiers.backfill(history, await orders('anna 3 30', 'anna 5 80', 'anna 9 -75'), dayOf(12));
    expect(await told(history)).toEqual([
      'anna silver 3-5 first',
      'anna platinum 5-9 order',
      'anna silver 9- order',
    ]);
    await history.close();
  });

  it('begins on the first day for those who ordered before', async () => {
    const history = await begin();
    const all = [
      'anna -40 120',
      'ben -95 20',
      'carl 0 20',
      'dora -5 20',
      'dora 0 20',
      'eve -95 20',
      'eve -9 20',
    ];
    await tiers.backfill(history, await orders(...all), dayOf(1));
    expect(await told(history)).toEqual([
      'anna gold 0- start',
      'ben dormant 0- start',
      'carl silver 0- first',
      'dora gold 0- start',
      'eve gold 0- start',
    ]);
    await history.close();
  });

  it('is not there for a customer without a purchase', async () => {
    const history = await begin();
    const batch = await tiers.backfill(history, await orders('anna 2 -20', 'anna 3 0', 'ben 3 20'), dayOf(9));
    expect(await told(history)).toEqual(['ben silver 3- first']);
    expect(batch.at().moved.raw).toBe(1);
    // What she gave back counts: 50 - 20 is 30, and the day after 80.
    for (const day of [10, 11]) {
      await tiers.runBatch(history, await orders(`anna ${day} 50 n${day}`), { day: dayOf(day) });
    }
    expect(await told(history)).toEqual([
      'anna silver 10-11 first',
      'anna gold 11- order',
      'ben silver 3- first',
    ]);
    await history.close();
  });

  it('is unassigned where the plan has a gap', async () => {
    const plan = { best: { label: 'Best', top: 0.05, within: 5 }, lost: { label: 'Lost', after: 20 } };
    const history = await tiers.openHistory(tally, newPath(), { from: dayOf(0), cuts: CUTS, plan });
    await tiers.backfill(history, await orders('anna 0 120'), dayOf(30));
    expect(await told(history)).toEqual([
      'anna best 0-6 first',
      'anna unassigned 6-21 time',
      'anna lost 21- time',
    ]);
    await history.close();
  });
});

describe('a day’s batch', () => {
  it('looks only at customers with orders and at those for whom a limit falls on the day', async () => {
    const history = await begin();
    const all = await orders(
      ...['anna 0 120', 'amy 0 120', 'ben 10 20', 'carl 20 20', 'carl 31 10', 'cora 20 20', 'cora 31 10'],
      ...['eve 0 50', 'eve 31 5'],
    );
    await tiers.backfill(history, all, dayOf(30));
    const batch = await tiers.runBatch(history, all, { day: dayOf(31) });
    expect(batch.rows).toEqual([
      {
        ...{ day: dayOf(31), through: dayOf(31), orders: 9, fresh: 0, late: 0, corrected: 0, ahead: 0 },
        // Anna and amy fall from platinum; carl and cora order, but stay in silver, and eve in gold, for whom a limit falls
        // on the day of her order.
        ...{ touched: 5, ordering: 3, due: 3, recomputed: 0, moved: 2 },
      },
    ]);
    const next = await tiers.runBatch(history, await orders(), { day: dayOf(32) });
    expect(next.at().touched.raw).toBe(0);
    await history.close();
  });

  it('that is run twice, or for a day that is there, changes nothing', async () => {
    const history = await begin();
    const all = await orders('anna 0 120', 'ben 1 20', 'anna 2 -100');
    await tiers.backfill(history, all, dayOf(2));
    const before = await told(history);
    for (const day of [2, 1]) {
      const again = await tiers.runBatch(history, all, { day: dayOf(day) });
      expect(again.rows).toMatchObject([{ fresh: 0, corrected: 0, touched: 0, through: dayOf(2) }]);
    }
    expect(await told(history)).toEqual(before);
    await history.close();
  });

  it('is refused where a day is missing, unless the days are to be filled', async () => {
    const history = await begin();
    await expect(tiers.runBatch(history, await orders(), { day: dayOf(1) })).rejects.toThrow(
      '2024-01-01 has had no batch. Run it first, or',
    );
    await tiers.runBatch(history, await orders('anna 0 120'), { day: dayOf(0) });
    const later = await orders('ben 3 20 b');
    await expect(tiers.runBatch(history, later, { day: dayOf(4) })).rejects.toThrow(
      '2024-01-02 to 2024-01-04 have had no batch. Run them first, or',
    );
    expect(await history.through()).toBe(dayOf(0));
    await tiers.runBatch(history, later, { day: dayOf(4), missing: 'fill' });
    expect(await told(history)).toEqual(['anna platinum 0- first', 'ben silver 3- first']);
    await history.close();
  });

  it('is refused for a day that is none, or before the history', async () => {
    const history = await begin();
    await expect(tiers.runBatch(history, await orders(), { day: '2024-02-30' })).rejects.toThrow(
      'write a day as YYYY-MM-DD',
    );
    await expect(tiers.runBatch(history, await orders(), { day: '2023-12-31' })).rejects.toThrow(
      'the history begins on 2024-01-01, so that 2023-12-31 has no batch',
    );
    await history.close();
  });

  it('keeps an order of days to come, which counts from its day on', async () => {
    const history = await begin();
    const all = await orders('anna 0 30', 'anna 2 80', 'ben 1 20');
    const batch = await tiers.runBatch(history, all, { day: dayOf(0) });
    expect(batch.rows).toMatchObject([{ fresh: 3, late: 0, ahead: 2, recomputed: 0, moved: 1 }]);
    expect(await told(history)).toEqual(['anna silver 0- first']);
    await tiers.runBatch(history, await orders(), { day: dayOf(1) });
    await tiers.runBatch(history, await orders(), { day: dayOf(2) });
    expect(await told(history)).toEqual([
      ...['anna silver 0-2 first', 'anna platinum 2- order'],
      'ben silver 1- first',
    ]);
    await history.close();
  });

  it('tells the past anew for late orders, and leaves others as they are', async () => {
    const history = await begin();
    await tiers.backfill(history, await orders('anna 0 50 a', 'ben 0 50 b'), dayOf(70));
    const batch = await tiers.runBatch(history, await orders('anna 58 60 late'), { day: dayOf(70) });
    expect(batch.rows).toMatchObject([{ late: 1, fresh: 0, recomputed: 1, touched: 1, ordering: 0, due: 0 }]);
    expect(await told(history)).toEqual([
      ...['anna gold 0-58 first', 'anna platinum 58- order'],
      ...['ben gold 0-61 first', 'ben silver 61- time'],
    ]);
    await history.close();
  });

  it('takes a corrected order in place of the one before: another total, day or customer', async () => {
    const history = await begin();
    await tiers.backfill(history, await orders('anna 1 50 a', 'ben 1 50 b', 'carl 1 50 c'), dayOf(5));
    const corrected = await orders('anna 1 120 a', 'ben 3 50 b', 'dora 1 50 c');
    const batch = await tiers.runBatch(history, corrected, { day: dayOf(5) });
    expect(batch.rows).toMatchObject([{ corrected: 3, late: 0, recomputed: 4 }]);
    expect(await told(history)).toEqual([
      'anna platinum 1- first',
      'ben gold 3- first',
      'dora gold 1- first',
    ]);
    await history.close();
  });

  it('is refused for orders that are not whole or there twice, and nothing has happened then', async () => {
    const history = await begin();
    const columns = { order_id: 'text', customer_id: 'text', day: 'date', total: 'decimal' } as const;
    const broken = await tableOf(
      tally,
      'broken',
      columns,
      [
        ['a', 'anna', dayOf(0), 20],
        ['b', null, dayOf(0), 20],
      ],
      { user: 'customer_id' },
    );
    await expect(tiers.runBatch(history, broken, { day: dayOf(0) })).rejects.toThrow(
      '1 of 2 orders have no order_id, customer_id, day or total',
    );
    const twice = await orders('anna 0 20 a', 'anna 0 30 a');
    await expect(tiers.runBatch(history, twice, { day: dayOf(0) })).rejects.toThrow(
      '1 of 2 rows repeat the order_id of another row',
    );
    expect(await history.through()).toBeNull();
    expect(await told(history)).toEqual([]);
    await history.close();
  });
});

describe('time zones', () => {
  const lines = [
    'order,customer,time,amount',
    '1,anna,2024-01-31T15:59:59Z,120',
    '2,ben,2024-01-31T16:00:00Z,120',
  ];
  const shopIn = (timeZone: string) => loadOrders(tally, files.lines('zones.csv', ...lines), { timeZone });

  it('say on which day an order is: at 16:00 UTC a day begins in Shanghai', async () => {
    const days = async (timeZone: string) => {
      const { session, orders: table } = await shopIn(timeZone);
      const history = await tiers.openHistory(session, newPath(), { from: '2024-01-01', cuts: CUTS });
      await tiers.backfill(history, table, '2024-02-02');
      const { rows } = await tally.query`SELECT valid_from FROM ${history.stays} ORDER BY customer_id`;
      await history.close();
      return rows.map((row) => row['valid_from']);
    };
    expect(await days('Asia/Shanghai')).toEqual(['2024-01-31', '2024-02-01']);
    expect(await days('UTC')).toEqual(['2024-01-31', '2024-01-31']);
  });

  it('and currencies of orders and history must be the same, and so must the session', async () => {
    const shop = await shopIn('Asia/Shanghai');
    const history = await begin();
    await expect(tiers.backfill(history, shop.orders, dayOf(3))).rejects.toThrow(
      'has the time zone Asia/Shanghai, but the history UTC',
    );
    const pounds = await loadOrders(tally, files.lines('pounds.csv', ...lines), { currency: 'GBP' });
    await expect(tiers.backfill(history, pounds.orders, dayOf(3))).rejects.toThrow(
      'has the currency GBP, but the history none',
    );
    const other = await open({ threads: 1 });
    const elsewhere = await ordersOf(other, []);
    await expect(tiers.backfill(history, elsewhere, dayOf(3))).rejects.toThrow('is in another engine');
    other.close();
    await history.close();
  });
});

describe('the file of a history', () => {
  it('goes on where it was left', async () => {
    const path = newPath();
    const first = await begin({}, path);
    await tiers.backfill(first, await orders('anna 0 120'), dayOf(20));
    await first.close();
    const second = await begin({}, path);
    expect(await second.through()).toBe(dayOf(20));
    await tiers.runBatch(second, await orders('ben 21 20 o9'), { day: dayOf(21) });
    expect(await told(second)).toEqual(['anna platinum 0- first', 'ben silver 21- first']);
    await second.close();
  });

  it('is refused for other settings, and is left as it is', async () => {
    const path = newPath();
    await (await begin({}, path)).close();
    const other: tiers.TierCuts = { ...CUTS, least: { '0.05': 90, '0.25': 40 } };
    await expect(begin({ cuts: other }, path)).rejects.toThrow('the history was made with another cuts.');
    await expect(begin({ from: dayOf(1), hold: { days: 3 } }, path)).rejects.toThrow(
      'another from, another hold',
    );
    const { lost, ...fewer } = tiers.FIVE_TIERS;
    const plan = { ...fewer, gone: lost };
    await expect(tiers.openHistory(tally, path, { from: dayOf(0), cuts: CUTS, plan })).rejects.toThrow(
      'another plan',
    );
    // Tiers in another order are other tiers.
    const { lost: last, dormant, ...before } = tiers.FIVE_TIERS;
    await expect(begin({ plan: { ...before, lost: last, dormant } }, path)).rejects.toThrow('another plan');
    await (await begin({}, path)).close();
  });

  it('is that of the same settings written in another order, and of an easing of nothing', async () => {
    const path = newPath();
    await (await begin({}, path)).close();
    const { least, percentiles, customers, score } = CUTS;
    const cuts = { least: { '0.25': least['0.25'], '0.05': least['0.05'] }, percentiles, customers, score };
    await (await begin({ cuts: cuts as tiers.TierCuts, hold: {} }, path)).close();
  });

  it('must be one, in a folder that is there, and open only once', async () => {
    await expect(begin({}, join(files.folder, 'nowhere', 'x.duckdb'))).rejects.toThrow(
      'the history cannot be opened. Its folder must exist',
    );
    const path = newPath();
    writeFileSync(path, 'no database, but a text that is long enough to be read as the head of one');
    await expect(begin({}, path)).rejects.toMatchObject({
      message: expect.stringContaining('the file must be one of tiers.openHistory') as unknown,
      cause: expect.any(Error) as unknown,
    });
    const open_ = await begin();
    await expect(begin({}, open_.path)).rejects.toThrow('no other program may have it open');
    await open_.close();
  });

  it('is made only where the settings can be', async () => {
    const path = newPath();
    await expect(begin({ from: 'today' }, path)).rejects.toThrow('"from" is "today"');
    await expect(begin({ cuts: { ...CUTS, least: {} } }, path)).rejects.toThrow(
      'none for the share 0.05, 0.25',
    );
    const plan = { none: { label: 'None', within: 3, after: 9 } };
    await expect(tiers.openHistory(tally, path, { from: dayOf(0), cuts: CUTS, plan })).rejects.toThrow(
      'never hold',
    );
    expect(existsSync(path)).toBe(false);
  });
});

describe('the tiers on a day', () => {
  it('are those that assigning on that day gives, for shares and migration', async () => {
    const lines = ['order,customer,time,amount'];
    for (let n = 0; n < 300; n += 1) {
      lines.push(`o${n},c${(n * 7) % 41},${dayOf((n * n) % 200)} 10:00:00,${((n * 13) % 60) - 5}`);
    }
    const shop = await loadOrders(tally, files.lines('shop.csv', ...lines));
    const { cuts } = await tiers.assign(await customersAt(shop, dayOf(100)));
    const history = await tiers.openHistory(shop.session, newPath(), { from: dayOf(50), cuts });
    await tiers.backfill(history, shop.orders, shop.asOf);
    const days = [dayOf(50), dayOf(120), shop.asOf];
    for (const day of days) {
      const assigned = await tiers.assign(await customersAt(shop, day), { cuts });
      const kept = await tiers.historyAt(history, day);
      const { rows } = await tally.query`SELECT a.customer_id, a.tier, b.tier AS kept FROM ${assigned} a
        FULL JOIN ${kept} b USING (customer_id) WHERE a.tier IS DISTINCT FROM b.tier`;
      expect(rows).toEqual([]);
      expect((await tiers.shares(kept)).rows).toEqual((await tiers.shares(assigned)).rows);
    }
    const [first = '', second = ''] = days;
    const moved = await tiers.migration(
      await tiers.historyAt(history, first),
      await tiers.historyAt(history, second),
    );
    expect(moved.total('customers').raw).toBe(await (await customersAt(shop, second)).count());
    await history.close();
  });

  it('are told only for days of the history', async () => {
    const history = await begin();
    await expect(tiers.historyAt(history, dayOf(0))).rejects.toThrow('which has no day yet');
    await tiers.backfill(history, await orders('anna 0 120'), dayOf(3));
    await expect(tiers.historyAt(history, dayOf(-1))).rejects.toThrow('2023-12-31 is outside the history');
    await expect(tiers.historyAt(history, dayOf(4))).rejects.toThrow(
      '2024-01-05 is outside the history, which goes from 2024-01-01 to 2024-01-04',
    );
    expect(history.stays.roles).toEqual({ user: 'customer_id', segment: 'tier' });
    expect(await (await tiers.historyAt(history, dayOf(0))).count()).toBe(1);
    const at = await tiers.historyAt(history, dayOf(3));
    expect(await at.count()).toBe(1);
    expect(at.roles).toEqual(history.stays.roles);
    const { customer_id, score, tier, valid_from } = history.stays.schema;
    expect(at.schema).toEqual({
      ...{ customer_id, tier_score: score, tier, since: valid_from },
      why: expect.objectContaining({ kind: 'text' }) as unknown,
    });
    await tiers.backfill(history, await orders(), dayOf(31));
    expect(
      (await tiers.shares(await tiers.historyAt(history, dayOf(31)))).at({ tier: 'gold' }),
    ).toMatchObject({
      ...{ customers: { raw: 1 }, share: { raw: 1 } },
    });
    await history.close();
  });
});
