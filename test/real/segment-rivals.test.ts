import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, load, open, type Tally } from 'tally';
import { realFile } from './files.js';

const file = realFile('netsuite/netsuite2_customer_analytics.csv');
const FEATURES = [
  'total_revenue',
  'net_profit',
  'transaction_count',
  'avg_transactions_per_month',
  'comprehensive_customer_score',
  'transaction_value_volatility',
  'customer_age_days',
];

describe.skipIf(file === null)('rivals of the real profitability segments', () => {
  let tally: Tally;
  beforeAll(async () => {
    tally = await open({ threads: 2 });
  });
  afterAll(() => tally.close());
  const customers = () => load(tally, file ?? '');

  it('the segments are cuts of the revenue, and nothing else', async () => {
    const rules = await audit.segmentTree(await customers(), 'profitability_segment', { features: FEATURES });
    expect(rules.rows.map(({ rule, predicted, purity }) => [rule, predicted, purity])).toEqual([
      ['total_revenue at most 200', 'Basic', 1],
      ['total_revenue above 200 and at most 400', 'Growing', 1],
      ['total_revenue above 400 and at most 600', 'Standard', 1],
      ['total_revenue above 600 and at most 800', 'Premium', 1],
      ['total_revenue above 800', 'High Value', 1],
    ]);
  });

  it('customers fall into two groups, and a mixture of two explains no less of the retention', async () => {
    const found = await audit.rivals(await customers(), {
      ...{ segment: 'profitability_segment', features: FEATURES, outcome: 'retention_probability' },
      ...{ others: ['lifecycle_stage'], resamples: 20, references: 10 },
    });
    expect(found.chosen).toBe(2);
    expect(found.clusters.rows.map(({ rows }) => rows)).toEqual([85, 64]);
    expect(found.output().data['text/plain']).toContain(
      'constant: customer_age_days. Left out as copies of others: net_profit.',
    );
    const effect = (labeling: string) => found.labelings.at({ labeling }).effect.raw ?? NaN;
    expect(effect('mixture')).toBeGreaterThan(effect('profitability_segment'));
  });

  it('a tree of more than one cut tells unseen customers nothing', async () => {
    const rules = await audit.tree(await customers(), 'retention_probability', {
      features: FEATURES,
      owner: 'customer_id',
    });
    expect(rules.depths.at({ depth: 1 }).validated.raw).toBeGreaterThan(0);
    expect(rules.depths.at({ depth: 3 }).validated.raw).toBeLessThan(0);
    expect(rules.depths.at({ depth: 3 }).fit.raw).toBeGreaterThan(0.3);
  });
});
