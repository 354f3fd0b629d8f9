import type { NetsuiteClaim } from '../claim.js';
import { ANOMALY_CLAIMS } from './anomalies.js';
import { SEASON_AND_VALUE_CLAIMS } from './seasons-and-value.js';

export const NETSUITE_CLAIMS: readonly NetsuiteClaim[] = [...ANOMALY_CLAIMS, ...SEASON_AND_VALUE_CLAIMS];
