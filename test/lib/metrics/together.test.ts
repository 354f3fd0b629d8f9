import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, OptionsError, regions, rfm, segments, type Tally } from 'tally';
import * as column from '../../../lib/src/core/column.js';
import { Result } from '../../../lib/src/core/result.js';
import { CUTS, customersOf, gone, star } from './segments/customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
});
afterAll(() => tally.close());

const customers = () =>
  customersOf(tally, [
    star({ orders: 10, spent: 3000, land: 'Bayern' }),
    star({ days: 20, orders: 5, spent: 1000, land: 'Hessen' }),
    gone({ orders: 5, spent: 500, land: 'Berlin' }),
    gone({ orders: 0, spent: 0, land: 'Berlin' }),
  ]);

describe('groups together', () => {
  it('are one row of segments', async () => {
    const sizes = await segments.sizes(await rfm(await customers(), CUTS));
    expect(segments.together(sizes, ['stars', 'sleepers'])).toMatchObject({
      users: { raw: 2, en: '2' },
      share: { raw: 0.5, en: '50.0%' },
      revenue: { raw: 4000, en: '€4,000' },
      revenueShare: { raw: 4000 / 4500 },
      perUser: { raw: 2000 },
      orders: { raw: null },
    });
    expect(segments.together(sizes, ['starters']).perUser.raw).toBeNull();
    // @ts-expect-error nobody is called so
    expect(() => segments.together(sizes, ['stars', 'lost'])).toThrow(
      `${sizes.name} has no segment "lost"; it has stars, sleepers, starters, gone.`,
    );
  });

  it('are one row of regions, with orders', async () => {
    const areas = await regions(await customers());
    expect(segments.together(areas, ['Hessen', 'Berlin'])).toMatchObject({
      users: { raw: 3 },
      revenue: { raw: 1500 },
      orders: { raw: 10 },
      ordersPerUser: { raw: 10 / 3 },
      revenuePerOrder: { raw: 150 },
    });
    expect(segments.together(areas, ['Bayern', 'Hessen', 'Berlin']).perUser.raw).toBe(
      areas.all.at().perUser.raw,
    );
    expect(() => segments.together(areas, ['Moon'])).toThrow(OptionsError);
  });

  it('are one row of any result with users and revenue, without orders that not all groups know', () => {
    const rows = [
      { users: 1, revenue: 10, region: 'Uri', orders: 2 },
      { users: 3, revenue: 30, region: 'Zug', orders: null },
    ];
    const schema = {
      ...{ users: column.count('users'), revenue: column.money('revenue'), region: column.text('column') },
      orders: column.optional(column.count('orders')),
    };
    const result = new Result({ session: tally, name: 'areas', title: 'areas', schema, rows });
    expect(segments.together(result as never, ['Uri'] as never[])).toMatchObject({
      ...{ users: { raw: 1 }, share: { raw: 0.25 }, revenueShare: { raw: 0.25 }, perUser: { raw: 10 } },
      ...{ orders: { raw: null }, ordersPerUser: { raw: null }, revenuePerOrder: { raw: null } },
    });
  });
});
