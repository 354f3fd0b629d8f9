import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOrders, open, orders as metrics, stats, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { randomLines } from '../../orders/random-lines.js';
import { daysFrom, sum, type ReferenceOrder } from '../../orders/reference.js';
import { line, shopOf, type TestShop } from '../../orders/shop-of.js';
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

describe('orders by parts of the calendar', () => {
  // Monday the 1st to Sunday the 14th.
  const FEW = [
    'o1 anna 2024-01-01 1x700',
    'o2 bert 2024-01-01 1x100',
    'o3 anna 2024-01-08 1x600',
    'o4 anna 2024-01-02 -1x100',
  ].map(line);

  it('are divided by the days observed, also those without an order', async () => {
    const { shop } = await shopOf(tally, files, FEW, { asOf: '2024-01-14' });
    const week = await metrics.byWeekday(shop);
    expect(
      week.rows.map(({ weekday, days, orders, revenue, revenuePerDay }) => [
        weekday,
        days,
        orders,
        revenue,
        revenuePerDay,
      ]),
    ).toEqual([
      ['monday', 2, 3, 14, 7],
      ['tuesday', 2, 0, -1, -0.5],
      ...['wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [day, 2, 0, 0, 0]),
    ]);
    // 3 orders on 14 days: 1.5 a Monday is seven times as many as on the average day.
    expect(week.rows[0]?.ordersIndex).toBeCloseTo(7, 12);
    expect(week.rows[0]?.ordersInterval).toEqual({
      low: 0,
      high: stats.studentInterval({ n: 2, mean: 1.5, squares: 0.5 })?.high,
    });
    // Refunds can be more than revenue; there are no fewer orders than none.
    expect(week.rows[0]?.revenueInterval?.low).toBeLessThan(0);
    expect(week.rows[2]?.ordersInterval).toBeNull();
  });

  it('take no rounding residue for spread', async () => {
    const mondays = ['2024-01-01', '2024-01-08', '2024-01-15'];
    // Of three times 3,333.33 what is left of the squares is 3.7e-9.
    for (const cents of [10, 333_333]) {
      const alike = mondays.map((day, n) => line(`o${n} anna ${day} 1x${cents}`));
      const { shop } = await shopOf(tally, files, alike, { asOf: '2024-01-15' });
      const [monday] = (await metrics.byWeekday(shop)).rows;
      expect(monday).toMatchObject({ days: 3, revenueInterval: null, ordersInterval: null });
    }
  });

  it('have nothing to say of months that were not observed', async () => {
    const { shop } = await shopOf(tally, files, FEW, { asOf: '2024-01-14' });
    const months = await metrics.byMonth(shop);
    expect(months.rows.slice(0, 2)).toMatchObject([
      { month: 'january', days: 14, orders: 3, ordersIndex: 1 },
      { month: 'february', days: 0, orders: 0, ordersPerDay: null, ordersIndex: null, revenuePerDay: null },
    ]);
  });

  it('have no hours where there is no time of day', async () => {
    const file = files.lines('dates.csv', 'order_id,customer_id,date,amount', '1,a,2024-01-01,5');
    await expect(metrics.byHour(await loadOrders(tally, file))).rejects.toThrow(/All orders are at midnight/);
  });

  it('are on the clocks of the zone', async () => {
    const file = files.lines('zone.csv', 'order_id,customer_id,date,amount', '1,a,2024-01-31T20:00:00Z,5');
    const shop = await loadOrders(tally, file, { timeZone: 'Asia/Shanghai' });
    const hours = await metrics.byHour(shop);
    expect(hours.max('orders').hour.en).toBe('04:00');
    // The one order of the one day, of 24 hours.
    expect(hours.rows[4]).toMatchObject({ days: 1, ordersPerDay: 1, ordersIndex: 24, revenueIndex: 24 });
    expect((await metrics.byWeekday(shop)).max('orders').weekday.raw).toBe('thursday');
    expect((await metrics.byMonth(shop)).max('orders').month.raw).toBe('february');
  });

  it('are those of the slow reference for random orders', async () => {
    await fc.assert(
      fc.asyncProperty(randomLines(), async (lines) => {
        const test = await shopOf(tally, files, lines, { asOf: '2024-04-02' });
        const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
        for (const row of await metrics.byWeekday(test.shop)) {
          samePart(
            test,
            row,
            (day) => weekdays[new Date(day).getUTCDay()] === row.weekday,
            () => true,
            1,
          );
        }
        for (const [index, row] of (await metrics.byMonth(test.shop)).rows.entries()) {
          samePart(
            test,
            row,
            (day) => new Date(day).getUTCMonth() === index,
            () => true,
            1,
          );
        }
        if (test.orders.every(({ time }) => time.endsWith(' 00:00:00'))) return;
        for (const row of await metrics.byHour(test.shop)) {
          samePart(
            test,
            row,
            () => true,
            ({ time }) => Number(time.slice(11, 13)) === row.hour,
            24,
          );
        }
      }),
      { numRuns: runs(20) },
    );
  });
});

type Measures = Awaited<ReturnType<typeof metrics.byHour>>['rows'][number];

function samePart(
  { shop, orders }: TestShop,
  row: Omit<Measures, 'hour'>,
  ofDay: (day: string) => boolean,
  ofOrder: (order: ReferenceOrder) => boolean,
  parts: number,
): void {
  const first = orders.map(({ day }) => day).toSorted()[0] ?? '';
  const all = Array.from({ length: daysFrom(first, shop.asOf) + 1 }, (_, n) =>
    new Date(Date.parse(first) + n * 86_400_000).toISOString().slice(0, 10),
  );
  const days = all.filter(ofDay);
  const perDay = days.map((day) => {
    const own = orders.filter((order) => order.day === day && ofOrder(order));
    return {
      n: own.filter(({ kind }) => kind === 'purchase').length,
      x: sum(own.map((order) => order.cents)) / 100,
    };
  });
  const [n, x] = [sum(perDay.map((day) => day.n)), sum(perDay.map((day) => day.x))];
  expect([row.days, row.orders]).toEqual([days.length, n]);
  expect(row.revenue).toBeCloseTo(x, 8);
  if (days.length === 0) return;
  expect(row.revenuePerDay).toBeCloseTo(x / days.length, 8);
  const whole = sum(orders.map((order) => order.cents)) / 100;
  const purchases = orders.filter(({ kind }) => kind === 'purchase').length;
  if (purchases > 0)
    expect(row.ordersIndex).toBeCloseTo((n / days.length / purchases) * all.length * parts, 8);
  if (Math.abs(whole) > 1e-6)
    expect(row.revenueIndex).toBeCloseTo((x / days.length / whole) * all.length * parts, 6);
  const squares = sum(perDay.map((day) => (day.x - x / days.length) ** 2));
  const interval =
    squares < 1e-9 ? null : stats.studentInterval({ n: days.length, mean: x / days.length, squares });
  expect(row.revenueInterval === null).toBe(interval === null);
  if (interval !== null) expect(row.revenueInterval?.high).toBeCloseTo(interval.high, 6);
}
