/** The study of a short-video shop: its user table, segments, bands and published claims. */
export { open } from './open.js';
export { loadUsers, usersContract, type Users, type UsersOptions } from './contract.js';
export { HIGH_VALUE, INTRO_NAMES, MYSQL_TIES, SEGMENTS, type SegmentKey } from './segments.js';
export { AGE_BANDS, FREQUENCY_BANDS, MINUTES_BANDS, ORDER_VALUE_BANDS, SPENDING_BANDS } from './bands.js';
export { SEGMENT_ACTIONS } from './advice/segments.js';
export { REGION_ACTIONS, type RegionKey } from './advice/regions.js';
export { PUBLISHED_BUDGET, PUBLISHED_PRIORITIES } from './advice/published.js';
export { plan, type Plan } from './advice/plan.js';
