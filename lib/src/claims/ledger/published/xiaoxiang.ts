import { XIAOXIANG_OPERATIONS } from './xiaoxiang/operations.js';
import { XIAOXIANG_TIERS } from './xiaoxiang/tiers.js';
import type { PublishedClaim } from './publishedClaim.js';

export const XIAOXIANG_CLAIMS: readonly PublishedClaim[] = [...XIAOXIANG_TIERS, ...XIAOXIANG_OPERATIONS];
