import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advice, chart, open, portrait, regions, rfm, type Result as AnyResult, type Tally } from 'tally';
import * as column from '../../../../lib/src/core/column.js';
import { Result } from '../../../../lib/src/core/result.js';
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

interface Money {
  readonly region: string;
  readonly perUser: number | null;
  readonly ordersPerUser: number | null;
  readonly revenuePerOrder: number | null;
}

interface Cell {
  readonly row: string;
  readonly column: string;
  readonly residual: number | null;
  readonly q: number | null;
}

/** What all users spend: 10 in 2 orders of 5. */
const ALL = { perUser: 10, ordersPerUser: 2, revenuePerOrder: 5 };

/** The levers of regions and cells as written. */
function leversBeside(
  areas: readonly Money[],
  cells: readonly Cell[],
  options: advice.LeversOptions = {},
  overall: readonly object[] = [ALL],
) {
  const number = column.optional(column.decimal('perUserRatio'));
  const money = { perUser: number, ordersPerUser: number, revenuePerOrder: number };
  const of = (schema: object, rows: readonly object[]) =>
    new Result({ session: tally, name: 'given', title: 'Given', schema, rows } as never);
  const all = of(money, overall);
  const given = Object.assign(of({ region: column.text('region'), ...money }, areas), { all });
  const segment = column.category('segment', { stars: { label: 'Stars' }, gone: { label: 'Gone' } });
  const tab = of({ row: column.text('region'), column: segment, residual: number, q: number }, cells);
  return advice.levers(given as never, tab as never, options);
}

const BERN: Money = { region: 'Bern', perUser: 20, ordersPerUser: 4, revenuePerOrder: 5 };
const GONE: Cell = { row: 'Bern', column: 'gone', residual: 3, q: 0.04 };

describe('a lever', () => {
  it.each<[string, Partial<Money>, string | null]>([
    ['is orders where both lag alike', { perUser: 9, ordersPerUser: 1, revenuePerOrder: 2.5 }, 'moreOrders'],
    [
      'is larger orders where these lag further',
      { perUser: 9, ordersPerUser: 1.9, revenuePerOrder: 4.5 },
      'largerOrders',
    ],
    ['is keeping where users spend as much as all', { perUser: 10, ordersPerUser: 1 }, 'keep'],
    ['is none without revenue per user', { perUser: null }, null],
    ['is none without orders', { ordersPerUser: null }, null],
    ['is none without revenue per order', { revenuePerOrder: null }, null],
  ])('%s', (_, own, lever) => {
    expect(leversBeside([{ ...BERN, ...own }], []).rows[0]?.lever).toBe(lever);
  });

  it.each<[string, Cell, boolean]>([
    ['more than expected, beyond chance', GONE, true],
    ['as many as expected', { ...GONE, residual: 0 }, false],
    ['fewer than expected', { ...GONE, residual: -3 }, false],
    ['q at the limit', { ...GONE, q: 0.05 }, false],
    ['q not defined', { ...GONE, q: null }, false],
    ['nothing defined', { ...GONE, residual: null, q: null }, false],
    ['another region', { ...GONE, row: 'Uri' }, false],
    ['a segment that is not to be won back', { ...GONE, column: 'stars' }, false],
  ])('wins back by a segment: %s', (_, cell, wonBack) => {
    const [row] = leversBeside([BERN], [cell], { winBack: ['gone'] }).rows;
    expect(row?.lever).toBe(wonBack ? 'winBack' : 'keep');
  });

  it('wins nobody back unless told whom, and takes another limit for q', () => {
    expect(leversBeside([BERN], [GONE]).rows[0]).toMatchObject({ lever: 'keep', segments: 'gone' });
    expect(leversBeside([BERN], [GONE], { alpha: 0.01 }).rows[0]?.segments).toBe('');
  });

  it('stands beside the segments that are more than expected, by name, and in a figure', () => {
    const found = leversBeside([BERN], [GONE, { ...GONE, column: 'stars' }]);
    expect(found.at({ region: 'Bern' })).toMatchObject({
      segments: { raw: 'gone,stars', en: 'Gone, Stars' },
      perUser: { raw: 2, en: '200%' },
    });
    const unnamed = leversBeside([BERN], [{ ...GONE, column: 'other' }]);
    expect(unnamed.at({ region: 'Bern' }).segments.en).toBe('other');
    expect(found.title).toEqual({ en: 'What to work on in each region', zh: '各地区的运营抓手' });
    expect(found.chart).toEqual({ mark: 'bar', x: 'perUser', y: 'region' });
    expect(chart(found as unknown as AnyResult)).toBeDefined();
  });

  it.each<[string, readonly object[], readonly (number | null)[]]>([
    ['all users', [ALL], [2, 2, 1]],
    [
      'users who spent nothing',
      [{ perUser: 0, ordersPerUser: 0, revenuePerOrder: null }],
      [null, null, null],
    ],
    ['nobody', [], [null, null, null]],
  ])('has ratios to %s', (_, overall, ratios) => {
    const [row] = leversBeside([BERN], [], {}, overall).rows;
    expect([row?.perUser, row?.orders, row?.perOrder]).toEqual(ratios);
  });
});
