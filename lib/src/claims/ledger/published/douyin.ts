import type { PublishedClaim } from './publishedClaim.js';

export const DOUYIN_CLAIMS: readonly PublishedClaim[] = [];
