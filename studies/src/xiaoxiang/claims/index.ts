import type { XiaoxiangClaim } from '../claim.js';
import { OPERATION_CLAIMS } from './operations.js';
import { TAG_CLAIMS } from './tags.js';
import { TIER_CLAIMS } from './tiers.js';

export const XIAOXIANG_CLAIMS: readonly XiaoxiangClaim[] = [
  ...TIER_CLAIMS,
  ...TAG_CLAIMS,
  ...OPERATION_CLAIMS,
];
