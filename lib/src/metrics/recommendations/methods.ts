import type { Text } from '../../core/label.js';
import type { Category } from '../../core/schema.js';
import { term } from '../../core/term.js';
import type { UNASSIGNED } from '../tiers/plan.js';

/** Ways to choose products; the first is what the others are compared with. */
export const METHODS = {
  popular: { label: term('popularWithAll') },
  tierPopular: { label: term('popularInTier') },
  tierLift: { label: term('typicalOfTier') },
  together: { label: term('boughtTogether') },
  association: { label: term('associated') },
  pairLift: { label: term('liftOfPairs') },
  premium: { label: term('premiumProducts') },
  bestSellers: { label: term('goodValue') },
  staples: { label: term('staples') },
  newcomers: { label: term('firstPurchases') },
  own: { label: term('boughtBefore') },
} as const satisfies Readonly<Record<string, Category>>;

/**
 * How products are ranked for a customer; ties by customers who bought the product, then by name.
 *
 * - `popular`: customers who bought it; `tierPopular`: those of the customer's tier.
 * - `tierLift`: share of the tier's customers who bought it / share of all customers.
 * - `together`, `association`, `pairLift`: the sum, over the products that the customer bought, of orders with both, of
 *   the share of orders with that product which have this one too, and of the lift of both.
 * - `premium`: as `popular`, of products in the upper quarter by price; `bestSellers`: of those up to the median price.
 * - `staples`: share of its customers who bought it in two orders or more; `newcomers`: customers whose first order has it.
 * - `own`: orders of the customer with it.
 */
export type Method = keyof typeof METHODS;

/** Which method each tier gets: a tier without one does not compile. */
export interface TierRule<K extends string = string> {
  readonly label: Text;
  /** For customers whose first purchase was not long ago, whatever their tier. Default: that of their tier. */
  readonly newcomer?: Method;
  readonly tiers: Readonly<Record<K | typeof UNASSIGNED, Method>>;
}

/** Rules by key. */
export type TierRules<R extends string = string, K extends string = string> = Readonly<
  Record<R, TierRule<K>>
>;
