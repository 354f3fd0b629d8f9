import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { community, open, stats, tiers, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';
import { seeded } from '../../../../lib/src/stats/random.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2, currency: 'CNY' });
});
afterAll(() => tally.close());

const PLAN = {
  gold: { label: 'Gold', within: 30 },
  silver: { label: 'Silver', after: 30 },
} as const satisfies tiers.TierPlan;

type Customer = readonly [
  recency: number | null,
  spent: number | null,
  community: string | null,
  household: string | null,
];

const tieredOf = async (customers: readonly Customer[]) =>
  tiers.assign(
    await tableOf(
      tally,
      'customers',
      { customer: 'integer', recency: 'integer?', spent: 'double?', community: 'text?', household: 'text?' },
      customers.map((customer, n) => [n, ...customer]),
      { user: 'customer', recency: 'recency', monetary: 'spent' },
    ),
    { plan: PLAN },
  );

const SCHEDULE = { gold: { share: 0.08, perCustomer: 1 }, silver: { share: 0.05 }, unassigned: {} } as const;

const FEW: readonly Customer[] = [
  [5, 100, 'A', 'family'],
  [5, 300, 'A', 'family'],
  [60, 200, 'A', 'elderly'],
  [60, 400, 'B', 'elderly'],
  [60, -50, 'B', 'elderly'],
  [null, null, 'B', null],
  [5, 999, null, 'family'],
];

describe('the commission of a leader', () => {
  it('is by the tiers of the community: by hand', async () => {
    const paid = await community.commission(await tieredOf(FEW), { revenue: 'spent', schedule: SCHEDULE });
    // A: 8% of 400 and 2 for two customers, 5% of 200. B: 5% of 400; a balance below 0 is 0, and so is what nobody bought.
    expect(
      paid.rows.map(({ community: name, customers, revenue, commission }) => [
        name,
        customers,
        revenue,
        commission,
      ]),
    ).toEqual([
      ['A', 3, 600, 44],
      ['B', 3, 400, 20],
    ]);
    // 64 of 1,000 in all is 6.4% for everybody: 38.40 and 25.60.
    expect(
      paid.rows.map(({ flat, difference }) =>
        [flat, difference].map((n) => Math.round((n ?? 0) * 100) / 100),
      ),
    ).toEqual([
      [38.4, 5.6],
      [25.6, -5.6],
    ]);
    expect(paid.at({ community: 'A' }).rate.raw).toBeCloseTo(44 / 600, 12);
    expect(paid.rows.map(({ high }) => high)).toEqual([1, 2 / 3]);
    expect(paid.note).toMatchObject({ en: 'Customers without a community, not counted: 1.' });
    expect(paid.tiers.rows.map(({ community: name, tier, commission }) => [name, tier, commission])).toEqual([
      ['A', 'gold', 34],
      ['A', 'silver', 10],
      ['B', 'silver', 20],
      ['B', 'unassigned', 0],
    ]);
  });

  it('is compared by shares of high value that are drawn together where communities are small', async () => {
    const paid = await community.commission(await tieredOf(FEW), {
      revenue: 'spent',
      schedule: SCHEDULE,
      high: ['gold'],
    });
    const shrunk = stats.shrunkShares([
      { k: 2, n: 3 },
      { k: 0, n: 3 },
    ]);
    expect(paid.rows.map(({ high, shrunk: own }) => [high, own])).toEqual([
      [2 / 3, shrunk?.shares[0]],
      [0, shrunk?.shares[1]],
    ]);
    expect(paid.rows[0]?.highInterval).toEqual(stats.wilson(2, 3));
  });

  it('is nothing without revenue, and a share is then not defined', async () => {
    const paid = await community.commission(
      await tieredOf([
        [5, 0, 'A', null],
        [60, 0, 'A', null],
      ]),
      {
        revenue: 'spent',
        schedule: { gold: {}, silver: {}, unassigned: {} },
      },
    );
    expect(paid.rows).toMatchObject([
      { commission: 0, rate: null, flat: null, difference: null, shrunk: null },
    ]);
  });

  it('does not compile with a tier left out, and does not run', async () => {
    const tiered = await tieredOf(FEW);
    // @ts-expect-error silver has no rate
    const short: community.CommissionSchedule<'gold' | 'silver'> = { gold: {}, unassigned: {} };
    await expect(community.commission(tiered, { revenue: 'spent', schedule: short })).rejects.toThrow(
      'no rate for the tier silver',
    );
  });

  it.each([
    [
      'a share above 1',
      { schedule: { ...SCHEDULE, gold: { share: 8 } } },
      'gold: the share of revenue must be from 0 to 1, not 8',
    ],
    [
      'an amount below 0',
      { schedule: { ...SCHEDULE, gold: { perCustomer: -1 } } },
      'must be at least 0, not -1',
    ],
    ['money that is a word', { revenue: 'household' }, 'household is no number'],
    ['a community that is not there', { community: 'village' }, 'has no column "village"'],
    ['another tier', { high: ['bronze'] }, 'There is no tier "bronze"'],
  ])('is refused for %s', async (_, more, message) => {
    const options = { revenue: 'spent', schedule: SCHEDULE, ...more } as {
      revenue: 'spent';
      schedule: typeof SCHEDULE;
    };
    await expect(community.commission(await tieredOf(FEW), options)).rejects.toThrow(message);
  });
});

describe('what a community needs', () => {
  const times = (n: number, customer: Customer): Customer[] => Array.from({ length: n }, () => customer);
  const MANY = [
    ...times(30, [5, 1, 'A', 'family']),
    ...times(10, [5, 1, 'A', 'elderly']),
    ...times(40, [5, 1, 'B', 'family']),
    ...times(120, [5, 1, 'B', 'elderly']),
    ...times(2, [5, 1, 'C', 'family']),
    ...times(5, [5, 1, 'B', null]),
  ];

  it('is what it has more of than elsewhere, by counts of customers whose label is known', async () => {
    const found = await community.needs(await tieredOf(MANY), {
      labels: ['household'],
      activities: { household: { family: 'Children’s day', elderly: 'Morning market' } },
    });
    expect(
      found.rows.map(({ community: name, value, customers, size, verdict, activity }) => [
        name,
        value,
        customers,
        size,
        verdict,
        activity,
      ]),
    ).toEqual([
      ['A', 'elderly', 10, 40, 'fewer', null],
      ['A', 'family', 30, 40, 'more', 'Children’s day'],
      ['B', 'elderly', 120, 160, 'more', 'Morning market'],
      ['B', 'family', 40, 160, 'fewer', null],
      // Two of two are families, and that is no need: small communities show nothing.
      ['C', 'elderly', 0, 2, 'notShown', null],
      ['C', 'family', 2, 2, 'notShown', null],
    ]);
    const a = found.at({ community: 'A', value: 'family' });
    expect(a.elsewhere.raw).toBeCloseTo(42 / 162, 12);
    expect(a.p.raw).toBeCloseTo(stats.fisherExact({ k: 30, n: 40, all: 72, size: 202 }), 12);
    expect(a.q.raw).toBeGreaterThan(a.p.raw ?? 1);
    expect(found.at({ community: 'C', value: 'family' }).shrunk.raw).toBeLessThan(1);
  });

  it('is not shown where communities are alike: at most 5 of 100 such shops have any', async () => {
    const random = seeded(5);
    let shops = 0;
    for (let run = 0; run < 40; run += 1) {
      const customers = Array.from({ length: 200 }, (): Customer => [
        ...([5, 1] as const),
        `c${random.below(6)}`,
        random.next() < 0.3 ? 'elderly' : random.next() < 0.5 ? 'family' : 'office',
      ]);
      const found = await community.needs(await tieredOf(customers), { labels: ['household'] });
      if (found.rows.some(({ verdict }) => verdict !== 'notShown')) shops += 1;
    }
    expect(shops).toBeLessThanOrEqual(4);
  }, 60_000);

  it('is nothing with one community only', async () => {
    const found = await community.needs(await tieredOf(times(9, [5, 1, 'A', 'family'])), {
      labels: ['tier', 'household'],
    });
    expect(
      found.rows.map(({ elsewhere, difference, shrunk, p, verdict }) => [
        elsewhere,
        difference,
        shrunk,
        p,
        verdict,
      ]),
    ).toEqual([
      [null, null, null, 1, 'notShown'],
      [null, null, null, 1, 'notShown'],
    ]);
    expect(
      (
        await community.needs(await tieredOf([]).catch(() => tieredOf([[5, 1, null, null]])), {
          labels: ['household'],
        })
      ).length,
    ).toBe(0);
  });

  it.each([
    ['no label', { labels: [] }, 'Name at least one label'],
    ['a label that is a number', { labels: ['spent'] }, 'a label is text or yes/no'],
    [
      'activities of what is not compared',
      { labels: ['tier'], activities: { household: {} } },
      'There are activities for "household"',
    ],
  ])('is refused for %s', async (_, options, message) => {
    await expect(community.needs(await tieredOf(FEW), options as { labels: ['tier'] })).rejects.toThrow(
      message,
    );
  });
});

describe('group buying', () => {
  const OFFER = { label: 'Ten percent', threshold: 2, discount: 0.1 };
  const BASE = {
    members: { gold: 2, silver: 1 },
    joins: { gold: { base: 0.5 }, silver: { base: 0, perPoint: 0.02 } },
    ...{ price: 10, unitCost: 6, fixed: 4 },
    offers: { ten: OFFER },
  };

  it('expects what all who may join bring: by hand', () => {
    // Gold joins with 0.5, silver with 0.02 × 10 = 0.2; each who joins brings 9 - 6 = 3.
    // P(2) = 0.25 × 0.8 + 0.5 × 0.2 = 0.3, P(3) = 0.05; margin = 0.3 (6 - 4) + 0.05 (9 - 4) = 0.85.
    const found = community.groupBuying(tally, BASE).at();
    expect(found.joiners.raw).toBeCloseTo(1.2, 12);
    expect(found.forms.raw).toBeCloseTo(0.35, 12);
    expect(found.margin.raw).toBeCloseTo(0.85, 12);
    expect(found.marginFormed.raw).toBeCloseTo(0.85 / 0.35, 12);
    expect([found.breakEven.raw, found.best.raw]).toEqual([2, true]);
  });

  it('takes discounts by tier, and marks the best of several offers', () => {
    const found = community.groupBuying(tally, {
      ...BASE,
      offers: {
        ten: OFFER,
        byTier: { label: 'By tier', threshold: 1, discount: { gold: 0, silver: 0.3 } },
        free: { label: 'Below cost', threshold: 1, discount: 0.5 },
      },
    });
    // Gold 0.5 brings 4, silver 0.6 brings 1; nobody joins with 0.25 × 0.4 = 0.1: margin = 4 + 0.6 - 4 × 0.9 = 1.
    expect(found.at({ offer: 'byTier' }).margin.raw).toBeCloseTo(1, 12);
    expect(found.at({ offer: 'byTier' }).discount.raw).toBeCloseTo(0.18 / 1.6, 12);
    // 5 - 6 = -1 each: no group is large enough.
    expect(found.at({ offer: 'free' }).breakEven.raw).toBeNull();
    expect(found.rows.map(({ best }) => best)).toEqual([false, true, false]);
  });

  it('is what chance brings on average', () => {
    const random = seeded(3);
    const members = { gold: 8, silver: 25 };
    const joins = { gold: { base: 0.3, perPoint: 0.01 }, silver: { base: 0.1, perPoint: 0.005 } };
    const offer = { label: 'Offer', threshold: 8, discount: { gold: 0.05, silver: 0.2 } };
    const found = community.groupBuying(tally, { ...BASE, members, joins, offers: { offer } }).at();
    const RUNS = 40_000;
    let [margin, formed] = [0, 0];
    for (let run = 0; run < RUNS; run += 1) {
      const drawn = (n: number, p: number) =>
        Array.from({ length: n }, () => Number(random.next() < p)).reduce((a, b) => a + b, 0);
      const [gold, silver] = [drawn(8, 0.35), drawn(25, 0.2)];
      if (gold + silver < 8) continue;
      formed += 1;
      margin += gold * (9.5 - 6) + silver * (8 - 6) - 4;
    }
    expect(found.forms.raw).toBeCloseTo(formed / RUNS, 1);
    expect(Math.abs((found.margin.raw ?? 0) - margin / RUNS)).toBeLessThan(0.2);
    expect(Math.abs((found.forms.raw ?? 0) - formed / RUNS)).toBeLessThan(0.01);
  });

  it('has no best offer where all lose, and nothing to expect of nobody', () => {
    const lossy = community.groupBuying(tally, { ...BASE, fixed: 1000 });
    expect(lossy.at()).toMatchObject({ best: { raw: false }, breakEven: { raw: 334 } });
    const empty = community.groupBuying(tally, { ...BASE, members: { gold: 0, silver: 0 } });
    expect(empty.rows).toMatchObject([
      { joiners: 0, unitMargin: null, forms: 0, margin: 0, marginFormed: null },
    ]);
  });

  it('takes the members of a community by tier', async () => {
    const tiered = await tieredOf(FEW);
    expect(await community.members(tiered, 'B')).toEqual({ gold: 0, silver: 2, unassigned: 1 });
    await expect(community.members(tiered, 'Z')).rejects.toThrow('no customers of a community "Z"');
  });

  it('does not compile without a join rate for a tier', () => {
    const joins = { gold: { base: 0.5 } };
    // @ts-expect-error silver has no rate
    expect(() => community.groupBuying<'gold' | 'silver', 'ten'>(tally, { ...BASE, joins })).toThrow(
      'no join rate for the tier silver',
    );
  });

  it.each([
    ['half a member', { members: { gold: 0.5, silver: 1 } }, 'members must be a whole number'],
    ['too many members', { members: { gold: 9000, silver: 1 } }, 'at most 5000 members'],
    ['a rate above 1', { joins: { gold: { base: 2 }, silver: { base: 0 } } }, 'from 0 to 1, not 2'],
    ['no price', { price: 0 }, 'The price must be above 0'],
    ['costs below 0', { fixed: -1 }, 'costs at least 0'],
    ['no offers', { offers: {} }, 'Name at least one offer'],
    [
      'a threshold of 0',
      { offers: { ten: { ...OFFER, threshold: 0 } } },
      'threshold must be a whole number of at least 1',
    ],
    ['a discount of all', { offers: { ten: { ...OFFER, discount: 1 } } }, 'must be from 0 to below 1, not 1'],
    ['a discount left out', { offers: { ten: { ...OFFER, discount: { gold: 0.1 } } } }, 'not left out'],
  ])('is refused for %s', (_, more, message) => {
    expect(() => community.groupBuying(tally, { ...BASE, ...more } as typeof BASE)).toThrow(message);
  });
});
