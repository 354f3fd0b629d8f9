import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  MetricError,
  rfm,
  RFM_LEVELS,
  RFM_SEGMENT_KEYS,
  RFM_SEGMENTS,
  segmentProducts,
  wilson,
  type RfmOptions,
  type RfmSegment,
  type SegmentProduct,
} from 'tally';
import { userLine, Workbench } from '../users.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

interface Person {
  readonly id: number;
  readonly segment: RfmSegment;
  readonly category: string;
  readonly orders: number;
  readonly spending: number;
}

/** High from 10 purchases or 1,000 yuan on, or at most 10 days away: segments are what a test says they are. */
const CUTS: RfmOptions = { cuts: { recency: [10], frequency: [10], monetary: [1000] } };

/** A person of a segment: `extra` orders and yuan on top of the least that puts one there. */
function person(id: number, segment: RfmSegment, category: string, extra = 0): Person {
  const { frequency, monetary } = RFM_LEVELS[segment];
  return {
    id,
    segment,
    category,
    orders: (frequency ? 10 : 1) + (extra % 5),
    spending: (monetary ? 1000 : 0) + 100 * extra,
  };
}

async function productsOf(people: readonly Person[]): Promise<SegmentProduct[]> {
  const lines = people.map(({ id, segment, category, orders, spending }) =>
    userLine(id, {
      last_login_days_ago: RFM_LEVELS[segment].recency ? 3 : 30,
      purchase_frequency: orders,
      total_spending: spending,
      average_order_value: (spending / orders).toFixed(2),
      product_category_preference: category,
    }),
  );
  const { table, quarantined } = await bench.users(lines);
  expect(quarantined).toBe(0);
  return segmentProducts(bench.engine, await rfm(bench.engine, table, CUTS));
}

const find = (rows: readonly SegmentProduct[], segment: RfmSegment, category: string) =>
  rows.find((row) => row.segment === segment && row.category === category);

describe('segmentProducts', () => {
  it('gives shares, index, order values and ranks by hand', async () => {
    const rows = await productsOf([
      { ...person(1, 'keyValue', 'Books'), orders: 10, spending: 1000 },
      { ...person(2, 'keyValue', 'Books'), orders: 40, spending: 2000 },
      { ...person(3, 'keyValue', 'Apparel'), orders: 10, spending: 9000 },
      { ...person(4, 'lost', 'Books'), orders: 1, spending: 90 },
      { ...person(5, 'lost', 'Toys & Games'), orders: 3, spending: 90 },
    ]);
    expect(rows.map((row) => [row.segment, row.category])).toEqual([
      ['keyValue', 'Apparel'],
      ['keyValue', 'Books'],
      ['lost', 'Books'],
      ['lost', 'Toys & Games'],
    ]);
    // Books: 2 of 3 key value users, 3 of all 5; (100 + 50) / 2 per user, 3000 / 50 per order.
    expect(find(rows, 'keyValue', 'Books')).toEqual({
      segment: 'keyValue',
      label: { en: 'Key value', zh: '重要价值客户' },
      category: 'Books',
      users: 2,
      share: 2 / 3,
      interval: wilson(2, 3),
      shareOverall: 0.6,
      index: expect.closeTo(10 / 9, 12) as number,
      orderValue: 75,
      spendingPerOrder: 60,
      spending: 3000,
      orders: 50,
      shareRank: 1,
      spendingRank: 2,
    });
    // Equal spending and equal users: both first; the name decides the order alone.
    expect(find(rows, 'lost', 'Books')).toMatchObject({
      shareRank: 1,
      spendingRank: 1,
      spendingPerOrder: 90,
    });
    expect(find(rows, 'lost', 'Toys & Games')).toMatchObject({
      shareRank: 1,
      spendingRank: 1,
      spendingPerOrder: 30,
      index: 2.5,
    });
  });

  it('leaves a gap after equal ranks', async () => {
    const rows = await productsOf(
      ['Books', 'Books', 'Apparel', 'Apparel', 'Electronics'].map((category, id) =>
        person(id, 'generalNew', category, 1),
      ),
    );
    expect(rows.map((row) => [row.category, row.shareRank, row.spendingRank])).toEqual([
      ['Apparel', 1, 1],
      ['Books', 1, 1],
      ['Electronics', 3, 3],
    ]);
  });

  it('leaves segments without users out, and has zeros, not gaps, where nobody has spent anything', async () => {
    const rows = await productsOf([person(1, 'lost', 'Books'), person(2, 'generalNew', 'Apparel')]);
    expect(new Set(rows.map((row) => row.segment))).toEqual(new Set(['generalNew', 'lost']));
    expect(find(rows, 'lost', 'Books')).toMatchObject({ spending: 0, orderValue: 0, spendingPerOrder: 0 });
  });

  it('finds nothing special where everybody prefers one category', async () => {
    const rows = await productsOf([person(1, 'lost', 'Books'), person(2, 'keyValue', 'Books', 2)]);
    expect(rows.every((row) => row.share === 1 && row.index === 1 && row.shareRank === 1)).toBe(true);
  });

  it('refuses an empty table', async () => {
    const { table } = await bench.users([userLine(1, { age: 'x' })]);
    const products = segmentProducts(bench.engine, await rfm(bench.engine, table, CUTS));
    await expect(products).rejects.toThrow(MetricError);
    await expect(products).rejects.toThrow(/users_rfm is empty/);
  });

  it('is what counting one by one gives, in whatever order the rows come', async () => {
    const anyone = fc.record({
      segment: fc.constantFrom(...RFM_SEGMENT_KEYS.slice(0, 4)),
      category: fc.constantFrom('Books', 'Apparel', 'Electronics'),
      extra: fc.integer({ min: 0, max: 9 }),
      place: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyone, { minLength: 1, maxLength: 60 }), async (drawn) => {
        const people = drawn.map(({ segment, category, extra }, id) => person(id, segment, category, extra));
        const rows = await productsOf(people);
        expect(rows).toEqual(byHand(people));
        const places = new Map(drawn.map(({ place }, id) => [id, place]));
        const shuffled = people.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
        expect(await productsOf(shuffled)).toEqual(rows);
        for (const segment of new Set(people.map((one) => one.segment))) {
          const own = rows.filter((row) => row.segment === segment);
          expect(total(own.map((row) => row.share))).toBeCloseTo(1, 12);
        }
        expect(total(rows.map((row) => row.users))).toBe(people.length);
        expect(total(rows.map((row) => row.spending))).toBe(total(people.map((one) => one.spending)));
      }),
      { numRuns: 5 },
    );
  });
});

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** The same, person by person: slow and obvious. */
function byHand(people: readonly Person[]): unknown[] {
  return RFM_SEGMENT_KEYS.flatMap((segment) => {
    const members = people.filter((one) => one.segment === segment);
    const categories = [...new Set(members.map((one) => one.category))];
    const groups = categories.map((category) => {
      const own = members.filter((one) => one.category === category);
      const everywhere = people.filter((one) => one.category === category).length / people.length;
      const spending = total(own.map((one) => one.spending));
      return {
        segment,
        category,
        users: own.length,
        share: own.length / members.length,
        interval: wilson(own.length, members.length),
        shareOverall: everywhere,
        index: expect.closeTo(own.length / members.length / everywhere, 12) as number,
        orderValue: expect.closeTo(
          total(own.map((one) => Number((one.spending / one.orders).toFixed(2)))) / own.length,
          9,
        ) as number,
        spendingPerOrder: expect.closeTo(spending / total(own.map((one) => one.orders)), 9) as number,
        spending,
        orders: total(own.map((one) => one.orders)),
      };
    });
    return groups
      .map((group) => ({
        ...group,
        label: RFM_SEGMENTS[segment],
        shareRank: 1 + groups.filter((other) => other.users > group.users).length,
        spendingRank: 1 + groups.filter((other) => other.spending > group.spending).length,
      }))
      .sort((a, b) => a.spendingRank - b.spendingRank || (a.category < b.category ? -1 : 1));
  });
}
