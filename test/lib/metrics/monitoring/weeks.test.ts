import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, loadOrders, monitoring, open, OptionsError, stats, type Result, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { randomLines } from '../../orders/random-lines.js';
import { line, shopOf } from '../../orders/shop-of.js';
import { historyOf, type Stay } from './history-of.js';
import { runs } from '../../../runs.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

describe('monitoring.tierWeeks', () => {
  const STAYS: Stay[] = [
    ['anna', 'high', '2024-01-01', '2024-01-10'],
    ['anna', 'middle', '2024-01-10', null],
    ['bert', 'middle', '2024-01-01', '2024-01-12'],
    ['bert', 'high', '2024-01-12', '2024-01-13'],
    ['bert', 'low', '2024-01-13', null],
    ['cora', 'middle', '2024-01-14', null],
    ['dino', 'middle', '2024-01-01', null],
  ];

  it('has customers, moves and revenue of each week, by the tier of its start', async () => {
    const { shop } = await shopOf(
      tally,
      files,
      [
        'o1 anna 2024-01-07 1x9900', // the first week
        'o2 anna 2024-01-08 1x1000',
        'o3 anna 2024-01-14 2x500',
        'o4 bert 2024-01-09 1x300',
        'o5 bert 2024-01-11 -1x100',
        'o6 cora 2024-01-14 1x4000', // no customer yet when the week began
        'o7 bert 2024-01-15 1x7700', // a week that is not over
        'o8 dino 2024-01-10 1x700',
      ].map(line),
    );
    const history = await historyOf(tally, STAYS, { from: '2024-01-01', to: '2024-01-16' });
    const weeks = await monitoring.tierWeeks(history, shop);
    const short = weeks.rows.map(({ week, tier, customers, entered, left, atStart, revenue, arpu }) => [
      ...[week, tier, customers, entered, left, atStart, revenue, arpu],
    ]);
    expect(short).toEqual([
      ['2024-01-07', 'high', 1, null, null, null, null, null],
      ['2024-01-07', 'middle', 2, null, null, null, null, null],
      ['2024-01-07', 'low', 0, null, null, null, null, null],
      ['2024-01-14', 'high', 0, 0, 1, 1, 20, 20],
      ['2024-01-14', 'middle', 3, 2, 1, 2, 9, 4.5],
      ['2024-01-14', 'low', 1, 1, 0, 0, 0, null],
    ]);
    expect(weeks.at({ week: '2024-01-14', tier: 'middle' }).share.en).toBe('75.0%');
  });

  it('has customers in no tier where there are some, and a share of nobody where there are none', async () => {
    const { shop } = await shopOf(tally, files, [line('o1 anna 2024-01-08 1x500')]);
    const stays: Stay[] = [
      ['anna', 'unassigned', '2024-01-08', '2024-01-10'],
      ['anna', 'low', '2024-01-10', '2024-01-16'],
      ['anna', 'unassigned', '2024-01-16', null],
      ['dora', 'high', '2024-01-08', null],
    ];
    const history = await historyOf(tally, stays, { from: '2024-01-01', to: '2024-01-21' });
    const weeks = await monitoring.tierWeeks(history, shop);
    const short = weeks.rows.map(({ week, tier, customers, share, entered, left, atStart, revenue }) => [
      ...[week, tier, customers, share, entered, left, atStart, revenue],
    ]);
    expect(short.slice(0, 5)).toEqual([
      ['2024-01-07', 'high', 0, null, null, null, null, null],
      ['2024-01-07', 'middle', 0, null, null, null, null, null],
      ['2024-01-07', 'low', 0, null, null, null, null, null],
      ['2024-01-07', 'unassigned', 0, null, null, null, null, null],
      ['2024-01-14', 'high', 1, 0.5, 1, 0, 0, 0],
    ]);
    // Whom the week before did not know has entered; what she bought then counts for no tier.
    expect(short[6]).toEqual(['2024-01-14', 'low', 1, 0.5, 1, 0, 0, 0]);
    // Who stays has neither entered nor left.
    expect(short[8]).toEqual(['2024-01-21', 'high', 1, 0.5, 0, 0, 1, 0]);
    expect(short.slice(10)).toEqual([
      ['2024-01-21', 'low', 0, 0, 0, 1, 1, 0],
      ['2024-01-21', 'unassigned', 1, 0.5, 1, 0, 0, 0],
    ]);
    expect(weeks.at({ week: '2024-01-21', tier: 'unassigned' }).shareInterval.raw).toEqual(
      stats.wilson(1, 2),
    );
    expect(weeks.schema).toMatchObject({
      share: { of: { base: 'customers', interval: 'shareInterval' } },
      shareInterval: { hidden: true },
      revenue: { digits: 0 },
    });
    const { tier } = weeks.at({ week: '2024-01-21', tier: 'low' });
    expect([weeks.title, tier.en]).toEqual([{ en: 'Tiers by week', zh: '各周的客户层级' }, 'Low']);
    expect(chart(weeks as unknown as Result).alt).toMatch(/^Line chart: Tiers by week/);
  });

  it('says that there is no whole week, and refuses days outside the history', async () => {
    const { shop } = await shopOf(tally, files, [line('o1 anna 2024-01-05 1x100')]);
    const short = await historyOf(tally, STAYS, { from: '2024-01-01', to: '2024-01-06' });
    expect((await monitoring.tierWeeks(short, shop)).rows).toEqual([]);
    await expect(monitoring.tierWeeks(short, shop, { to: '2024-01-07' })).rejects.toThrow(OptionsError);
  });
});

describe('monitoring.shopWeeks', () => {
  it('has every whole week, those without an order too', async () => {
    const { shop } = await shopOf(
      tally,
      files,
      [
        'o1 anna 2024-01-01 1x1000',
        'o2 bert 2024-01-07 1x3000',
        'o3 anna 2024-01-06 1x1000',
        'o4 anna 2024-01-15 1x500',
        'o5 cora 2024-01-21 1x700',
        'o6 cora 2024-01-21 -1x200',
        'o7 bert 2024-01-22 1x100',
      ].map(line),
    );
    expect((await monitoring.shopWeeks(shop)).rows).toMatchObject([
      { week: '2024-01-07', orders: 3, customers: 2, newcomers: 2, repeatShare: 0, revenue: 50, arpu: 25 },
      {
        week: '2024-01-14',
        orders: 0,
        customers: 0,
        newcomers: 0,
        repeatShare: null,
        revenue: 0,
        arpu: null,
      },
      { week: '2024-01-21', orders: 2, customers: 2, newcomers: 1, repeatShare: 0.5, revenue: 10, arpu: 5 },
    ]);
    expect((await monitoring.shopWeeks(shop, { from: '2024-01-09' })).rows.map(({ week }) => week)).toEqual([
      '2024-01-21',
    ]);
    expect((await monitoring.shopWeeks(shop)).rows[0]?.leaderOutput).toBeNull();
  });

  it('has what communities turn over, refunds taken off', async () => {
    const file = files.lines(
      'communities.csv',
      'order_id,customer_id,date,amount,community',
      'o1,a,2024-01-01,10,north',
      'o2,b,2024-01-03,30,north',
      'o3,c,2024-01-04,20,south',
      'o4,c,2024-01-05,-8,south',
      'o5,d,2024-01-07,5,',
      'o6,b,2024-01-16,-4,north',
      'o7,a,2024-01-22,9,',
      'o8,a,2024-01-29,1,north',
      'o9,e,2024-01-06,1,west',
      'o10,e,2024-01-06,0,void',
    );
    const weeks = await monitoring.shopWeeks(await loadOrders(tally, file));
    expect(weeks.rows).toMatchObject([
      { week: '2024-01-07', communities: 3, leaderOutput: 53 / 3, revenue: 58 },
      { week: '2024-01-14', communities: 0, leaderOutput: null, orders: 0 },
      // A refund alone is no purchase; nor is there a community in the week after.
      { week: '2024-01-21', communities: 0, leaderOutput: null, orders: 0, revenue: -4 },
      { week: '2024-01-28', communities: 0, leaderOutput: null, orders: 1, revenue: 9 },
    ]);
    expect(weeks.rows[0]?.repeatInterval).toEqual(stats.wilson(0, 5));
    expect(weeks.title).toEqual({ en: 'The shop by week', zh: '逐周经营情况' });
    expect(chart(weeks as unknown as Result).alt).toMatch(/^Line chart: The shop by week/);
  });

  it('has none where no week is over, and refuses what is no option', async () => {
    const { shop } = await shopOf(tally, files, [line('o1 anna 2024-01-03 1x1000')]);
    expect((await monitoring.shopWeeks(shop)).rows).toEqual([]);
    expect((await monitoring.shopWeeks(shop, { from: '2023-12-25' })).rows).toMatchObject([
      { week: '2023-12-31', orders: 0, communities: null },
    ]);
    await expect(monitoring.shopWeeks(shop, { to: '2024-01-03' } as object)).rejects.toThrow(/to/);
  });

  it('is what counting order by order gives', async () => {
    await fc.assert(
      fc.asyncProperty(randomLines(), async (lines) => {
        const { shop, orders } = await shopOf(tally, files, lines).catch(() => ({ shop: null, orders: [] }));
        if (shop === null) return;
        const weeks = await monitoring.shopWeeks(shop);
        for (const { week, ...found } of weeks.rows) {
          const end = Date.parse(week);
          const within = ({ day }: { day: string }) =>
            Date.parse(day) <= end && Date.parse(day) > end - 7 * 86_400_000;
          const own = orders.filter(within);
          const bought = own.filter(({ kind }) => kind === 'purchase');
          const buyers = new Set(bought.map(({ customer }) => customer));
          const known = [...buyers].filter((buyer) =>
            orders.some(
              ({ customer, kind, day }) =>
                customer === buyer && kind === 'purchase' && Date.parse(day) <= end - 7 * 86_400_000,
            ),
          );
          expect(found).toMatchObject({
            ...{ orders: bought.length, customers: buyers.size, newcomers: buyers.size - known.length },
            repeatShare: buyers.size === 0 ? null : known.length / buyers.size,
          });
          expect(found.revenue).toBeCloseTo(own.reduce((sum, { cents }) => sum + cents, 0) / 100, 8);
        }
      }),
      { numRuns: runs(12) },
    );
  });
});
