import type { PublishedClaim } from './publishedClaim.js';

export const XIAOXIANG_CLAIMS: readonly PublishedClaim[] = [];
