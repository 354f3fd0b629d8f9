import type { TaobaoClaim } from '../claim.js';
import { CATEGORY_CLAIMS } from './categories.js';
import { COHORT_CLAIMS } from './cohorts.js';
import { FUNNEL_CLAIMS } from './funnel.js';
import { MARKET_CLAIMS } from './market.js';
import { RETENTION_CLAIMS } from './retention.js';
import { SEGMENT_CLAIMS } from './segments.js';
import { strategyClaims } from './strategies.js';
import { TRAFFIC_CLAIMS } from './traffic.js';

const CHAPTERS: readonly TaobaoClaim[] = [
  ...MARKET_CLAIMS,
  ...CATEGORY_CLAIMS,
  ...FUNNEL_CLAIMS,
  ...SEGMENT_CLAIMS,
  ...RETENTION_CLAIMS,
  ...COHORT_CLAIMS,
  ...TRAFFIC_CLAIMS,
];

/** Everything that the study of the marketplace publishes, in its order. */
export const TAOBAO_CLAIMS: readonly TaobaoClaim[] = [...CHAPTERS, ...strategyClaims(CHAPTERS)];
