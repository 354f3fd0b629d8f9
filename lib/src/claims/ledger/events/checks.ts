import { CATEGORY_CHECKS } from './categories.js';
import { COHORT_CHECKS } from './cohorts.js';
import { FUNNEL_CHECKS } from './funnel.js';
import { MARKET_CHECKS } from './market.js';
import { RETENTION_CHECKS } from './retention.js';
import { SEGMENT_CHECKS } from './segments.js';
import type { EventCheck } from './study.js';
import { strategies, TRAFFIC_CHECKS } from './traffic.js';

const FINDINGS: Readonly<Record<string, EventCheck>> = {
  ...MARKET_CHECKS,
  ...CATEGORY_CHECKS,
  ...FUNNEL_CHECKS,
  ...SEGMENT_CHECKS,
  ...RETENTION_CHECKS,
  ...COHORT_CHECKS,
  ...TRAFFIC_CHECKS,
};

/** How each published claim of the study of the marketplace is recomputed, by its id. */
export const EVENT_CHECKS: Readonly<Record<string, EventCheck>> = {
  ...FINDINGS,
  'T-STRAT': (study) => strategies(study, FINDINGS),
};
