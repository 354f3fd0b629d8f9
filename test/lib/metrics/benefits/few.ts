import { tiers, type benefits, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

export const PLAN = {
  gold: { label: 'Gold', within: 30 },
  silver: { label: 'Silver', after: 30 },
} as const satisfies tiers.TierPlan;
export type Key = keyof typeof PLAN;

export const CATALOG = {
  gold: {
    delivery: { label: 'Free delivery', cost: 4, cap: 2, days: 30 },
    tasting: { label: 'Tasting', cost: 10, cap: 1, days: 90, from: '2025-06-01', until: '2025-06-30' },
  },
  silver: { delivery: { label: 'Free delivery', cost: 4, cap: 1, days: 30 } },
} as const satisfies benefits.BenefitCatalog<Key>;

/** Customer, days since purchase, margin. */
export type Customer = readonly [string, number | null, number | null];

export const FEW: readonly Customer[] = [
  ['anna', 3, 100],
  ['bert', 5, 200],
  ['cora', 60, 50],
  ['dora', null, null],
];

export const tieredOf = async (tally: Tally, customers: readonly Customer[] = FEW) =>
  tiers.assign(
    await tableOf(
      tally,
      'customers',
      { customer: 'text', recency: 'integer?', margin: 'double?' },
      customers,
      { user: 'customer', recency: 'recency', monetary: 'margin' },
    ),
    { plan: PLAN },
  );

export const usesOf = (tally: Tally, uses: readonly (readonly [string, string, string])[]) =>
  tableOf(tally, 'uses', { customer: 'text', day: 'date', benefit: 'text' }, uses, {
    user: 'customer',
    time: 'day',
    category: 'benefit',
  });

/** Customer, benefit, uses so far, uses left, state. */
export const rowsOf = async (tally: Tally, table: benefits.Eligible) =>
  (
    await tally.query`SELECT customer, benefit, benefit_used AS used, benefit_left AS "left", benefit_state AS state
      FROM ${table} ORDER BY 1, 2`
  ).rows.map((row) => Object.values(row));
