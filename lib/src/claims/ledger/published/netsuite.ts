import type { PublishedClaim } from './publishedClaim.js';

export const NETSUITE_CLAIMS: readonly PublishedClaim[] = [];
