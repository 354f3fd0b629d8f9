import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benefits, campaigns, community, open, recommendations, tiers, type Tally } from 'tally';
import { xiaoxiang } from 'tally-studies';

let tally: Tally;
let shop: xiaoxiang.Shop;
beforeAll(async () => {
  tally = await open({ threads: 2, currency: 'CNY' });
  shop = await xiaoxiang.loadShop(tally, 'data/sample');
}, 60_000);
afterAll(() => tally.close());

const DESIGN = { K2: 0.5, K3: 0.7, K4: 0.5, K5: 0.5, K6: 0.5 };

describe('the campaigns of the sample', () => {
  it('are judged as they truly are: two pay, one loses, one has no control, one is not comparable', async () => {
    const members = await xiaoxiang.campaignMembers(shop);
    const paid = await campaigns.roi(members, {
      ...{
        group: 'arm',
        treated: 'treatment',
        outcome: 'margin',
        cost: 'cost',
        by: 'campaign_id',
        received: 'received',
      },
      ...{ design: DESIGN, before: ['orders_before', 'revenue_before'] },
    });
    expect(paid.rows.map(({ by, verdict, failed }) => [by, verdict, failed])).toEqual([
      ['K1', 'none', 1],
      ['K2', 'pays', 0],
      ['K3', 'loses', 0],
      ['K4', 'pays', 0],
      ['K5', 'open', 2],
      ['K6', 'open', 0],
    ]);
    expect(paid.checks.where({ passes: false }).rows.map(({ by, check }) => [by, check])).toEqual([
      ['K1', 'control'],
      ['K5', 'balance'],
      ['K5', 'balance'],
    ]);
  });

  it('cost what was paid for reaching customers and for coupons, and nothing in the control group', async () => {
    const members = await xiaoxiang.campaignMembers(shop);
    const { rows } = await tally.query`SELECT campaign_id, arm, CAST(sum(cost) AS DOUBLE) AS cost,
        CAST(min(cost) AS DOUBLE) AS least FROM ${members} GROUP BY 1, 2 ORDER BY 1, 2`;
    const coupons =
      await tally.query`SELECT k.campaign_id, CAST(sum(k.value) AS DOUBLE) AS value FROM ${shop.coupons} k
        JOIN ${shop.orders.orders} o USING (order_id) WHERE o.kind = 'purchase' GROUP BY 1 ORDER BY 1`;
    const used = new Map(coupons.rows.map(({ campaign_id, value }) => [campaign_id, Number(value)]));
    const counts =
      await tally.query`SELECT campaign_id, count(*) AS n FROM ${shop.campaignCustomers} WHERE arm = 'treatment' GROUP BY 1`;
    const reached = new Map(counts.rows.map(({ campaign_id, n }) => [campaign_id, Number(n)]));
    const perCustomer = new Map([
      ['K1', 0],
      ['K2', 0.1],
      ['K3', 12],
      ['K4', 0.1],
      ['K5', 2],
      ['K6', 0.1],
    ]);
    for (const row of rows) {
      const [campaign, arm] = [row['campaign_id'] as string, row['arm'] as string];
      const reach = (perCustomer.get(campaign) ?? NaN) * (reached.get(campaign) ?? 0);
      const expected = arm === 'control' ? 0 : reach + (used.get(campaign) ?? 0);
      expect(Number(row['cost']), `${campaign} ${arm}`).toBeCloseTo(expected, 6);
    }
  });

  it('stand for what the document plans for four tiers', () => {
    expect(Object.entries(xiaoxiang.CAMPAIGNS).map(([tier, planned]) => [tier, planned.length])).toEqual([
      ['platinum', 1],
      ['gold', 1],
      ['silver', 2],
      ['dormant', 2],
      ['lost', 0],
    ]);
  });
});

describe('the benefits of the document', () => {
  it('are for three tiers, each benefit with an uplift', async () => {
    const may = await benefits.eligible(await tiers.assign(shop.members), xiaoxiang.BENEFITS, {
      on: shop.orders.asOf,
    });
    expect([...new Set(may.summary.rows.map(({ tier }) => tier))]).toEqual(['platinum', 'gold', 'silver']);
    const plan = await benefits.budget(may, { budget: 500, value: 'order_value', uplift: xiaoxiang.UPLIFT });
    expect(plan.overall.at().cost.raw).toBeLessThanOrEqual(500);
    expect(plan.total('granted').raw).toBe(plan.overall.at().granted.raw);
  });
});

describe('the recommendations of the document', () => {
  it('treat lapsed customers as new, and the mended rule nobody', async () => {
    const tiered = await tiers.assign(shop.orders.customers);
    const picks = async (rule: 'document' | 'mended') =>
      (
        await recommendations.forCustomers(shop.orders, tiered, {
          rule: xiaoxiang.RECOMMENDATION_RULES[rule],
        })
      ).audience;
    const document = await picks('document');
    expect(document.total('treatedAsNew').raw).toBe(
      (document.at({ tier: 'dormant' }).customers.raw ?? 0) +
        (document.at({ tier: 'lost' }).customers.raw ?? 0),
    );
    expect((await picks('mended')).total('treatedAsNew').raw).toBe(0);
  });

  it('find what the sample puts together: tomatoes with eggs, lamb with mushrooms, milk with bananas', async () => {
    const tiered = await tiers.assign(shop.orders.customers);
    for (const tier of ['gold', 'silver'] as const) {
      const pairs = await recommendations.tierPairs(shop.orders, tiered, tier, {
        rank: 'lift',
        least: 40,
        top: 4,
      });
      expect(
        pairs.rows.map(({ pair, liftInterval }) => [pair, (liftInterval?.low ?? 0) > 1]),
        tier,
      ).toEqual([
        ['Lamb rolls + Mushrooms', true],
        ['Eggs + Tomatoes', true],
        ['Bananas + Milk', true],
        [expect.any(String), false],
      ]);
    }
  });
});

describe('communities of the sample', () => {
  it('have leaders paid by tiers, and join rates that rise with the tier', async () => {
    const tiered = await tiers.assign(shop.members);
    const paid = await community.commission(tiered, { revenue: 'spent', schedule: xiaoxiang.COMMISSION });
    expect(paid.length).toBe(12);
    expect(paid.total('difference').raw).toBeCloseTo(0, 6);
    const joins = await xiaoxiang.joinRates(shop, tiered);
    expect(joins.platinum.base).toBeGreaterThan(joins.gold.base);
    expect(joins.gold.base).toBeGreaterThan(joins.silver.base);
    expect(joins.lost).toEqual({ base: 0, perPoint: 0 });
  });
});

describe('the claims on operations', () => {
  it('are implemented, and say where and with what result', async () => {
    const study = xiaoxiang.open(shop.orders);
    const of = async (id: string) => study.claim(id);
    expect((await of('X-3.3-BEN')).computed).toMatchObject({ tiers: 3, benefits: 7 });
    expect((await of('X-3.3-CAMP')).computed).toMatchObject({ tiers: 4, campaigns: 6 });
    expect((await of('X-3.4-REC')).note).toContain('recommendations.forCustomers');
    expect((await of('X-4.3-CLUST')).note).toContain('audit.rivals');
    expect((await of('X-5.2-COMM')).computed).toMatchObject({ communities: 12, offers: 4 });
    for (const id of ['X-3.3-BEN', 'X-3.3-CAMP', 'X-3.4-REC', 'X-4.3-CLUST', 'X-5.2-COMM']) {
      expect((await of(id)).verdict, id).toBe('implemented');
    }
  }, 60_000);
});
