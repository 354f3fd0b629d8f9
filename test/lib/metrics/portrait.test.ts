import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AGE_BANDS,
  bandCounts,
  FREQUENCY_BANDS,
  groupCounts,
  groupMeans,
  interestProfiles,
  MINUTES_BANDS,
  ORDER_VALUE_BANDS,
  orderValue,
  SPENDING_BANDS,
  summarise,
  summariseBy,
  type Band,
  type User,
} from 'tally';
import { userLine, Workbench } from '../users.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const usersWith = async (column: keyof User, values: readonly (number | string)[]) =>
  (await bench.users(values.map((value, id) => userLine(id, { [column]: value })))).table;

describe('bandCounts', () => {
  const counts = async (column: keyof User, bands: readonly Band[], values: readonly number[]) => {
    const lines = values.map((value, id) =>
      column === 'average_order_value'
        ? userLine(id, { purchase_frequency: 1, total_spending: value })
        : userLine(id, { [column]: value, ...(column === 'total_spending' && { purchase_frequency: 1 }) }),
    );
    const { table } = await bench.users(lines);
    return (await bandCounts(bench.engine, table, column, bands)).map((row) => row.users);
  };

  it('puts every edge on its side', async () => {
    expect(await counts('age', AGE_BANDS, [19, 20, 29, 30, 39, 40, 49, 50, 120])).toEqual([1, 2, 2, 2, 2]);
    expect(await counts('time_spent_on_site_minutes', MINUTES_BANDS, [199, 200, 400, 401])).toEqual([
      1, 2, 1,
    ]);
    expect(await counts('purchase_frequency', FREQUENCY_BANDS, [4, 5, 10, 11, 15, 16])).toEqual([1, 2, 2, 1]);
    expect(
      await counts('average_order_value', ORDER_VALUE_BANDS, [199.99, 200, 499.99, 500, 1000, 4999.99, 5000]),
    ).toEqual([1, 2, 1, 2, 1]);
    expect(await counts('total_spending', SPENDING_BANDS, [999.99, 1000, 2999, 3000, 4999.99, 5000])).toEqual(
      [1, 2, 2, 1],
    );
  });

  it('gives the edges of each band, so that a sentence can name them', async () => {
    const table = await usersWith('age', [19, 45]);
    const rows = await bandCounts(bench.engine, table, 'age', AGE_BANDS);
    expect(rows.map(({ from, below }) => [from, below])).toEqual([
      [undefined, 20],
      [20, 30],
      [30, 40],
      [40, 50],
      [50, undefined],
    ]);
  });

  it('keeps empty bands, and its shares sum to one', async () => {
    const table = await usersWith('age', [20, 21, 60]);
    const rows = await bandCounts(bench.engine, table, 'age', AGE_BANDS);
    expect(rows.map(({ band, users }) => [band, users])).toEqual([
      [0, 0],
      [1, 2],
      [2, 0],
      [3, 0],
      [4, 1],
    ]);
    expect(rows.reduce((sum, row) => sum + row.share, 0)).toBeCloseTo(1, 12);
  });

  it('refuses bands that leave values out', async () => {
    const table = await usersWith('age', [20, 50]);
    await expect(
      bandCounts(bench.engine, table, 'age', [{ label: { en: 'x', zh: 'x' }, below: 30 }]),
    ).rejects.toThrow(/1 values fall into none/);
  });
});

describe('groupCounts', () => {
  it('never folds an answer into another, and orders ties by name', async () => {
    const table = await usersWith('gender', ['Male', 'Other', 'Female', 'Male', 'undisclosed']);
    expect(await groupCounts(bench.engine, table, 'gender')).toEqual([
      { group: 'Male', users: 2, share: 0.4 },
      { group: 'Female', users: 1, share: 0.2 },
      { group: 'Other', users: 1, share: 0.2 },
      { group: 'undisclosed', users: 1, share: 0.2 },
    ]);
  });
});

describe('groupMeans', () => {
  it('gives mean, deviation and 95% margin by hand', async () => {
    const lines = [10, 20, 30].map((pages, id) => userLine(id, { pages_viewed: pages, interests: 'Food' }));
    const { table } = await bench.users([...lines, userLine(9, { pages_viewed: 40, interests: 'Travel' })]);
    const [travel, food] = await groupMeans(bench.engine, table, 'pages_viewed', 'interests');
    expect(travel).toEqual({ group: 'Travel', users: 1, share: 0.25, mean: 40, sd: null, margin: null });
    expect(food).toMatchObject({ group: 'Food', users: 3, mean: 20, sd: 10 });
    expect(food?.margin).toBeCloseTo((1.96 * 10) / Math.sqrt(3), 10);
  });
});

describe('summarise', () => {
  it('interpolates quartiles and medians linearly', async () => {
    const table = await usersWith('income', [1, 2, 3, 10]);
    expect(await summarise(bench.engine, table, ['income'])).toEqual([
      {
        column: 'income',
        n: 4,
        min: 1,
        q1: 1.75,
        median: 2.5,
        mean: 4,
        q3: 4.75,
        max: 10,
        sd: expect.closeTo(4.0825, 4) as number,
      },
    ]);
  });

  it('does it by group as well', async () => {
    const { table } = await bench.users([
      userLine(1, { income: 10, location: 'Rural' }),
      userLine(2, { income: 30, location: 'Rural' }),
      userLine(3, { income: 7, location: 'Urban' }),
    ]);
    expect(await summariseBy(bench.engine, table, 'income', 'location')).toMatchObject([
      { group: 'Rural', n: 2, median: 20, mean: 20 },
      { group: 'Urban', n: 1, median: 7, mean: 7 },
    ]);
  });
});

describe('orderValue', () => {
  it('tells money per order from the mean of averages', async () => {
    // One user with one order of 1000, one with nine orders of 100.
    const { table } = await bench.users([
      userLine(1, { total_spending: 1000, purchase_frequency: 1 }),
      userLine(2, { total_spending: 900, purchase_frequency: 9 }),
    ]);
    expect(await orderValue(bench.engine, table)).toEqual({
      users: 2,
      orders: 10,
      spending: 1900,
      meanOfUsers: 550,
      perOrder: 190,
      median: 550,
    });
  });
});

describe('interestProfiles', () => {
  it('puts the highest spenders first and shares out users and spending', async () => {
    const { table } = await bench.users([
      userLine(1, {
        interests: 'Food',
        total_spending: 100,
        pages_viewed: 10,
        time_spent_on_site_minutes: 50,
      }),
      userLine(2, {
        interests: 'Food',
        total_spending: 300,
        pages_viewed: 20,
        time_spent_on_site_minutes: 100,
      }),
      userLine(3, { interests: 'Travel', total_spending: 400 }),
      userLine(4, { interests: 'Sports', total_spending: 400 }),
    ]);
    expect(await interestProfiles(bench.engine, table)).toMatchObject([
      { interest: 'Sports', users: 1, spending: 400 },
      { interest: 'Travel', users: 1, spending: 400 },
      { interest: 'Food', users: 2, share: 0.5, minutes: 75, pages: 15, spending: 200, spendingShare: 1 / 3 },
    ]);
  });
});

describe('metrics of an empty table', () => {
  it('say so', async () => {
    const { table } = await bench.users([userLine(1, { age: 'x' })]);
    await expect(summarise(bench.engine, table, ['age'])).rejects.toThrow(/users is empty/);
    await expect(orderValue(bench.engine, table)).rejects.toThrow(/users is empty/);
  });
});
