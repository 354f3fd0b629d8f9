import { OptionsError } from '../../errors.js';
import type { TierPlan } from './plan.js';

/** @throws OptionsError if two tables were put into the tiers of different plans. */
export function requireSamePlan(
  before: { readonly tiers: TierPlan },
  after: { readonly tiers: TierPlan },
): void {
  if (JSON.stringify(before.tiers) === JSON.stringify(after.tiers)) return;
  throw new OptionsError('The two dates have different plans: assign the same tiers at both.');
}
