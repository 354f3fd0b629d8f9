/** Tiers of customers: who is in which, how the shares compare with a plan, and how customers move. */
export { assignTiers as assign, type Tiered, type TierOptions } from './assign.js';
export { readCuts, SCORES, writeCuts, type TierCuts, type TierScore } from './cuts.js';
export { tierGrid as grid, type TierGrid } from './grid.js';
export { tierMigration as migration, type TierMigration } from './migration.js';
export { tierMovers as movers, type TierMove } from './movers.js';
export { FIVE_TIERS, type Tier, type TierPlan } from './plan.js';
export { tierShares as shares, type TierShares } from './shares.js';
export { openTierHistory as openHistory, type TierHistory, type TierStays } from './history/open.js';
export type { TierHistoryOptions } from './history/settings.js';
export type { DeliveredOrders } from './history/deliver.js';
export {
  backfillTiers as backfill,
  runTierBatch as runBatch,
  type TierBatch,
  type TierBatchOptions,
} from './history/run-batch.js';
export { tiersAt as historyAt, type TiersAt } from './history/at.js';
export { tierClaims as claims, type TierClaims } from './claims.js';
export { tierMovesByChance as againstChance, type ChanceOptions, type TierMovesByChance } from './chance.js';
export { tierSteadyState as steadyState, type SteadyOptions, type SteadyState } from './steady-state.js';
export { tierHoldEffect as holdEffect, type TierHoldEffect } from './history/hold-effect.js';
