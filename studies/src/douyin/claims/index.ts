import type { DouyinClaim } from '../claim.js';
import { ACTION_CLAIMS } from './actions.js';
import { CATEGORY_REGION_CLAIMS } from './categories-by-region.js';
import { CONCLUSION_CLAIMS } from './conclusions.js';
import { ofTheTable } from './part-of-the-table.js';
import { PORTRAIT_CLAIMS } from './portrait.js';
import { PREPARATION_CLAIMS } from './preparation.js';
import { PRODUCT_CLAIMS } from './products.js';
import { PROFILE_CLAIMS } from './profiles.js';
import { REGION_CLAIMS } from './regions.js';
import { SEGMENT_REGION_CLAIMS } from './segments-by-region.js';
import { SEGMENT_CLAIMS } from './segments.js';
import { SPENDING_CLAIMS } from './spending.js';

/** Everything that the user study publishes, in its order. */
export const DOUYIN_CLAIMS: readonly DouyinClaim[] = [
  ...PREPARATION_CLAIMS,
  ...PORTRAIT_CLAIMS,
  ...SPENDING_CLAIMS,
  ...SEGMENT_CLAIMS,
  ...PROFILE_CLAIMS,
  ...PRODUCT_CLAIMS,
  ...REGION_CLAIMS,
  ...SEGMENT_REGION_CLAIMS,
  ...CATEGORY_REGION_CLAIMS,
  ...CONCLUSION_CLAIMS,
  ...ACTION_CLAIMS,
].map(ofTheTable);
