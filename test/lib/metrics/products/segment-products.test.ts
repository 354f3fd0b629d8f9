import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, OptionsError, products, rfm, type Tally } from 'tally';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { tableOf } from '../../table-of.js';
import {
  CUTS,
  customersOf,
  gone,
  KEYS,
  segmentUnderCuts,
  star,
  type Customer,
} from '../segments/customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
});
afterAll(() => tally.close());

const productsOf = async (people: readonly Customer[]) =>
  products.bySegment(await rfm(await customersOf(tally, people), CUTS));

describe('products by segment', () => {
  it('gives shares, index, order values and ranks by hand', async () => {
    const liked = await productsOf([
      star({ ware: 'Buch', orders: 10, spent: 1000 }),
      star({ ware: 'Buch', orders: 40, spent: 2000 }),
      star({ ware: 'Brot', orders: 10, spent: 9000 }),
      gone({ ware: 'Buch', orders: 1, spent: 90 }),
      gone({ ware: 'Ball', orders: 3, spent: 90 }),
    ]);
    expect(liked.rows.map((row) => [row.segment, row.category])).toEqual([
      ['stars', 'Brot'],
      ['stars', 'Buch'],
      ['gone', 'Ball'],
      ['gone', 'Buch'],
    ]);
    // Books: 2 of 3 stars, 3 of all 5; (100 + 50) / 2 per user, 3000 / 50 per order.
    expect(liked.where({ segment: 'stars', category: 'Buch' }).rows[0]).toEqual({
      segment: 'stars',
      category: 'Buch',
      users: 2,
      share: 2 / 3,
      shareInterval: wilson(2, 3),
      overall: 0.6,
      index: expect.closeTo(10 / 9, 12) as number,
      orderValue: 75,
      spendingPerOrder: 60,
      spending: 3000,
      orders: 50,
      shareRank: 1,
      spendingRank: 2,
    });
    // Equal spending and equal users: both first; the name decides the order alone.
    expect(liked.where({ segment: 'gone' }).rows).toMatchObject([
      { shareRank: 1, spendingRank: 1, spendingPerOrder: 30, index: 2.5 },
      { shareRank: 1, spendingRank: 1, spendingPerOrder: 90 },
    ]);
    expect(liked.at({ segment: 'stars', category: 'Brot' }).spending.en).toBe('€9,000');
    expect(liked.title).toEqual({ en: 'Preferred categories by segment', zh: '各分层的偏好品类' });
    expect(liked.chart).toEqual({ mark: 'heatmap', x: 'category', y: 'segment', value: 'index', middle: 1 });
  });

  it('leaves a gap after equal ranks, and has no value per order where nobody ordered', async () => {
    const liked = await productsOf(
      ['Buch', 'Buch', 'Brot', 'Brot', 'Ball'].map((ware) => gone({ ware, orders: 0, spent: 0 })),
    );
    expect(
      liked.rows.map((row) => [row.category, row.shareRank, row.spendingRank, row.spendingPerOrder]),
    ).toEqual([
      ['Ball', 3, 1, null],
      ['Brot', 1, 1, null],
      ['Buch', 1, 1, null],
    ]);
  });

  it('finds nothing special where everybody prefers one category', async () => {
    const liked = await productsOf([star({ ware: 'Buch' }), gone({ ware: 'Buch' })]);
    expect(liked.rows.map((row) => [row.segment, row.share, row.index, row.shareRank])).toEqual([
      ['stars', 1, 1, 1],
      ['gone', 1, 1, 1],
    ]);
  });

  it('goes by any column, without order values, and says whom it leaves out', async () => {
    const table = await tableOf(
      tally,
      'kaeufer',
      { land: 'text?', ware: 'text', n: 'integer', summe: 'decimal' },
      [
        ['Bayern', 'Buch', 1, 10],
        ['Bayern', 'Brot', 1, 5],
        [null, 'Brot', 1, 5],
      ],
      { category: 'ware', frequency: 'n', monetary: 'summe' },
    );
    const liked = await products.by(table, 'land');
    expect(liked.rows.map((row) => [row.group, row.category, row.share, row.index])).toEqual([
      ['Bayern', 'Buch', 0.5, 1],
      ['Bayern', 'Brot', 0.5, 1],
    ]);
    expect(Object.keys(liked.schema)).toEqual([
      ...['group', 'category', 'users', 'share', 'shareInterval', 'overall', 'index'],
      ...['spendingPerOrder', 'spending', 'orders', 'shareRank', 'spendingRank'],
    ]);
    expect(liked.title).toEqual({ en: 'Preferred categories by group', zh: '各组的偏好品类' });
    expect(liked.chart).toEqual({ mark: 'heatmap', x: 'category', y: 'group', value: 'index', middle: 1 });
    expect(liked.note).toMatchObject({ en: 'Excluded because their group is unknown: 1.' });
    await expect(products.by(table, 'nix')).rejects.toThrow(OptionsError);
    const scored = await rfm(
      await customersOf(tally, [gone(), gone(), star({ ware: 'Brot' }), star()]),
      CUTS,
    );
    expect((await products.by(scored, 'segment')).rows.map((row) => [row.group, row.category])).toEqual([
      ['stars', 'Brot'],
      ['stars', 'Buch'],
      ['gone', 'Buch'],
    ]);
    // @ts-expect-error no column plays the segment
    await expect(products.bySegment(table)).rejects.toThrow(/no column for the role segment/);
  });

  it('counts users without known orders and spending as without any', async () => {
    const columns = { land: 'text', ware: 'text', n: 'integer?', summe: 'decimal?' } as const;
    const table = await tableOf(tally, 'kaeufer', columns, [['Bayern', 'Buch', null, null]], {
      ...{ category: 'ware', frequency: 'n', monetary: 'summe' },
    });
    expect((await products.by(table, 'land')).rows).toMatchObject([
      { users: 1, spending: 0, orders: 0, spendingPerOrder: null },
    ]);
  });

  it('has no row of an empty table', async () => {
    const table = await tableOf(tally, 'leer', { g: 'text', c: 'text', n: 'integer' }, [], {
      ...{ category: 'c', frequency: 'n', monetary: 'n', segment: 'g' },
    });
    expect((await products.bySegment(table)).rows).toEqual([]);
  });

  it('is what counting one by one gives, in whatever order the rows come', async () => {
    const anyone = fc.record({
      days: fc.constantFrom(3, 30),
      orders: fc.integer({ min: 1, max: 5 }),
      spent: fc.integer({ min: 0, max: 20 }).map((hundreds) => 100 * hundreds),
      ware: fc.constantFrom('Buch', 'Brot', 'Ball'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyone, { minLength: 1, maxLength: 40 }), async (people) => {
        const liked = await productsOf(people);
        expect((await productsOf(people.toReversed())).rows).toEqual(liked.rows);
        expect(liked.total('users').raw).toBe(people.length);
        for (const key of KEYS) {
          const members = people.filter((one) => segmentUnderCuts(one) === key);
          for (const row of liked.where({ segment: key })) {
            const own = members.filter((one) => one.ware === row.category);
            const everywhere = people.filter((one) => one.ware === row.category).length / people.length;
            const spending = own.reduce((sum, one) => sum + one.spent, 0);
            const orders = own.reduce((sum, one) => sum + one.orders, 0);
            const averages = own.map((one) => one.spent / one.orders);
            expect([row.users, row.share, row.spending, row.orders]).toEqual([
              own.length,
              own.length / members.length,
              spending,
              orders,
            ]);
            expect(row.shareInterval).toEqual(wilson(own.length, members.length));
            expect(row.orderValue).toBeCloseTo(averages.reduce((sum, one) => sum + one, 0) / own.length, 9);
            expect(row.spendingPerOrder).toBeCloseTo(spending / orders, 9);
            expect(row.index).toBeCloseTo(row.share / everywhere, 12);
            const better = liked.where({ segment: key }).rows.filter((other) => other.users > row.users);
            expect(row.shareRank).toBe(1 + better.length);
            const dearer = liked
              .where({ segment: key })
              .rows.filter((other) => other.spending > row.spending);
            expect(row.spendingRank).toBe(1 + dearer.length);
          }
          const { rows } = liked.where({ segment: key });
          expect(rows.map((row) => row.spendingRank)).toEqual(rows.map((row) => row.spendingRank).toSorted());
          if (members.length > 0) expect(liked.where({ segment: key }).total('share').raw).toBeCloseTo(1, 12);
        }
      }),
      { numRuns: 5, seed: 2 },
    );
  });
});
