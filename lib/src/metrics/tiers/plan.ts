import type { Text } from '../../core/label.js';
import type { Categories } from '../../core/schema.js';
import { term } from '../../core/term.js';

/** A tier: its name, whom it takes, and the share of customers that it is meant to have. */
export interface Tier {
  readonly label: Text;
  readonly color?: string;
  /** Only customers among this share with the highest scores: 0.05. */
  readonly top?: number;
  /** Only customers below this share. */
  readonly below?: number;
  /** Only customers whose last purchase was at most so many days ago. */
  readonly within?: number;
  /** Only customers whose last purchase was more than so many days ago. */
  readonly after?: number;
  /** The least and the greatest share of customers that the tier should have. */
  readonly target?: readonly [number, number];
}

/** Tiers by key. A customer is in the first whose conditions all hold. */
export type TierPlan<K extends string = string> = Readonly<Record<K, Tier>>;

/**
 * Five tiers that take every customer with a purchase once: platinum and gold by score and recency, silver for all
 * others who bought within 90 days, then dormant and lost.
 */
export const FIVE_TIERS = {
  platinum: { label: term('platinum'), top: 0.05, within: 30, target: [0, 0.05] },
  gold: { label: term('gold'), top: 0.25, within: 60, target: [0.15, 0.2] },
  silver: { label: term('silver'), within: 90, target: [0.5, 0.6] },
  dormant: { label: term('dormantTier'), after: 90, within: 180, target: [0.1, 0.15] },
  lost: { label: term('lostTier'), after: 180, target: [0.05, 0.1] },
} as const satisfies TierPlan;

/** Customers in no tier, such as those without a purchase. */
export const UNASSIGNED = 'unassigned';

/** The tiers as categories of a column, and `unassigned` last. */
export function tierCategories<K extends string>(plan: TierPlan<K>): Categories<K | typeof UNASSIGNED> {
  const entries = Object.entries<Tier>(plan).map(([key, { label, color }]) => [
    key,
    { label, ...(color !== undefined && { color }) },
  ]);
  return { ...Object.fromEntries(entries), [UNASSIGNED]: { label: term('unassigned') } } as Categories<
    K | typeof UNASSIGNED
  >;
}
