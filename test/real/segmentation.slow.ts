import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  audit,
  auditSegmentation,
  chart,
  column,
  customersAt,
  open,
  portrait,
  rfm,
  sql,
  Table,
  tiers,
  type Tally,
} from 'tally';
import type { RegisterEntry } from 'tally/claims';
import { douyin, judgeRegister, netsuite } from 'tally-studies';
import { realFile } from './files.js';
import { realShop, shopFile } from './shop.js';

const customers = realFile('netsuite/netsuite2_customer_analytics.csv');
const users = realFile('douyin/user_personalized_features.csv');

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => tally.close());

describe.skipIf(customers === null)('the audited segmentation on its real table', () => {
  let entries: readonly RegisterEntry[];
  beforeAll(async () => {
    entries = await judgeRegister(tally, { customers: customers ?? '' });
  });

  it.each([
    ['A-0-DEF', 'implemented', { threshold: 15, rows: 47, expected: 36.4376 }],
    ['A-1-MEAN-1..5', 'confirmed', { percent_premium: 65.8654, percent_growing: 43.9655 }],
    ['A-1-N47', 'confirmed-as-defined', { rows: 47, customers: 39 }],
    ['A-2.1-FIG1', 'untestable', { rows: 47 }],
    ['A-2.1-C1', 'contradicted', { pearson: 0.874, percentExplained: 76.396 }],
    ['A-2.1-C2', 'untestable', { constantColumns: 3 }],
    ['A-2.1-FIG2', 'untestable', { median_high_value: 0.314 }],
    ['A-2.1-C3', 'contradicted', { rows_high_value: 20, rows_premium: 0, rows_growing: 0 }],
    ['A-2.1-C4', 'contradicted', { rows: 20, volatile: 0 }],
    ['A-2.2-FIG3', 'untestable', { q4_basic: 68.9655 }],
    [
      'A-2.2-C1',
      'contradicted',
      { concentrated: 1, withAnomalies: 3, percent: 28.5968, percentBase: 24.7411 },
    ],
    ['A-2.2-C2', 'contradicted', { percent_high_value: 25.5319, percentLargest: 68.9655 }],
    ['A-2.3-FIG4', 'untestable', { rows: 47 }],
    ['A-2.3-C1', 'contradicted', { spearman: 0.9106, spearman_all: 0.943 }],
    ['A-2.3-C2', 'confirmed-as-defined', { rows: 2, percent: 4.2553 }],
    ['A-2.3-C3', 'implemented', { realized: 20, potential: 2, underRecognized: 0, lowInBoth: 25 }],
    ['A-3-DIM1', 'implemented', { percentBefore: 21.4002, percentAfter: 24.1672 }],
    ['A-3-DIM2', 'implemented', { percentAfter: 23.0397 }],
    ['A-3-DIM3', 'implemented', { percentAfter: 21.9582 }],
    ['A-3-CLAIM', 'unsupported', { percent: 18.3124, labels: 3, helping: 0 }],
  ])('judges %s %s', (id, verdict, computed) => {
    const entry = entries.find((one) => one.id === id);
    expect(entry?.verdict).toBe(verdict);
    for (const [name, value] of Object.entries(computed))
      expect(entry?.computed[name], name).toBeCloseTo(value, 3);
  });

  it('is cut from revenue, and has six customers in eight rows each', async () => {
    const found = await netsuite.auditCustomers(await netsuite.loadCustomers(tally, customers ?? ''));
    expect(found.composition.rows).toMatchObject([
      { rows: 149, customers: 107, repeated: 6, rowsOfRepeated: 48, most: 8, inSeveral: 5 },
    ]);
    expect(found.relations.where({ column: 'profitability_segment' }).rows).toMatchObject([
      { relation: 'cuts', other: 'total_revenue', concerns: 'segment' },
    ]);
    expect(found.control.rows.filter(({ q }) => q !== null && q < 0.05)).toEqual([]);
    expect(found.rows.map(({ criterion, grade }) => [criterion, grade])).toEqual([
      ['separation', 'good'],
      ['homogeneity', 'poor'],
      ['stability', 'poor'],
      ['drift', 'unknown'],
      ['actionability', 'poor'],
    ]);
  });
});

describe.skipIf(users === null)('the RFM segments of the user study', () => {
  it('tell spending apart, since they are made of it', async () => {
    const table = await douyin.loadUsers(tally, users ?? '');
    const scored = await rfm(table, { segments: douyin.SEGMENTS, ties: douyin.MYSQL_TIES });
    const found = await auditSegmentation(scored, {
      outcome: 'total_spending',
      threshold: 1000,
      features: ['age', 'income', 'pages_viewed'],
      labels: { region: audit.labelFrom('location') },
    });
    expect(found.composition.at().customers.raw).toBe(1000);
    expect(found.at({ criterion: 'separation' }).grade.raw).toBe('good');
    expect(found.anomalies.length).toBe(8);
    expect(found.labels.at({ proposed: 'region' }).restates.raw).toBe(false);
  });
});

describe.skipIf(shopFile === null)('the RFM segments of the customers of the real shop', () => {
  it('say how much of their spending they explain, with the country beside them', async () => {
    const scored = await rfm((await realShop()).shop.customers);
    const found = await auditSegmentation(scored, {
      outcome: 'order_value',
      threshold: 200,
      features: ['tenure', 'orders'],
      labels: { country: audit.labelFrom('country') },
    });
    expect(found.composition.at().rows.raw).toBe(4_338);
    expect(found.control.rows.every(({ p }) => p !== null)).toBe(true);
    expect(found.labels.at({ proposed: 'country' }).restates.raw).toBe(false);
  }, 180_000);
});

describe.skipIf(shopFile === null)('the tiers of the real shop', () => {
  /** The tiers at the end of August, and who has bought again in the 90 days after. */
  async function tiersAndAfter() {
    const { tally, shop } = await realShop();
    const tiered = await tiers.assign(await customersAt(shop, '2011-08-31'));
    const table = new Table({
      session: tally,
      name: tally.uniqueName('tiers_and_after'),
      columns: { ...tiered.columns, bought_again: 'double' },
      roles: tiered.roles,
      schema: { ...tiered.schema, bought_again: column.percent('Bought within 90 days') },
    });
    await tally.engine.run(sql`CREATE TABLE ${table} AS
      SELECT t.*, CASE WHEN later.buyer IS NULL THEN 0.0 ELSE 1.0 END AS bought_again FROM ${tiered} t LEFT JOIN (
        SELECT DISTINCT customer_id AS buyer FROM ${shop.orders}
        WHERE kind = 'purchase' AND "day" > DATE '2011-08-31' AND "day" <= DATE '2011-11-29'
      ) later ON later.buyer = t.customer_id`);
    return table;
  }
  let table: Awaited<ReturnType<typeof tiersAndAfter>>;
  beforeAll(async () => {
    table = await tiersAndAfter();
  }, 180_000);

  it('tell who buys again, fewer from tier to tier, and the number of orders tells more', async () => {
    const found = await auditSegmentation(await audit.halves(table), {
      ...{ outcome: 'bought_again', threshold: 0.5, halves: 'half' },
      features: ['recency', 'orders', 'spent', 'order_value', 'tenure'],
      labels: {
        often: audit.labelFrom(sql`CASE WHEN orders >= 3 THEN 'often' ELSE 'rarely' END`, 'Orders'),
      },
    });
    expect(found.segments.rows.map(({ segment, customers }) => [segment, customers])).toEqual([
      ['platinum', 127],
      ['gold', 522],
      ['silver', 1285],
      ['dormant', 850],
      ['lost', 533],
    ]);
    const means = found.segments.rows.map(({ mean }) => mean);
    expect(means).toEqual(means.toSorted((a, b) => b - a));
    expect(means[0]).toBeCloseTo(0.9764, 4);
    expect(means[4]).toBeCloseTo(0.3321, 4);
    // Of 3,317 customers those who did not as most of their tier did: the smaller part of each.
    expect(found.anomalies.total('anomalies').raw).toBe(
      found.segments.rows.reduce(
        (sum, { mean, rows }) => sum + Math.round(rows * Math.min(mean, 1 - mean)),
        0,
      ),
    );
    expect(found.labels.at({ proposed: 'often' })).toMatchObject({
      helps: { raw: true },
      restates: { raw: false },
    });
    expect(found.at({ criterion: 'separation' })).toMatchObject({ grade: { raw: 'fair' } });
    expect(found.at({ criterion: 'separation' }).value.raw).toBeCloseTo(0.129, 3);
    expect(found.drift?.summary.at().psi.raw).toBeLessThan(0.1);
    expect(found.at({ criterion: 'drift' }).grade.raw).toBe('unknown');
  }, 180_000);

  it('draw a sample of the customers, of each tier as many as there are', async () => {
    const points = await portrait.points(table, ['tier', 'spent', 'orders']);
    expect(points.length).toBe(2000);
    // 127 of 3,317 are 76.6 of 2,000.
    expect(points.where({ tier: 'platinum' }).length).toBe(77);
    const drawn = chart.scatter(
      points.where(({ spent }) => spent > 0),
      { x: 'spent', y: 'tier', log: 'x' },
    );
    expect(drawn.alt).toMatch(/^Strip plot: .*Platinum: 77, from /);
  }, 180_000);
});
