/** Benefits of tiers: who may have what, and whom a budget should pay for. */
export { budget, type BenefitBudget, type BenefitBudgetOptions } from './budget.js';
export type { Benefit, BenefitCatalog } from './catalog.js';
export { eligible, type Eligible, type EligibleOptions } from './eligible.js';
