import { ADVICE_EQUIVALENT } from './equivalent/advice.js';
import { AUDIT_EQUIVALENT } from './equivalent/audit.js';
import { AUDIT_TYPESCRIPT_EQUIVALENT } from './equivalent/audit-typescript.js';
import { BENEFITS_EQUIVALENT } from './equivalent/benefits.js';
import { CAMPAIGNS_EQUIVALENT } from './equivalent/campaigns.js';
import { COMMUNITY_EQUIVALENT } from './equivalent/community.js';
import { CONCENTRATION_EQUIVALENT } from './equivalent/concentration.js';
import { DATA_EQUIVALENT } from './equivalent/data.js';
import type { Equivalent } from './equivalent/entry.js';
import { FUNNEL_EQUIVALENT } from './equivalent/funnel.js';
import { LIFECYCLE_EQUIVALENT } from './equivalent/lifecycle.js';
import { LOAD_EQUIVALENT } from './equivalent/load.js';
import { MONITORING_EQUIVALENT } from './equivalent/monitoring.js';
import { ORDER_METRICS_EQUIVALENT } from './equivalent/order-metrics.js';
import { ORDERS_EQUIVALENT } from './equivalent/orders.js';
import { PORTRAIT_EQUIVALENT } from './equivalent/portrait.js';
import { PRODUCTS_EQUIVALENT } from './equivalent/products.js';
import { PURCHASES_EQUIVALENT } from './equivalent/purchases.js';
import { QUALITY_EQUIVALENT } from './equivalent/quality.js';
import { RECOMMENDATIONS_EQUIVALENT } from './equivalent/recommendations.js';
import { REGIONS_EQUIVALENT } from './equivalent/regions.js';
import { RETENTION_EQUIVALENT } from './equivalent/retention.js';
import { SEGMENTS_EQUIVALENT } from './equivalent/segments.js';
import { STATS_EQUIVALENT } from './equivalent/stats.js';
import { TAGS_CONDITIONS_EQUIVALENT } from './equivalent/tags-conditions.js';
import { TAGS_EQUIVALENT } from './equivalent/tags.js';
import { TAGS_TYPESCRIPT_EQUIVALENT } from './equivalent/tags-typescript.js';
import { TIERS_EQUIVALENT } from './equivalent/tiers.js';
import { TRAFFIC_EQUIVALENT } from './equivalent/traffic.js';

/** Looked at one by one; they count neither as killed nor as alive. Each family has a file. */
export const EQUIVALENT: readonly Equivalent[] = [
  ...ADVICE_EQUIVALENT,
  ...AUDIT_EQUIVALENT,
  ...AUDIT_TYPESCRIPT_EQUIVALENT,
  ...BENEFITS_EQUIVALENT,
  ...CAMPAIGNS_EQUIVALENT,
  ...COMMUNITY_EQUIVALENT,
  ...CONCENTRATION_EQUIVALENT,
  ...DATA_EQUIVALENT,
  ...FUNNEL_EQUIVALENT,
  ...LIFECYCLE_EQUIVALENT,
  ...LOAD_EQUIVALENT,
  ...MONITORING_EQUIVALENT,
  ...ORDER_METRICS_EQUIVALENT,
  ...ORDERS_EQUIVALENT,
  ...PORTRAIT_EQUIVALENT,
  ...PRODUCTS_EQUIVALENT,
  ...PURCHASES_EQUIVALENT,
  ...QUALITY_EQUIVALENT,
  ...RECOMMENDATIONS_EQUIVALENT,
  ...REGIONS_EQUIVALENT,
  ...RETENTION_EQUIVALENT,
  ...SEGMENTS_EQUIVALENT,
  ...STATS_EQUIVALENT,
  ...TAGS_CONDITIONS_EQUIVALENT,
  ...TAGS_EQUIVALENT,
  ...TAGS_TYPESCRIPT_EQUIVALENT,
  ...TIERS_EQUIVALENT,
  ...TRAFFIC_EQUIVALENT,
];
