import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { community, open, stats, tiers, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1, currency: 'CNY' });
});
afterAll(() => tally.close());

const PLAN = {
  gold: { label: 'Gold', within: 30 },
  silver: { label: 'Silver', after: 30 },
} as const satisfies tiers.TierPlan;

type Customer = readonly [recency: number, spent: number, community: string | null, member: boolean];

const tieredOf = async (customers: readonly Customer[]) =>
  tiers.assign(
    await tableOf(
      tally,
      'customers',
      { customer: 'integer', recency: 'integer', spent: 'double', community: 'text?', member: 'boolean' },
      customers.map((customer, n) => [n, ...customer]),
      { user: 'customer', recency: 'recency', monetary: 'spent' },
    ),
    { plan: PLAN },
  );

const times = (n: number, customer: Customer): Customer[] => Array.from({ length: n }, () => customer);

describe('the commission of leaders', () => {
  const schedule = { gold: { share: 1 }, silver: { perCustomer: 2 }, unassigned: {} };
  const FEW: readonly Customer[] = [
    [5, 100, 'A', true],
    [60, 300, 'A', true],
    [5, 100, 'B', true],
  ];

  it('counts the first two tiers as of high value, and says what it shows', async () => {
    const paid = await community.commission(await tieredOf(FEW), { revenue: 'spent', schedule });
    expect(paid.rows.map(({ commission, high }) => [commission, high])).toEqual([
      [102, 1],
      [100, 1],
    ]);
    expect(paid.note).toBeNull();
    expect([paid.title, paid.tiers.title]).toMatchObject([
      { en: 'Commission of community leaders' },
      { en: 'Commission by community and tier' },
    ]);
    expect(paid.chart).toEqual({ mark: 'bar', x: 'difference', y: 'community' });
    expect(paid.schema.high).toMatchObject({ of: { base: 'customers', interval: 'highInterval' } });
    const [row] = paid.tiers.rows;
    expect([paid.at({ community: 'A' }).revenue.en, row?.revenue]).toEqual(['¥400', 100]);
    expect(paid.tiers.at({ community: 'A', tier: 'gold' }).revenue.en).toBe('¥100');
    for (const { schema } of [paid, paid.tiers]) {
      expect(schema.community).toMatchObject({ kind: 'text', label: paid.schema.community.label });
    }
  });

  it('is of the communities that occur, in the order of their column', async () => {
    const paid = await community.commission(await tieredOf(FEW), {
      ...{ revenue: 'spent', schedule, community: 'tier', high: ['silver'] },
    });
    expect(paid.rows.map(({ community: name, high }) => [name, high])).toEqual([
      ['gold', 0],
      ['silver', 1],
    ]);
  });

  it.each([
    ['a share below 0', { share: -0.1 }, 'gold: the share of revenue must be from 0 to 1, not -0.1'],
    ['an amount without end', { perCustomer: Infinity }, 'at least 0, not Infinity'],
  ])('is refused for %s', async (_, gold, message) => {
    const options = { revenue: 'spent', schedule: { ...schedule, gold } } as const;
    await expect(community.commission(await tieredOf(FEW), options)).rejects.toThrow(message);
  });
});

describe('what communities need', () => {
  const MANY = [
    ...[...times(30, [5, 1, 'A', true]), ...times(10, [60, 1, 'A', true])],
    ...[...times(40, [5, 1, 'B', true]), ...times(120, [60, 1, 'B', false])],
  ];

  it('is by community, then by label, with the names and intervals of both', async () => {
    const found = await community.needs(await tieredOf(MANY), {
      labels: ['tier', 'member'],
      activities: { tier: { gold: 'Tasting' } },
    });
    expect(
      found.rows.map(({ community: name, label, value, customers, verdict, activity }) =>
        [name, label, value, customers, verdict, activity ?? '-'].join(' '),
      ),
    ).toEqual([
      'A tier Gold 30 more Tasting',
      'A tier Silver 10 fewer -',
      'A member false 0 fewer -',
      'A member true 40 more -',
      'B tier Gold 40 fewer -',
      'B tier Silver 120 more -',
      'B member false 120 more -',
      'B member true 40 fewer -',
    ]);
    const off = stats.differenceOfShares({ k: 30, n: 40 }, { k: 40, n: 160 });
    expect(found.rows[0]).toMatchObject({
      ...{ share: 0.75, shareInterval: stats.wilson(30, 40), elsewhere: 0.25 },
      ...{ difference: 0.5, differenceInterval: off?.interval },
    });
    const shrunk = stats.shrunkShares([
      { k: 30, n: 40 },
      { k: 40, n: 160 },
    ]);
    expect([found.rows[0]?.shrunk, found.rows[4]?.shrunk]).toEqual(shrunk?.shares);
    expect(found.rows[0]?.p).toBeCloseTo(stats.fisherExact({ k: 30, n: 40, all: 70, size: 200 }), 12);
  });

  it('says what it shows', async () => {
    const tiered = await tieredOf(MANY);
    const found = await community.needs(tiered, {
      ...{ labels: ['tier'], activities: { tier: { gold: 'Tasting' } } },
    });
    expect(found.title).toMatchObject({ en: 'What communities have more of' });
    expect(found.chart).toEqual({ mark: 'heatmap', x: 'value', y: 'community', value: 'shrunk' });
    expect(found.schema).toMatchObject({
      community: { kind: 'text' },
      label: { values: { tier: { label: tiered.schema['tier']?.label } } },
      size: { hidden: true },
      share: { of: { base: 'size', interval: 'shareInterval' } },
      difference: { of: { interval: 'differenceInterval' } },
      differenceInterval: { hidden: true },
    });
    expect(Object.keys(found.schema.activity.values)).toEqual(['Tasting']);
    const first = found.at({ community: 'A', customers: 30 });
    expect([first.label.en, first.value.en, first.activity.en]).toEqual(['Tier', 'Gold', 'Tasting']);
  });
});

describe('group-buying offers', () => {
  const OFFER = { label: 'Ten percent', threshold: 1, discount: 0.1 };
  const BASE = {
    ...{ members: { gold: 2, silver: 1 }, price: 10, unitCost: 7, fixed: 4 },
    joins: { gold: { base: 0.9, perPoint: 0.02 }, silver: { base: 0.1, perPoint: -0.02 } },
    offers: { ten: OFFER, more: { ...OFFER, label: 'Less', discount: 0.05 } },
  };

  it('are joined with a probability from 0 to 1', () => {
    const found = community.groupBuying(tally, BASE);
    // 0.9 + 0.2 is 1 and 0.1 - 0.2 is 0: two of two join, who bring 2 each, and no third.
    expect(found.at({ offer: 'ten' })).toMatchObject({
      ...{ joiners: { raw: 2 }, forms: { raw: 1 }, margin: { raw: 0 }, breakEven: { raw: 2 } },
      ...{ unitMargin: { raw: 2 }, discount: { raw: 0.1 }, best: { raw: false } },
    });
    expect(found.at({ offer: 'ten' }).joiners.en).toBe('2.0');
    expect(found.at({ offer: 'ten' }).offer.en).toBe('Ten percent');
    expect(found.title).toMatchObject({ en: 'Group-buying offers: what to expect' });
    expect(found.chart).toEqual({ mark: 'bar', x: 'margin', y: 'offer' });
  });

  it('break even with one where nothing else is to be paid, and never where each brings nothing', () => {
    const offers = { ten: OFFER };
    const free = community.groupBuying(tally, { ...BASE, offers, fixed: 0, unitCost: 0 }).at();
    // Each of the two brings the whole price of 9.
    expect([free.breakEven.raw, free.margin.raw, free.best.raw]).toEqual([1, 18, true]);
    const nothing = community.groupBuying(tally, { ...BASE, offers, unitCost: 9 });
    expect(nothing.rows).toMatchObject([{ unitMargin: 0, breakEven: null }]);
  });

  it('have no best one where none brings anything', () => {
    const found = community.groupBuying(tally, { ...BASE, fixed: 1000 });
    expect(found.rows.map(({ best }) => best)).toEqual([false, false]);
    const nobody = community.groupBuying(tally, { ...BASE, members: { gold: 0, silver: 0 } });
    expect(nobody.rows.map(({ best, discount, margin }) => [best, discount, margin])).toEqual([
      [false, 0, 0],
      [false, 0, 0],
    ]);
  });

  it('are for up to 5,000 members, who may all join or none', () => {
    const joins = { gold: { base: 1 }, silver: { base: 0 } };
    const offers = { ten: { ...OFFER, discount: { gold: 0, silver: 0.5 } } };
    const found = community.groupBuying(tally, {
      ...BASE,
      ...{ joins, offers, members: { gold: 4999, silver: 1 } },
    });
    expect(found.at()).toMatchObject({ joiners: { raw: 4999 }, discount: { raw: 0 } });
  });

  it.each([
    ['fewer than no members', { members: { gold: -1, silver: 1 } }, 'gold: members must be a whole number'],
    ['5,001 members', { members: { gold: 5000, silver: 1 } }, 'at most 5000 members'],
    ['a rate below 0', { joins: { gold: { base: -0.1 }, silver: { base: 0 } } }, 'not -0.1 with 0 per point'],
    [
      'a rate without end',
      { joins: { gold: { base: 0, perPoint: Infinity }, silver: { base: 0 } } },
      'not 0 with Infinity per point',
    ],
    ['a price below 0', { price: -1 }, 'not -1, 7 and 4'],
    ['goods that cost less than nothing', { unitCost: -1 }, 'not 10, -1 and 4'],
    ['costs below 0', { fixed: -1 }, 'not 10, 7 and -1'],
    ['a price without end', { price: Infinity }, 'not Infinity, 7 and 4'],
    ['half a member as threshold', { offers: { ten: { ...OFFER, threshold: 1.5 } } }, 'not 1.5'],
    [
      'a discount below 0',
      { offers: { ten: { ...OFFER, discount: -0.1 } } },
      'ten: a discount must be from 0 to below 1, not -0.1',
    ],
    [
      'a discount of more in one tier',
      { offers: { ten: { ...OFFER, discount: { gold: 0, silver: 2 } } } },
      'below 1, not 2',
    ],
    ['a discount left out', { offers: { ten: { ...OFFER, discount: { gold: 0 } } } }, 'not left out'],
  ])('are refused for %s', (_, more, message) => {
    expect(() => community.groupBuying(tally, { ...BASE, ...more } as typeof BASE)).toThrow(message);
  });
});
