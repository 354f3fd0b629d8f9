import { OptionsError } from 'tally';
import { seededRandom, type Random } from '../../study/random.js';

export interface SampleCustomersOptions {
  /** Rows that meet the contract. */
  readonly rows?: number;
  readonly seed?: number;
  /**
   * How much more volatile the customers of the wide segments are where their retention lies far from the mean, in
   * standard deviations. 0: a table in which anomalies are like everybody else.
   */
  readonly effect?: number;
}

const HEADER =
  'customer_id,customer_name,customer_email,subsidiary_id,profitability_segment,value_tier,lifecycle_stage,' +
  'activity_status,retention_category,total_revenue,net_profit,transaction_count,avg_transactions_per_month,' +
  'comprehensive_customer_score,retention_probability,seasonal_preference,transaction_consistency,growth_potential,' +
  'recommended_action,engagement_frequency,customer_age_days,segmentation_date,transaction_value_volatility,' +
  'q1_transactions,q2_transactions,q3_transactions,q4_transactions,customer_analytics_id';

/** Segments as cut from revenue, with mean and half the range of their retention: two narrow ones, three wide ones. */
const SEGMENTS = {
  Basic: { share: 0.12, revenue: [5, 199], retention: 0.47, spread: 0.35, wide: true },
  Growing: { share: 0.2, revenue: [205, 399], retention: 0.44, spread: 0.09, wide: false },
  Standard: { share: 0.16, revenue: [405, 599], retention: 0.52, spread: 0.4, wide: true },
  Premium: { share: 0.34, revenue: [605, 799], retention: 0.66, spread: 0.1, wide: false },
  'High Value': { share: 0.18, revenue: [805, 999], retention: 0.55, spread: 0.32, wide: true },
} as const;

type Segment = keyof typeof SEGMENTS;

const SHARES = Object.fromEntries(
  Object.entries(SEGMENTS).map(([name, { share }]) => [name, share]),
) as Record<Segment, number>;

/**
 * A customer table in the shape of the audited one, with what an audit must find built in: segments cut from revenue,
 * profit equal to revenue, an age that is the same for everybody, every tenth customer in two rows, retention that is
 * narrow in two segments and wide in three, a score that follows revenue, and, in the wide segments, volatility that is
 * higher by `effect` standard deviations in rows far from the mean. Nothing else has to do with retention.
 *
 * @throws OptionsError when `rows` is not a whole number of at least 20, or `seed` none at all.
 * @example
 * const csv = sampleCustomersCsv({ rows: 150, seed: 2024 });
 */
export function sampleCustomersCsv({
  rows = 150,
  seed = 2024,
  effect = 3,
}: SampleCustomersOptions = {}): string {
  if (!Number.isInteger(rows) || rows < 20)
    throw new OptionsError(`customers must be a whole number of at least 20, not ${rows}.`);
  if (!Number.isInteger(seed)) throw new OptionsError(`seed must be a whole number, not ${seed}.`);
  const random = seededRandom(seed);
  const lines = Array.from({ length: rows }, (_, index) => {
    // Every eleventh row is the customer of the row before.
    const customer = 1 + index - Math.floor((index + 1) / 11);
    return sampleRow(random, customer, effect).join(',');
  });
  return `${HEADER}\n${lines.join('\n')}\n`;
}

function sampleRow(random: Random, customer: number, effect: number): readonly string[] {
  const name = random.pick(SHARES);
  const { revenue: range, retention: center, spread, wide } = SEGMENTS[name];
  const revenue = random.integer(range[0] * 100, range[1] * 100) / 100;
  const retention = within(0.01, 0.99, center + spread * sideways(random, wide), 2);
  const off = wide && Math.abs(retention - center) > 0.15;
  const transactions = Math.max(1, Math.round(revenue / 50 + 1.5 * random.normal()));
  const volatility = within(
    0.05,
    0.98,
    0.75 - revenue / 2000 + 0.07 * (random.normal() + (off ? effect : 0)),
    3,
  );
  const score = Math.round(within(1, 99, revenue / 11 + 5 + 4 * random.normal(), 0));
  const quarters = spreadOver(random, transactions);
  const id = `C${String(customer).padStart(5, '0')}`;
  return [
    ...[id, `Customer ${id}`, `${id.toLowerCase()}@example.com`, `S${random.integer(1000, 9999)}`, name],
    ...[revenue > 750 ? 'Gold' : revenue > 500 ? 'Silver' : 'Basic', revenue > 500 ? 'Mature' : 'Growth'],
    ...[transactions >= 12 ? 'Highly Active' : 'Active', 'Very New (<1 Month)'],
    ...[
      revenue.toFixed(2),
      revenue.toFixed(2),
      String(transactions),
      Math.max(0.1, transactions / 8 + 0.3 * random.normal()).toFixed(1),
    ],
    ...[String(score), String(retention), `Q${peak(quarters)} Peak`, consistency(volatility)],
    ...[revenue > 750 ? 'Expansion Ready' : 'Standard Growth'],
    ...[revenue > 750 ? 'Upsell Opportunity' : 'Regular Engagement', 'Monthly', '365'],
    ...['2025-09-20 00:00:00', String(volatility), ...quarters.map(String), `a${id.toLowerCase()}`],
  ];
}

/** From -1 to 1: even where a segment is narrow, mostly near the ends where it is wide. */
function sideways(random: Random, wide: boolean): number {
  const side = random.next() < 0.5 ? -1 : 1;
  return side * (wide ? Math.sqrt(random.next()) : random.next());
}

/** A little more in the last quarter, for everybody. */
function spreadOver(random: Random, transactions: number): readonly number[] {
  const quarters = [0, 0, 0, 0];
  for (let n = 0; n < transactions; n += 1) {
    const at = Number(random.pick({ '0': 0.23, '1': 0.23, '2': 0.23, '3': 0.31 }));
    quarters[at] = (quarters[at] ?? 0) + 1;
  }
  return quarters;
}

const peak = (quarters: readonly number[]) => 1 + quarters.lastIndexOf(Math.max(...quarters));

function consistency(volatility: number): string {
  if (volatility < 0.3) return 'Very Consistent';
  if (volatility < 0.5) return 'Consistent';
  return volatility < 0.7 ? 'Moderate' : 'Irregular';
}

const within = (low: number, high: number, value: number, digits: number) =>
  Number(Math.min(high, Math.max(low, value)).toFixed(digits));
