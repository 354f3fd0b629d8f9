import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaigns, open, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { line, shopOf } from '../../orders/shop-of.js';
import { tableOf } from '../../table-of.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const LINES = [
  'o1 anna 2024-01-01 1x100 pen',
  'o2 anna 2024-01-20 1x1000 pen',
  'o3 anna 2024-02-01 1x2000 pen',
  'o4 anna 2024-02-10 -1x500 pen',
  'o5 anna 2024-02-11 1x9000 pen',
  'o6 bert 2024-01-21 1x300 pen',
].map(line);

const members = () =>
  tableOf(
    tally,
    'members',
    { who: 'text', arm: 'text' },
    [
      ['anna', 'treated'],
      ['bert', 'control'],
      ['zoe', 'control'],
    ],
    { user: 'who' },
  );

const OPTIONS = { from: '2024-02-01', to: '2024-02-10', margin: 0.25, before: 14 };

describe('what members of a campaign bought', () => {
  it('is counted from the first to the last day, and in the days before: by hand', async () => {
    const { shop } = await shopOf(tally, files, LINES);
    const seen = await campaigns.outcomes(await members(), shop, OPTIONS);
    const { rows } =
      await tally.query`SELECT who, revenue_within, margin_within, orders_within, revenue_before, orders_before
      FROM ${seen} ORDER BY who`;
    // 20.00 on the first day, 5.00 back on the last; before: January 18 to 31. Zoe never bought: 0, which is known.
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['anna', 15, 3.75, 1, 10, 1],
      ['bert', 0, 0, 0, 3, 1],
      ['zoe', 0, 0, 0, 0, 0],
    ]);
    expect(
      (await campaigns.roi(seen, { group: 'arm', outcome: 'margin_within', cost: 1 })).at().incremental.raw,
    ).toBe(3.75);
  });

  it('is all of their orders in these days, also on the last one before, and refunds are none', async () => {
    const lines = [
      'p1 anna 2024-01-01 1x100 pen',
      'p2 anna 2024-01-20 1x1000 pen',
      'p3 anna 2024-01-31 1x700 pen',
      'p4 anna 2024-02-02 1x2000 pen',
      'p5 anna 2024-02-03 1x400 pen',
      'p6 anna 2024-02-04 -1x500 pen',
    ].map(line);
    const { shop } = await shopOf(tally, files, lines, { asOf: '2024-02-20' });
    const seen = await campaigns.outcomes(await members(), shop, OPTIONS);
    const { rows } = await tally.query`SELECT revenue_within, orders_within, revenue_before, orders_before
      FROM ${seen} WHERE who = 'anna'`;
    expect(rows.map((row) => Object.values(row))).toEqual([[19, 2, 17, 2]]);
  });

  it('may be of the last day alone, at a margin of all, and from the first order on before', async () => {
    const { shop } = await shopOf(tally, files, LINES);
    const options = { from: '2024-02-11', to: '2024-02-11', margin: 1, before: 41 };
    const seen = await campaigns.outcomes(await members(), shop, options);
    const { rows } = await tally.query`SELECT revenue_within, margin_within, revenue_before, orders_before
      FROM ${seen} WHERE who = 'anna'`;
    expect(rows.map((row) => Object.values(row))).toEqual([[90, 90, 26, 3]]);
    expect(seen.schema).toMatchObject({
      revenue_within: { label: { en: 'Revenue while it ran' } },
      orders_before: { kind: 'integer' },
    });
  });

  it.each([
    ['days out of order', { to: '2024-01-31' }, 'ends on 2024-01-31, before it begins on 2024-02-01'],
    [
      'a campaign that is not over',
      { to: '2024-02-12' },
      'the orders are known to 2024-02-11: it is not over',
    ],
    ['days before the orders', { before: 90 }, 'take fewer (before)'],
    ['no days before', { before: 0 }, 'before must be a whole number'],
    ['a margin of nothing', { margin: 0 }, 'The margin must be above 0'],
    ['a margin of more than all', { margin: 1.5 }, 'at most 1, not 1.5'],
    ['a day that is none', { from: '2024-02-31' }, 'write a day as YYYY-MM-DD'],
  ])('is refused: %s', async (_, options, message) => {
    const { shop } = await shopOf(tally, files, LINES);
    await expect(campaigns.outcomes(await members(), shop, { ...OPTIONS, ...options })).rejects.toThrow(
      message,
    );
  });

  it('is not put beside columns of the same names', async () => {
    const { shop } = await shopOf(tally, files, LINES);
    const seen = await campaigns.outcomes(await members(), shop, OPTIONS);
    await expect(campaigns.outcomes(seen, shop, OPTIONS)).rejects.toThrow(
      'has a column "revenue_within" already',
    );
  });
});
