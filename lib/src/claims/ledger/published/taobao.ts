import type { PublishedClaim } from './publishedClaim.js';

export const TAOBAO_CLAIMS: readonly PublishedClaim[] = [];
