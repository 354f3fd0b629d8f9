import type { recommendations } from 'tally';
import type { TierKey } from './benefits.js';

/**
 * Two rules by tier. `document` is the code of the document: a branch for each of three tiers, and everybody else gets what
 * is meant for new users, so that dormant and lost customers are treated as new. `mended` gives these picks only to those
 * who first bought lately, and to all others what goes with what they bought.
 *
 * The document does not say what its branches hold. Here premium goods are those in the upper quarter by price, best sellers
 * of good value those up to the median price, essentials those that are bought again most often, and picks for new users
 * those of first orders.
 */
export const RECOMMENDATION_RULES = {
  document: {
    label: { en: 'The four branches', zh: '原文四个分支' },
    tiers: {
      platinum: 'premium',
      gold: 'bestSellers',
      silver: 'staples',
      dormant: 'newcomers',
      lost: 'newcomers',
      unassigned: 'newcomers',
    },
  },
  mended: {
    label: { en: 'Branches for newcomers only', zh: '仅对新客使用分支' },
    newcomer: 'newcomers',
    tiers: {
      platinum: 'association',
      gold: 'association',
      silver: 'association',
      dormant: 'association',
      lost: 'association',
      unassigned: 'newcomers',
    },
  },
} as const satisfies recommendations.TierRules<string, TierKey>;
