import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, portrait, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

const { orderValue } = portrait;

let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
});
afterAll(() => tally.close());

const customers = (rows: readonly (readonly [number | null, number | null])[]) =>
  tableOf(tally, 'kunden', { kaeufe: 'integer?', umsatz: 'decimal?' }, rows, {
    frequency: 'kaeufe',
    monetary: 'umsatz',
  });

describe('orderValue', () => {
  it('tells money per order from the mean of averages', async () => {
    // One user with one order of 1000, one with nine orders of 100.
    const found = await orderValue(
      await customers([
        [1, 1000],
        [9, 900],
      ]),
    );
    expect(found.rows).toEqual([
      { users: 2, orders: 10, revenue: 1900, perOrder: 190, meanOfUsers: 550, medianOfUsers: 550 },
    ]);
    expect(found.at().perOrder.en).toBe('€190.00');
    expect(found.title).toEqual({ en: 'Average order value', zh: '客单价' });
  });

  it("takes the users' own averages from the column that has them", async () => {
    const table = await tableOf(
      tally,
      'kunden',
      { kaeufe: 'integer', umsatz: 'decimal', schnitt: 'decimal' },
      [
        [1, 1000, 990],
        [9, 900, 100],
        [2, 100, 50],
      ],
      { frequency: 'kaeufe', monetary: 'umsatz', orderValue: 'schnitt' },
    );
    expect((await orderValue(table)).rows).toMatchObject([
      { perOrder: 2000 / 12, meanOfUsers: 380, medianOfUsers: 100 },
    ]);
  });

  it('counts users without orders, who have no average', async () => {
    const found = await orderValue(
      await customers([
        [0, 0],
        [2, 100],
      ]),
    );
    expect(found.rows).toMatchObject([
      { users: 2, orders: 2, perOrder: 50, meanOfUsers: 50, medianOfUsers: 50 },
    ]);
    const nobody = { perOrder: null, meanOfUsers: null, medianOfUsers: null };
    expect((await orderValue(await customers([[0, 0]]))).rows).toMatchObject([
      { users: 1, orders: 0, ...nobody },
    ]);
    expect((await orderValue(await customers([]))).rows).toEqual([
      { users: 0, orders: null, revenue: null, ...nobody },
    ]);
  });

  it('does not compile where a role is missing', async () => {
    const table = await tableOf(tally, 'thin', { umsatz: 'decimal' }, [[1]], { monetary: 'umsatz' });
    // @ts-expect-error frequency is not bound
    await expect(orderValue(table)).rejects.toThrow('has no column for the role frequency');
  });
});
