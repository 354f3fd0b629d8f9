import { tiers } from 'tally';

const { platinum, gold, silver, dormant, lost } = tiers.FIVE_TIERS;

/**
 * The tiers as the document writes them, each without regard to the others: gold and silver begin below the tier before,
 * whoever that leaves out, and lost customers are dormant too. Lost stands before dormant: in the document's own order nobody
 * could be lost. Where tiers begin is the sum of the largest shares before.
 */
export const AS_WRITTEN = {
  platinum,
  gold: { ...gold, below: 0.05 },
  silver: { ...silver, below: 0.25 },
  lost,
  dormant: { label: dormant.label, after: 90, target: dormant.target },
} as const satisfies tiers.TierPlan;
