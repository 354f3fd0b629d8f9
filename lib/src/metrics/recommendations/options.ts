import { OptionsError } from '../../errors.js';
import { requireWhole } from '../orders/require-whole.js';
import { METHODS, type Method, type TierRules } from './methods.js';

/** What lists of products are made with. */
export interface ListOptions {
  /** What is recommended. Default: products. */
  readonly of?: 'product' | 'category';
  /** Length of a list. Default: 10. */
  readonly k?: number;
  /**
   * The fewest customers of a product (in its tier, for `tierLift`), and the fewest orders with both of a pair, for the
   * methods that rank by a share. Default: 10.
   */
  readonly least?: number;
  /** Pairs kept for each product, those in most orders. Default: 50. */
  readonly neighbors?: number;
  /** Whether products that the customer bought already may be recommended. Default: false. */
  readonly repeats?: boolean;
  /** Customers are new up to so many days after their first purchase. Default: 30. */
  readonly newWithin?: number;
}

export const LIST_OPTIONS = ['of', 'k', 'least', 'neighbors', 'repeats', 'newWithin'] as const;

export type Lists = Required<ListOptions>;

/** The options with their defaults. @throws OptionsError for a number that is not whole, or too small. */
export function listOptions(options: ListOptions): Lists {
  const { of = 'product', k = 10, least = 10, neighbors = 50, repeats = false, newWithin = 30 } = options;
  requireWhole('k', k, 1);
  requireWhole('least', least, 1);
  requireWhole('neighbors', neighbors, 1);
  requireWhole('newWithin', newWithin, 0);
  return { of, k, least, neighbors, repeats, newWithin };
}

/** @throws OptionsError for a method that there is not. */
export function requireMethods(methods: readonly string[]): void {
  const unknown = methods.find((method) => !Object.hasOwn(METHODS, method));
  if (unknown === undefined) return;
  throw new OptionsError(`Unknown method "${unknown}": use ${Object.keys(METHODS).join(', ')}.`);
}

/** The methods that rules use. @throws OptionsError for a tier without one, or one that there is not. */
export function methodsOf(rules: TierRules, tiers: readonly string[]): readonly Method[] {
  for (const [key, rule] of Object.entries(rules)) {
    const lacking = tiers.find((tier) => !Object.hasOwn(rule.tiers, tier));
    if (lacking !== undefined) throw new OptionsError(`Rule ${key} has no method for the tier ${lacking}.`);
  }
  const used = Object.values(rules).flatMap(({ newcomer, tiers: own }) => [
    ...Object.values<Method>(own),
    ...(newcomer === undefined ? [] : [newcomer]),
  ]);
  requireMethods(used);
  return [...new Set(used)];
}
