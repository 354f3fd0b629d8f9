/** What to do about segments and regions: the revenue at stake, how to split a budget, whom to prioritize, and why. */
export { checkReasons, type CheckedActions } from './check-reasons.js';
export type { Action, Actions, Catalog, Reason } from './catalog.js';
export { splitBudget, type Budget, type BudgetOptions } from './budget.js';
export { levers, type Levers, type LeversOptions } from './levers.js';
export {
  comparePriorities,
  priorities,
  type Priorities,
  type PriorityComparison,
  type PriorityOptions,
  type PublishedPriority,
} from './priorities.js';
export {
  revenueAtStake,
  stakeRules,
  type RevenueAtStake,
  type StakeRule,
  type StakeRules,
  type StakeWeights,
} from './stakes.js';
