import { populationStability } from '../../stats/population-stability.js';
import { ratio, total } from '../ratio.js';

/** Customers by tier before and after, the last row those who were not there before. */
export type Counts = readonly (readonly number[])[];

/**
 * Share of the customers of a tier who are in a lower one now: those who left for one later in the plan, or for none.
 * Null if the tier had nobody.
 */
export function churn(counts: Counts, tier: number): number | null {
  const row = counts[tier] ?? [];
  return ratio(total(row.slice(tier + 1)), total(row));
}

/** Share of all customers who are in one of the tiers now. Null without customers. */
export function shareIn(counts: Counts, tiers: readonly number[]): number | null {
  const now = after(counts);
  return ratio(total(tiers.map((tier) => now[tier] ?? 0)), total(now));
}

/** Population stability index of the tiers before and now; newcomers count now only. Null without customers before. */
export function stabilityIndex(counts: Counts): number | null {
  const [was, is] = [before(counts), after(counts)];
  if (total(was) === 0) return null;
  return total(
    populationStability(was.map((customers, tier) => ({ before: customers, after: is[tier] ?? 0 }))),
  );
}

/**
 * Pearson's chi-square of the tiers before and now. Most customers are in both, so that its own p-value would not hold.
 * Null without customers before or now.
 */
export function chiSquare(counts: Counts): number | null {
  const sides = [before(counts), after(counts)];
  const sizes = sides.map(total);
  const all = total(sizes);
  if (sizes.some((size) => size === 0)) return null;
  const parts = sides.flatMap((side, at) =>
    side.map((customers, tier) => {
      const expected = ((sizes[at] ?? 0) * total(sides.map((other) => other[tier] ?? 0))) / all;
      return expected === 0 ? 0 : (customers - expected) ** 2 / expected;
    }),
  );
  return total(parts);
}

/** Customers by tier before, without newcomers. */
export const before = (counts: Counts): number[] => counts.slice(0, -1).map(total);

/** Customers by tier now. */
export const after = (counts: Counts): number[] =>
  (counts[0] ?? []).map((_, tier) => total(counts.map((row) => row[tier] ?? 0)));
