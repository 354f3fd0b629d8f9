import { NETSUITE_ANOMALIES } from './netsuite/anomalies.js';
import { NETSUITE_SEASONS_AND_VALUE } from './netsuite/seasonsAndValue.js';
import type { PublishedClaim } from './publishedClaim.js';

export const NETSUITE_CLAIMS: readonly PublishedClaim[] = [
  ...NETSUITE_ANOMALIES,
  ...NETSUITE_SEASONS_AND_VALUE,
];
