import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advice, open, portrait, regions, rfm, type Tally } from 'tally';
import { CUTS, customersOf, gone, star, type Customer } from '../segments/customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const many = (n: number, one: Customer) => Array.from({ length: n }, () => one);

async function leversOf(customers: readonly Customer[], winBack: readonly string[]) {
  const table = await customersOf(tally, customers);
  const tab = await portrait.crossTab(await rfm(table, CUTS), 'land', 'segment');
  return advice.levers(await regions(table), tab, { winBack });
}

const SHOP = [
  ...many(20, star({ land: 'Bern', days: 90, orders: 4, spent: 2000 })),
  ...many(20, star({ land: 'Zug', orders: 4, spent: 2000 })),
  ...many(20, gone({ land: 'Jura', orders: 4, spent: 400 })),
  ...many(20, gone({ land: 'Uri', orders: 1, spent: 500 })),
];

describe('levers', () => {
  it('takes the factor that is further behind, win-back where it stands out, else keeping', async () => {
    const found = await leversOf(SHOP, ['sleepers']);
    // 98,000 of 80 users are 1,225 each; 260 orders are 3.25 each.
    expect(found.at({ region: 'Jura' })).toMatchObject({
      perUser: { raw: 400 / 1225 },
      orders: { raw: 4 / 3.25 },
      lever: { raw: 'largerOrders', en: 'Larger orders', zh: '提高客单价' },
      segments: { en: 'Gone', zh: '已流失' },
    });
    expect(found.at({ region: 'Uri' })).toMatchObject({
      orders: { raw: 1 / 3.25 },
      lever: { raw: 'moreOrders' },
    });
    expect(found.at({ region: 'Bern' })).toMatchObject({
      lever: { raw: 'winBack' },
      segments: { en: 'Sleepers' },
    });
    expect(found.at({ region: 'Zug' })).toMatchObject({ lever: { raw: 'keep' }, segments: { en: 'Stars' } });
  });

  it('names no segment where none stands out, and no lever without revenue', async () => {
    const one = await leversOf([star({ land: 'Bern' })], ['stars']);
    expect(one.at({ region: 'Bern' })).toMatchObject({
      segments: { en: 'none', zh: '没有' },
      lever: { raw: 'keep' },
    });
    const free = await leversOf([gone({ land: 'Bern', spent: 0 })], []);
    expect(free.at({ region: 'Bern' })).toMatchObject({ perUser: { raw: null }, lever: { raw: null } });
  });
});
