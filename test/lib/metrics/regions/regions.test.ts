import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, regions, type Tally } from 'tally';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { tableOf } from '../../table-of.js';
import { customersOf, gone } from '../segments/customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
});
afterAll(() => tally.close());

const LANDS = 'Bern,Genf,Glarus,Jura,Luzern,Schwyz,Tessin,Thurgau,Uri,Waadt,Zug,Zürich'.split(',');

describe('regions', () => {
  it('gives users, money and behavior by hand, largest revenue first', async () => {
    const areas = await regions(
      await customersOf(tally, [
        gone({ land: 'Jura', orders: 10, spent: 100 }),
        gone({ land: 'Jura', orders: 10, spent: 300 }),
        gone({ land: 'Jura', orders: 20, spent: 200 }),
        gone({ land: 'Bern', orders: 2, spent: 1400 }),
      ]),
    );
    expect(areas.rows).toEqual([
      {
        ...{ region: 'Bern', users: 1, share: 0.25, shareInterval: wilson(1, 4) },
        ...{ revenue: 1400, revenueShare: 0.7, orders: 2 },
        ...{ perUser: 1400, ordersPerUser: 2, revenuePerOrder: 700, orderValue: 700 },
      },
      {
        ...{ region: 'Jura', users: 3, share: 0.75, shareInterval: wilson(3, 4) },
        ...{ revenue: 600, revenueShare: 0.3, orders: 40 },
        // (10 + 30 + 10) / 3 per user, 600 / 40 per order.
        ...{ perUser: 200, ordersPerUser: 40 / 3, revenuePerOrder: 15 },
        orderValue: expect.closeTo(50 / 3, 12) as number,
      },
    ]);
    expect(areas.all.at()).toMatchObject({
      users: { raw: 4 },
      perUser: { raw: 500 },
      revenuePerOrder: { raw: 2000 / 42 },
    });
    expect(areas.measures.at({ region: 'Jura', measure: 'perUser' })).toMatchObject({
      ...{ mean: { raw: 200, en: '€200.00' }, overall: { raw: 500 }, difference: { raw: -0.6 } },
    });
    // Per user ± 1.96 × 100 / √3; per order ± 1.96 √(3 / 2 × (50² + 150² + 100²)) / 40: by users, not by orders.
    const ofJura = (measure: string) => areas.measures.at({ region: 'Jura', measure }).interval.raw;
    expect(ofJura('perUser')?.low).toBeCloseTo(200 - (1.959964 * 100) / Math.sqrt(3), 4);
    expect(ofJura('revenuePerOrder')?.high).toBeCloseTo(15 + (1.959964 * Math.sqrt(1.5 * 35_000)) / 40, 4);
    // Orders 10, 10 and 20, and order values 10, 30 and 10: standard errors of 10 / 3 and 20 / 3.
    expect(ofJura('ordersPerUser')?.low).toBeCloseTo(40 / 3 - (1.959964 * 10) / 3, 4);
    expect(ofJura('orderValue')?.high).toBeCloseTo(50 / 3 + (1.959964 * 20) / 3, 4);
    expect(areas.measures.at({ region: 'Bern', measure: 'perUser' }).interval.raw).toBeNull();
    expect(areas.column('region').label).toBe('land');
    expect([areas.title, areas.all.title, areas.measures.title]).toEqual([
      { en: 'Users and money by region', zh: '各地区的用户与营收' },
      { en: 'Users and money of all regions', zh: '全部地区的用户与营收' },
      { en: 'Regions compared with all users', zh: '各地区与全体用户对比' },
    ]);
    expect([areas.chart, areas.measures.chart]).toEqual([
      { mark: 'bar', x: 'share', y: 'region' },
      { mark: 'heatmap', x: 'measure', y: 'region', value: 'difference' },
    ]);
    expect(areas.measures.column('mean').of).toEqual({ measure: 'measure', interval: 'interval' });
    expect(areas.measures.column('interval')).toMatchObject({ of: { measure: 'measure' }, hidden: true });
    expect(areas.measures.column('overall').of).toEqual({ measure: 'measure' });
    // @ts-expect-error there are no minutes in this table
    expect(areas.schema.minutes).toBeUndefined();
  });

  it('takes twelve regions, only what it needs, and says whose region is not known', async () => {
    const rows = [...LANDS, ...LANDS, null].map((land, index) => [land, 1, 100 + index] as const);
    const table = await tableOf(tally, 'schweiz', { land: 'text?', n: 'integer', chf: 'decimal' }, rows, {
      ...{ region: 'land', frequency: 'n', monetary: 'chf' },
    });
    const areas = await regions(table);
    expect(areas.rows.map((row) => row.region).toSorted()).toEqual(LANDS.toSorted());
    expect(areas.rows.every((row) => row.users === 2)).toBe(true);
    expect(areas.note).toMatchObject({ zh: '分组未知而未计入：1。' });
    expect(Object.keys(areas.schema)).toHaveLength(10);
    expect(areas.measures.rows.slice(0, 3).map(({ measure }) => measure)).toEqual([
      ...['perUser', 'ordersPerUser', 'revenuePerOrder'],
    ]);
  });

  it('measures minutes where the table has them', async () => {
    const rows = [
      ['Bern', 2, 10, 50],
      ['Jura', 1, 10, 100],
      ['Jura', 1, 10, 200],
    ] as const;
    const columns = { land: 'text', n: 'integer', chf: 'decimal', dauer: 'integer' } as const;
    const areas = await regions(
      await tableOf(tally, 'schweiz', columns, rows, {
        ...{ region: 'land', frequency: 'n', monetary: 'chf', minutes: 'dauer' },
      }),
    );
    expect(areas.rows.map((row) => [row.region, row.minutes])).toEqual([
      ['Jura', 150],
      ['Bern', 50],
    ]);
    const ofBern = areas.measures.at({ region: 'Bern', measure: 'minutes' });
    expect(ofBern.overall.raw).toBeCloseTo(350 / 3, 12);
    expect([ofBern.mean.en, ofBern.interval.raw]).toEqual(['50.0', null]);
    // 100 and 200: 150 ± 1.96 × √(2 / 1 × (50² + 50²)) / 2.
    const ofJura = areas.measures.at({ region: 'Jura', measure: 'minutes' }).interval.raw;
    expect(ofJura?.low).toBeCloseTo(150 - 1.959964 * 50, 4);
    expect(ofJura?.high).toBeCloseTo(150 + 1.959964 * 50, 4);
    expect(areas.measures.rows.map(({ region, measure }) => [region, measure])).toEqual(
      ['Jura', 'Bern'].flatMap((region) =>
        ['perUser', 'ordersPerUser', 'revenuePerOrder', 'minutes'].map((measure) => [region, measure]),
      ),
    );
  });

  it('puts regions of equal revenue by name, and has no share of a revenue of nothing', async () => {
    const free = ['Zug', 'Bern'].map((land) => gone({ land, orders: 0, spent: 0 }));
    const areas = await regions(await customersOf(tally, free));
    expect(areas.rows.map((row) => [row.region, row.perUser, row.revenueShare, row.revenuePerOrder])).toEqual(
      [
        ['Bern', 0, null, null],
        ['Zug', 0, null, null],
      ],
    );
    const compared = areas.measures.rows.map(({ mean, overall, difference }) => [mean, overall, difference]);
    // Per user, orders per user, per order, and order values.
    const ofEach = [
      [0, 0, null],
      [0, 0, null],
      [null, null, null],
      [0, 0, null],
    ];
    expect(compared).toEqual([...ofEach, ...ofEach]);
  });

  it('compares a region without a value with no other', async () => {
    const areas = await regions(
      await customersOf(tally, [
        gone({ land: 'Zug', orders: 0, spent: 0 }),
        gone({ land: 'Bern', orders: 4 }),
      ]),
    );
    const ofZug = areas.measures.at({ region: 'Zug', measure: 'revenuePerOrder' });
    expect([ofZug.mean.raw, ofZug.overall.raw, ofZug.difference.raw]).toEqual([null, 50, null]);
  });

  it('has no row of an empty table, and nobody has no share', async () => {
    const areas = await regions(await customersOf(tally, []));
    expect([areas.rows, areas.measures.rows]).toEqual([[], []]);
    expect(areas.all.rows).toMatchObject([
      { users: 0, share: null, shareInterval: null, revenue: 0, orders: 0, perUser: null },
    ]);
  });

  it('is what counting one by one gives, in whatever order the rows come', async () => {
    const anyone = fc.record({
      days: fc.constant(1),
      land: fc.constantFrom(...LANDS),
      orders: fc.integer({ min: 1, max: 9 }),
      spent: fc.integer({ min: 0, max: 5000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyone, { minLength: 1, maxLength: 60 }), async (people) => {
        const areas = await regions(await customersOf(tally, people));
        expect((await regions(await customersOf(tally, people.toReversed()))).rows).toEqual(areas.rows);
        expect(areas.total('share').raw).toBeCloseTo(1, 12);
        const all = total(people.map((one) => one.spent));
        expect(areas.rows.map((row) => row.region).toSorted()).toEqual(
          [...new Set(people.map((one) => one.land))].toSorted(),
        );
        for (const row of areas) {
          const own = people.filter((one) => one.land === row.region);
          const [spent, orders] = [total(own.map((one) => one.spent)), total(own.map((one) => one.orders))];
          expect([row.users, row.revenue, row.orders]).toEqual([own.length, spent, orders]);
          expect(row.perUser).toBeCloseTo(spent / own.length, 9);
          expect(row.ordersPerUser).toBeCloseTo(orders / own.length, 9);
          if (all === 0) expect(row.revenueShare).toBeNull();
          else expect(row.revenueShare).toBeCloseTo(spent / all, 12);
          expect(row.revenuePerOrder).toBeCloseTo(spent / orders, 9);
        }
      }),
      { numRuns: 5, seed: 4 },
    );
  });
});

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
