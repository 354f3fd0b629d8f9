import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, open, OptionsError, orders as metrics, type Result, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { dateAfter, randomLines } from '../../orders/random-lines.js';
import { daysFrom, sum } from '../../orders/reference.js';
import { line, shopOf } from '../../orders/shop-of.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const FEW = [
  'o1 anna 2024-01-30 1x700',
  'o2 bert 2024-01-31 1x100',
  'o3 anna 2024-01-31 1x300',
  'o4 anna 2024-03-02 -1x100',
].map(line);

describe('orders over time', () => {
  it('have a row for every period, and know which are over', async () => {
    const { shop } = await shopOf(tally, files, FEW, { asOf: '2024-03-30' });
    const months = await metrics.overTime(shop);
    expect(months.rows.map((row) => Object.values(row))).toEqual([
      ['2024-01-01', true, 3, 2, 11, 11 / 3],
      ['2024-02-01', true, 0, 0, 0, null],
      ['2024-03-01', false, 0, 0, -1, null],
    ]);
    const weeks = await metrics.overTime(shop, { by: 'week' });
    expect(weeks.rows.map(({ period }) => period).slice(0, 2)).toEqual(['2024-01-29', '2024-02-05']);
    expect(weeks.length).toBe(9);
    expect((await metrics.overTime(shop, { by: 'day' })).length).toBe(61);
    const later = await shopOf(tally, files, FEW, { asOf: '2060-01-01' });
    expect((await metrics.overTime(later.shop, { by: 'day' })).length).toBe(
      daysFrom('2024-01-30', '2060-01-01') + 1,
    );
    const most = await shopOf(tally, files, FEW, { asOf: dateAfter(29 + 50_000) });
    await expect(metrics.overTime(most.shop, { by: 'day' })).rejects.toThrow('50,001 days are too many');
    const late = await shopOf(tally, files, FEW, { asOf: '2200-01-01' });
    const days = (daysFrom('2024-01-30', '2200-01-01') + 1).toLocaleString('en-US');
    await expect(metrics.overTime(late.shop, { by: 'day' })).rejects.toThrow(
      `${days} days are too many to list: choose longer periods.`,
    );
  });

  it('add up to all orders and revenue of any shop', async () => {
    await fc.assert(
      fc.asyncProperty(randomLines(), fc.constantFrom('day', 'week', 'month'), async (lines, by) => {
        const { shop, orders } = await shopOf(tally, files, lines);
        const periods = await metrics.overTime(shop, { by });
        expect(sum(periods.rows.map((row) => row.orders))).toBe(
          orders.filter(({ kind }) => kind === 'purchase').length,
        );
        const revenue = sum(orders.map(({ cents }) => cents)) / 100;
        expect(sum(periods.rows.map((row) => row.revenue))).toBeCloseTo(revenue, 6);
      }),
      { numRuns: 8 },
    );
  });
});

describe('options that metrics on orders do not have', () => {
  it.each([
    ['overTime', { per: 'day' }, /overTime has no option "per": (did you mean by\?|it has by\.)/],
    ['cohorts', { bye: 'week' }, /cohorts has no option "bye": did you mean by\?/],
    ['cohorts', null, /cohorts takes an object with the options by\./],
    ['concentration', { of: 'colour' }, /Orders have no "colour": use one of /],
    ['pairs', { of: 'colour' }, /Orders have no "colour"/],
    ['repeatPurchases', { within: 30 }, /ascending whole numbers of days, not \[30\]/],
    ['timeToNextOrder', { afters: 1 }, /did you mean after\?/],
    ['revenueChange', undefined, /revenueChange takes an object with the options before, after\./],
    ['revenueChange', { before: '2024-01', after: '2024-02' }, /period before must have a first day/],
    ['revenueChange', { from: '2024-01-01', to: '2024-02-01' }, /revenueChange has no option "from"/],
    ['priceVolumeMix', { before: {}, after: {} }, /period before must have a first day/],
    ['priceVolumeMix', { before: null, after: {} }, /, not \{"before":null\}\./],
    ['priceVolumeMix', { before: { from: '2024-01-01' }, after: {} }, /period before must have a first day/],
  ] as const)('%s refuses %o', async (name, options, message) => {
    const { shop } = await shopOf(tally, files, FEW);
    // As from JavaScript, where nothing checks them before.
    const metric = metrics[name] as unknown as (shop: unknown, options: unknown) => Promise<unknown>;
    await expect(metric(shop, options)).rejects.toThrow(OptionsError);
    await expect(metric(shop, options)).rejects.toThrow(message);
  });
});

describe('metrics on orders', () => {
  it('are titled in both languages and drawn', async () => {
    const { shop } = await shopOf(tally, files, FEW, { asOf: '2024-03-30' });
    const periods = {
      before: { from: '2024-01-30', to: '2024-01-31' },
      after: { from: '2024-01-31', to: '2024-03-03' },
    };
    const [cohorts, repeat] = [await metrics.cohorts(shop), await metrics.repeatPurchases(shop)];
    const held = await metrics.concentration(shop);
    const change = await metrics.revenueChange(shop, periods);
    const drawn = [
      ...[cohorts, cohorts.curve, repeat, held.largest, change, await metrics.baskets(shop)],
      ...[await metrics.overTime(shop), await metrics.priceVolumeMix(shop, periods)],
      ...[await metrics.purchaseIntervals(shop), await metrics.timeToNextOrder(shop)],
      ...[await metrics.byMonth(shop), await metrics.byWeekday(shop), await metrics.byHour(shop)],
      await metrics.pairs(shop),
    ];
    for (const { title } of [...drawn, repeat.overall, held, change.overall]) {
      expect(title).toEqual({
        en: expect.stringMatching(/^[A-Z].*[a-z]/) as string,
        zh: expect.stringMatching(/\p{Script=Han}{2}/u) as string,
      });
    }
    for (const result of drawn.slice(0, -1))
      expect(chart(result as unknown as Result).alt.length).toBeGreaterThan(20);
    expect((await metrics.pairs(shop)).note).toMatchObject({ en: 'Pairs in at least 10 orders.' });
    const fourth = await metrics.timeToNextOrder(shop, { after: 3 });
    expect(fourth.name).toBe('time-to-order-4');
    expect(fourth.title).toEqual({
      en: 'Customers who have placed order 4, by days since order 3',
      zh: '第3单之后各天数内已下第4单的客户',
    });
  });
});
