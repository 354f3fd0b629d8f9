import { audit, auditSegmentation, sql, type Audit } from 'tally';
import type { CustomerTable } from './contract.js';

/** The document's band: more than 15 percentage points from the mean of the segment. */
export const THRESHOLD = 0.15;

export const QUARTERS = ['q1_transactions', 'q2_transactions', 'q3_transactions', 'q4_transactions'] as const;

/** High from here on, in the document's "high score" and "high revenue", which it leaves open: near their medians. */
export const HIGH = { score: 60, value: 600 } as const;

export const MATCH = { score: 'comprehensive_customer_score', value: 'total_revenue' } as const;

/** The three dimensions that the document proposes, with cuts of ours, since it states none. */
export const LABELS = {
  stability: audit.stability({
    volatility: 'transaction_value_volatility',
    perMonth: 'avg_transactions_per_month',
  }),
  season: audit.season(QUARTERS),
  valueMatch: audit.valueMatch(MATCH, HIGH),
} as const;

/** What must hold between columns: a year's transactions, by month and by quarter. */
const IDENTITIES = [
  {
    column: 'avg_transactions_per_month',
    equals: sql`transaction_count * 365.25 / 12 / nullif(customer_age_days, 0)`,
    formula: 'transaction_count / months of customer_age_days',
    tolerance: 0.1,
  },
  {
    column: 'transaction_count',
    equals: sql`q1_transactions + q2_transactions + q3_transactions + q4_transactions`,
    formula: 'q1 + q2 + q3 + q4',
    tolerance: 0,
  },
];

/** The columns that anomalies are compared in, and that clusters and trees are made of. */
export const FEATURES = [
  'transaction_count',
  'avg_transactions_per_month',
  'transaction_value_volatility',
  'total_revenue',
  'comprehensive_customer_score',
] as const;

/** The document's rule of anomalies. */
export const ANOMALIES = { outcome: 'retention_probability', threshold: THRESHOLD } as const;

const OPTIONS = {
  ...ANOMALIES,
  features: [...FEATURES.slice(0, 2), 'transaction_consistency', ...FEATURES.slice(2)],
  periods: QUARTERS,
  match: { ...MATCH, cuts: HIGH },
  labels: LABELS,
  identities: IDENTITIES,
} as const;

/**
 * The audit of the document's segmentation on its table, by its own band and with its own columns.
 *
 * @param options.halves whether to compare two halves of the customers, since the table has one date only.
 * @example
 * const found = await netsuite.auditCustomers(customers);
 * found.anomalies.total('anomalies').en;
 */
export async function auditCustomers(
  customers: CustomerTable,
  { halves = false }: { readonly halves?: boolean } = {},
): Promise<Audit> {
  if (!halves) return auditSegmentation(customers, OPTIONS);
  return auditSegmentation(await audit.halves(customers), { ...OPTIONS, halves: 'half' });
}

/** Whether transactions a month follow from their number: the same audit with these two as score and value. */
export function auditCadence(customers: CustomerTable): Promise<Audit> {
  return auditSegmentation(customers, {
    outcome: 'retention_probability',
    threshold: THRESHOLD,
    match: { score: 'transaction_count', value: 'avg_transactions_per_month' },
  });
}
