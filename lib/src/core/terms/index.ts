import { ADVICE } from './advice.js';
import { CHARTS } from './charts.js';
import { CLUSTERS } from './clusters.js';
import { CONCENTRATION } from './concentration.js';
import { EVENTS } from './events.js';
import { FUNNEL } from './funnel.js';
import { GENERAL } from './general.js';
import { LIFECYCLE } from './lifecycle.js';
import { LOADING } from './loading.js';
import { MAPPING } from './mapping.js';
import { MONITORING } from './monitoring.js';
import { OPERATIONS } from './operations.js';
import { ORDERS } from './orders.js';
import { PORTRAIT } from './portrait.js';
import { PRODUCTS } from './products.js';
import { PROFILES } from './profiles.js';
import { PURCHASES } from './purchases.js';
import { QUALITY } from './quality.js';
import { RETENTION } from './retention.js';
import { SEGMENTS } from './segments.js';
import { TAGS } from './tags.js';
import { TIERS } from './tiers.js';
import { SEGMENT_AUDIT } from './segment-audit.js';
import { TRAFFIC } from './traffic.js';
import { USERS } from './users.js';

/** The dictionary: all terms for columns and categories, each defined once in English and Chinese. */
export const TERMS = {
  ...ADVICE,
  ...CHARTS,
  ...CLUSTERS,
  ...CONCENTRATION,
  ...EVENTS,
  ...FUNNEL,
  ...GENERAL,
  ...LIFECYCLE,
  ...LOADING,
  ...MAPPING,
  ...MONITORING,
  ...OPERATIONS,
  ...ORDERS,
  ...PORTRAIT,
  ...PRODUCTS,
  ...PROFILES,
  ...PURCHASES,
  ...QUALITY,
  ...RETENTION,
  ...SEGMENTS,
  ...TAGS,
  ...TIERS,
  ...SEGMENT_AUDIT,
  ...TRAFFIC,
  ...USERS,
} as const satisfies Readonly<Record<string, readonly [string, string]>>;
