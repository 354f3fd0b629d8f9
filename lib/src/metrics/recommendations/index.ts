/** What to recommend to customers of a tier, and whether it foretells what they buy. */
export { evaluate, type EvaluateOptions, type Evaluation } from './evaluate.js';
export { forCustomers, type Recommendations, type RecommendOptions } from './for-customers.js';
export { METHODS, type Method, type TierRule, type TierRules } from './methods.js';
export type { ListOptions } from './options.js';
export { tierPairs, tierProducts, type TierProductOptions, type TierProducts } from './tier-products.js';
